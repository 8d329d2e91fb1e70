/** What may stand at the cursor. */
import type { Completion } from "../../model/ports/language.js";
import { textOf } from "./carried-statements.js";
import { completeSpecifier } from "./complete-specifier.js";
import type { CellConverter } from "./converter.js";
import { splitDeclarations } from "./needed.js";

export interface CursorRequest {
  readonly context: string;
  readonly source: string;
  readonly cursor: number;
}

export function complete(converter: CellConverter, request: CursorRequest): Completion {
  const cursor = Math.min(Math.max(request.cursor, 0), request.source.length);
  const specifier = completeSpecifier(request.source, cursor, process.cwd());
  if (specifier) return specifier;
  converter.refresh();
  const found = converter.complete(declarationsFor(converter, request), request.source, cursor);
  const kinds = new Map(found.original?.entries.map((entry) => [entry.name, entry.kind as string]));
  return {
    start: found.start,
    end: found.end,
    matches: found.candidates
      .filter((text) => !/^__(tslab|prev|benchbook)__$/.test(text))
      .map((text) => ({ text, type: typeOf(kinds.get(text)) })),
  };
}

/** After a dot only what stands before it matters; a name may be any of those declared. */
function declarationsFor({ carried }: CellConverter, { context, source, cursor }: CursorRequest): string {
  if (!/(?:^|[^.])\.\s*[\p{ID_Continue}$]*$/u.test(source.slice(0, cursor))) return context;
  return textOf(splitDeclarations(carried.of(context), source).needed);
}

/** TypeScript's kinds in the words that Jupyter's completers have icons for. */
const TYPES: Readonly<Record<string, string>> = {
  var: "variable",
  let: "variable",
  const: "variable",
  "local var": "variable",
  parameter: "variable",
  alias: "variable",
  function: "function",
  "local function": "function",
  method: "method",
  construct: "method",
  call: "method",
  property: "property",
  getter: "property",
  setter: "property",
  accessor: "property",
  "enum member": "property",
  class: "class",
  "local class": "class",
  interface: "interface",
  type: "type",
  "type parameter": "type",
  "primitive type": "type",
  enum: "enum",
  module: "module",
  "external module name": "module",
  script: "module",
  directory: "module",
  keyword: "keyword",
  string: "string",
};

function typeOf(kind: string | undefined): string {
  return (kind === undefined ? undefined : TYPES[kind]) ?? "variable";
}
