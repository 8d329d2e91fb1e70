/**
 * What gcc, clang, rustc, zig and mojo print of errors, as diagnostics in the cell's lines. All write
 * `FILE:LINE:COLUMN: error: MESSAGE`; rustc a code as in `error[E0308]`, and zig notes after its errors.
 */
import type { Diagnostic, Place } from "../model/ports/language.js";

export interface CompilerMessages {
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

const MESSAGE = /^(.+?):(\d+):(\d+): (?:fatal )?(error|warning)(\[\w+\])?: (.+)$/;

/** `file` is the path that the compiler was given; what it says of other files keeps their names. */
export function readMessages(output: string, file: string, source: string): CompilerMessages {
  const errors: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  for (const line of output.split("\n")) {
    const [, where = "", row, column, kind, code = "", message = ""] = MESSAGE.exec(line) ?? [];
    if (kind === undefined) continue;
    const inCell = where === file || where.endsWith(file.split("/").at(-1) as string);
    const diagnostic: Diagnostic = {
      message: `${code === "" ? "" : `${code.slice(1, -1)} `}${message}`,
      code: 0,
      ...span(source, Number(row), Number(column), inCell),
      file: inCell ? null : where,
    };
    (kind === "error" ? errors : warnings).push(diagnostic);
  }
  return { errors, warnings };
}

/** From the column to the end of the word there. */
function span(
  source: string,
  line: number,
  column: number,
  inCell: boolean,
): { readonly start: Place; readonly end: Place } {
  const lines = source.split("\n");
  const text = inCell ? (lines[line - 1] ?? "") : "";
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const width = Math.max(1, /^\w+/.exec(text.slice(column - 1))?.[0].length ?? 1);
  const place = (at: number): Place => ({ offset: before + at - 1, line, column: at });
  return { start: place(column), end: place(column + width) };
}
