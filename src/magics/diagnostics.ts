/** Syntax and type errors of a cell as one error, each with its line and a caret. */
import type { Diagnostic } from "../model/ports/language.js";
import { UserError } from "../model/problem.js";

const SHOWN = 8;
/** TypeScript's "Cannot find name". */
const UNKNOWN_NAME = 2304;

export function diagnosticsError(
  diagnostics: readonly Diagnostic[],
  source: string,
  fileName: string,
  /** Where a name that is not there belongs; said where one is missing. */
  missingName?: string,
): UserError {
  const first = diagnostics[0];
  const syntax = first !== undefined && first.code >= 1000 && first.code < 2000;
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : "";
  const at =
    first === undefined ? "" : ` at ${first.file ?? fileName}:${first.start.line}:${first.start.column}`;
  const lines = source.split("\n");
  return new UserError({
    name: syntax ? "SyntaxError" : "CompileError",
    message: `${flat(first?.message ?? "the cell does not compile")}${at}${more}`,
    detail: [
      ...diagnostics.slice(0, SHOWN).flatMap((one) => excerpt(one, lines, fileName)),
      ...(missingName !== undefined && diagnostics.some(({ code }) => code === UNKNOWN_NAME)
        ? [missingName]
        : []),
    ],
  });
}

/**
 *     cell 3:4:7 TS2322: Type 'string' is not assignable to type 'number'.
 *       4 | const x: number = "a"
 *         |       ^
 */
function excerpt(diagnostic: Diagnostic, lines: readonly string[], fileName: string): string[] {
  const { start, end, file, code, message } = diagnostic;
  const head = `${file ?? fileName}:${start.line}:${start.column}${code ? ` TS${code}:` : ""} ${message}`;
  const text = file === null ? lines[start.line - 1] : undefined;
  if (text === undefined) return [head];
  const gutter = String(start.line).padStart(4);
  const width =
    end.line === start.line
      ? Math.max(1, end.column - start.column)
      : Math.max(1, text.length - start.column + 1);
  return [
    head,
    `${gutter} | ${text}`,
    `${" ".repeat(gutter.length)} | ${" ".repeat(start.column - 1)}${"^".repeat(width)}`,
  ];
}

/** On one line, and without the full stop, as the place follows. */
function flat(message: string): string {
  return message.replace(/\s*\n\s*/g, " ").replace(/\.$/, "");
}
