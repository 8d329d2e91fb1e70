/** A cell to the JavaScript of `session-code.ts`, its declarations for later cells, or what TypeScript complains of. */
import { decodedMappings, encodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import type { Converted, SessionCode } from "../../model/ports/language.js";
import { blankExports } from "./blank-exports.js";
import type { Emitted } from "./capture-emit.js";
import { textOf } from "./carried-statements.js";
import type { CellConverter } from "./converter.js";
import { carriedDeclarations } from "./declarations.js";
import { fromTslab } from "./diagnostics.js";
import { splitDeclarations } from "./needed.js";

export interface ConvertRequest {
  readonly context: string;
  readonly source: string;
  readonly fileName: string;
}

export function convertCell(converter: CellConverter, request: ConvertRequest): Converted {
  converter.refresh();
  const { needed, rest } = splitDeclarations(converter.carried.of(request.context), request.source);
  const result = converter.convert(textOf(needed), blankExports(request.source));
  const diagnostics = fromTslab(request.source, result.diagnostics);
  const emitted = converter.emitted();
  if (diagnostics.length > 0) return { diagnostics, code: null, declarations: request.context };
  if (!emitted) throw new Error("the cell was not emitted, though it has no errors");
  return {
    diagnostics,
    code: sessionCode(emitted, request),
    declarations: converter.carried.join([
      ...carriedDeclarations(needed, result.declOutput ?? "", emitted),
      ...rest,
    ]),
  };
}

function sessionCode(emitted: Emitted, request: ConvertRequest): SessionCode {
  const body = emitted.js.replace(/^\/\/# sourceMappingURL=.*$/m, "").trimEnd();
  return {
    js: `${firstLine(emitted.declares)}\n${body}`,
    map: cellMap(emitted.map, request),
    declares: emitted.declares,
    hasResult: emitted.hasResult,
  };
}

/** Strict mode assigns only names that exist. What an earlier cell left stays until the cell assigns it. */
function firstLine(declares: readonly string[]): string {
  if (declares.length === 0) return `"use strict";`;
  const names = declares.map((name) => JSON.stringify(name)).join(", ");
  return `"use strict"; for (const name of [${names}]) if (!(name in exports)) exports[name] = void 0;`;
}

/** Ours has one line more in front than the emitted text, and tslab's source one line more than the cell. */
function cellMap(map: string, { fileName, source }: ConvertRequest): string {
  const emitted = new TraceMap(map);
  const mappings = decodedMappings(emitted).map((line) =>
    line.flatMap((segment) =>
      segment.length === 1 || segment[2] === 0
        ? []
        : [[segment[0], 0, segment[2] - 1, segment[3]] as [number, number, number, number]],
    ),
  );
  const shifted = new TraceMap({
    version: 3,
    names: [],
    sources: [fileName],
    sourcesContent: [source],
    mappings: [[], ...mappings],
  });
  return JSON.stringify({
    version: 3,
    file: fileName,
    sources: [fileName],
    sourcesContent: [source],
    names: [],
    mappings: encodedMappings(shifted),
  });
}
