/** The cells and modules that ran, by the name their stack frames carry, with their maps back to what the user wrote. */
import { originalPositionFor, sourceContentFor, TraceMap } from "@jridgewell/trace-mapping";
import * as own from "./own.js";

export interface Position {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export interface Sources {
  /** `text` is what the user wrote, or null where the map holds it; `code` is what runs. */
  add(
    file: string,
    source: { readonly text: string | null; readonly map: string | null; readonly code?: string },
  ): void;
  /** Where a part of the code that runs stands in it; null where no cell has it. */
  find(part: string): Position | null;
  /** Where that place was written; null for a file that is none of these. */
  original(position: Position): Position | null;
  /** Lines of a file as `original` names it. */
  lines(file: string): readonly string[] | null;
  has(file: string): boolean;
}

export function createSources(): Sources {
  const maps = new own.Map<string, TraceMap | null>();
  const texts = new own.Map<string, string>();
  const codes = new own.Map<string, string>();
  return {
    add(file, { text, map, code }) {
      if (code !== undefined) codes.set(file, code);
      const trace = map === null ? null : new TraceMap(map);
      maps.set(file, trace);
      if (text !== null) texts.set(file, text);
      else if (trace) keepTexts(trace, texts);
    },
    original(position) {
      const trace = maps.get(position.file);
      if (trace === undefined) return null;
      if (trace === null) return position;
      const found = originalPositionFor(trace, { line: position.line, column: position.column - 1 });
      if (found.line === null) return null;
      // The map of a cell has one source, which is the cell whatever it is called there.
      const file = texts.has(position.file) ? position.file : (found.source ?? position.file);
      return { file, line: found.line, column: found.column + 1 };
    },
    find(part) {
      for (const [file, code] of [...codes].reverse()) {
        const at = code.indexOf(part);
        if (at < 0) continue;
        const before = code.slice(0, at).split("\n");
        return { file, line: before.length, column: (before.at(-1) ?? "").length + 1 };
      }
      return null;
    },
    lines: (file) => texts.get(file)?.split("\n") ?? null,
    has: (file) => maps.has(file),
  };
}

function keepTexts(trace: TraceMap, texts: Map<string, string>): void {
  for (const source of trace.sources) {
    const text = source === null ? null : sourceContentFor(trace, source);
    if (source !== null && text !== null) texts.set(source, text);
  }
}
