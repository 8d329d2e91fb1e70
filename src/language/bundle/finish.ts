/** From what esbuild wrote to a `Bundle`: constants restored, and a map to the cells' own lines. */
import { createHash } from "node:crypto";
import { decodedMappings, encodedMappings, type SourceMapSegment, TraceMap } from "@jridgewell/trace-mapping";
import type { Bundle } from "../../model/ports/language.js";
import { namedImportsOfCommonJs } from "./common-js.js";
import { restoredConstants } from "./constants.js";
import { type Edit, type EditedText, editText, lineStarts, placeOf } from "./edited-text.js";
import { type FileBeside, fileHash } from "./local-files.js";
import type { VirtualModule } from "./modules.js";
import { NAMESPACE } from "./names.js";
import type { Outside } from "./packages.js";

export interface Written {
  readonly js: string;
  /** esbuild's source map as JSON. */
  readonly map: string;
  readonly modules: readonly VirtualModule[];
  readonly outside: Outside;
  /** Local files that stay outside. */
  readonly beside: readonly FileBeside[];
  /** What a file is called, by its name in esbuild's map. */
  readonly name: (source: string) => string;
}

export function finishBundle(written: Written): Bundle {
  const { js, modules, outside, beside } = written;
  const trace = new TraceMap(written.map);
  const texts = new Map(
    trace.sources.map((name, index) => [name ?? "", trace.sourcesContent?.[index] ?? ""]),
  );
  const edits = [...namedImportsOfCommonJs(js, outside.commonJs), ...restoredConstants(js, trace, texts)];
  const text = `${editText(js, edits).text}${besideComment(beside)}`;
  const mappings = shiftedMappings(trace, js, edits);
  return {
    js: text,
    map: cellMap({ trace, mappings, modules, beside, name: written.name }),
    hash: createHash("sha256").update(text).digest("hex").slice(0, 16),
    packages: Object.fromEntries([...outside.versions].sort(([a], [b]) => (a < b ? -1 : 1))),
    ...filesOf(texts, written),
  };
}

/** What stays outside is part of the bundle's identity all the same. */
function besideComment(beside: readonly FileBeside[]): string {
  return beside.map(({ path, hash }) => `// ${path.replace(/[\r\n]/g, " ")} ${hash}\n`).join("");
}

function filesOf(texts: ReadonlyMap<string, string>, { name, beside }: Written): Pick<Bundle, "files"> {
  const inside = [...texts]
    .filter(([source]) => source !== "" && !source.startsWith(`${NAMESPACE}:`))
    .map(([source, text]) => ({ path: name(source), hash: fileHash(text) }));
  const outside = beside.map(({ path, hash, loaded }) => ({ path, hash, loaded }));
  const files = [...inside, ...outside].sort((a, b) => (a.path < b.path ? -1 : 1));
  return files.length === 0 ? {} : { files };
}

/** Segments behind an edit move with the text. */
function shiftedMappings(trace: TraceMap, js: string, edits: readonly Edit[]): SourceMapSegment[][] {
  const starts = lineStarts(js);
  const onLine = new Map<number, { column: number; by: number }[]>();
  for (const { start, end, text } of edits) {
    const { line, column } = placeOf(starts, start);
    onLine.set(line, [...(onLine.get(line) ?? []), { column, by: text.length - (end - start) }]);
  }
  return decodedMappings(trace).map((segments, line) => {
    const shifts = onLine.get(line);
    if (!shifts) return [...segments];
    return segments.map((segment) => {
      const by = shifts.reduce((sum, shift) => sum + (segment[0] > shift.column ? shift.by : 0), 0);
      return [segment[0] + by, ...segment.slice(1)] as SourceMapSegment;
    });
  });
}

/** Back from the edited cells to the cells; what is generated has no source. */
function cellMap(given: {
  readonly trace: TraceMap;
  readonly mappings: SourceMapSegment[][];
  readonly modules: readonly VirtualModule[];
  readonly beside: readonly FileBeside[];
  readonly name: (source: string) => string;
}): string {
  const { trace, mappings, modules, beside } = given;
  const byPath = new Map(modules.map((module) => [`${NAMESPACE}:${module.path}`, module]));
  const kept = trace.sources.map((name, index) => {
    const module = byPath.get(name ?? "");
    const source = module ? module.source : name === null ? null : given.name(name);
    const content = module ? module.text.original : (trace.sourcesContent?.[index] ?? null);
    return { source, content, text: module?.text ?? null };
  });
  const indexes = kept.map(({ source }, index) =>
    source === null ? -1 : kept.slice(0, index).filter((k) => k.source !== null).length,
  );
  const moved = mappings.map((line) =>
    line.map((segment): SourceMapSegment => {
      if (segment.length === 1) return segment;
      const from = kept[segment[1]]!;
      const place = original(from.text, segment[2], segment[3]);
      if (from.source === null || !place) return [segment[0]];
      const index = indexes[segment[1]]!;
      return segment.length === 5
        ? [segment[0], index, place.line, place.column, segment[4]]
        : [segment[0], index, place.line, place.column];
    }),
  );
  const named = kept.filter(({ source }) => source !== null);
  const decoded = {
    version: 3 as const,
    names: [...trace.names],
    sources: [...named.map(({ source }) => source), ...beside.map(({ path }) => path)],
    sourcesContent: [...named.map(({ content }) => content), ...beside.map(({ text }) => text)],
  };
  const names = Object.fromEntries(beside.map(({ url, path }) => [url, path]));
  return JSON.stringify({
    ...decoded,
    mappings: encodedMappings(new TraceMap({ ...decoded, mappings: moved })),
    ...(beside.length === 0 ? {} : { x_files: names }),
  });
}

function original(text: EditedText | null, line: number, column: number) {
  return text ? text.toOriginal({ line, column }) : { line, column };
}
