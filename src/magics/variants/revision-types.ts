/**
 * Types of a cell whose relative imports lie in a checkout: for the type check its imports name the files there.
 * Lines stay; a complaint on the line of such an import has its column brought back into the line.
 */
import { join, relative } from "node:path";
import type { Analysis, Diagnostic } from "../../model/ports/language.js";
import { isRelative } from "./revision.js";

export interface CheckedSource {
  readonly source: string;
  back(diagnostics: readonly Diagnostic[]): readonly Diagnostic[];
}

export function sourceAt(request: {
  readonly source: string;
  readonly analysis: Analysis;
  /** The notebook's, as the type check sees it. */
  readonly folder: string;
  /** What stands for it in the checkout. */
  readonly there: string;
}): CheckedSource {
  const { source, analysis, folder, there } = request;
  let text = source;
  for (const { specifier, start, end } of [...analysis.imports].sort((a, b) => b.start - a.start)) {
    if (!isRelative(specifier)) continue;
    const path = relative(folder, join(there, specifier)).replaceAll("\\", "/");
    const statement = source.slice(start, end);
    const at = start + statement.lastIndexOf(specifier);
    text = text.slice(0, at) + (isRelative(path) ? path : `./${path}`) + text.slice(at + specifier.length);
  }
  const lines = source.split("\n");
  const clamped = (place: Diagnostic["start"]): Diagnostic["start"] => ({
    ...place,
    column: Math.min(place.column, (lines[place.line - 1]?.length ?? 0) + 1),
  });
  return {
    source: text,
    back: (diagnostics) =>
      diagnostics.map((one) =>
        one.file === null ? { ...one, start: clamped(one.start), end: clamped(one.end) } : one,
      ),
  };
}
