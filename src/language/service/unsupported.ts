/**
 * Newer syntax that the carried TypeScript 5.0 cannot read makes it guess at something else. Its guesses are replaced
 * by one sentence about the syntax itself.
 */
import type { Diagnostic } from "../../model/ports/language.js";

const UNSUPPORTED: readonly { readonly syntax: RegExp; readonly message: string }[] = [
  {
    syntax: /(?<![\w$.])(?:await\s+)?using\s+[A-Za-z_$][\w$]*\s*=/,
    message: "`using` is not supported in cells; write `const`, and close the resource in a `try … finally`.",
  },
  {
    syntax: /(?:from\s*|import\s*)(["'])[^"'\n]*\1\s*(?:with|assert)\s*\{/,
    message:
      "Import attributes (`with { … }`) are not supported in cells; leave them out, a `.json` file is known by its name.",
  },
];

export function explainUnsupported(source: string, found: readonly Diagnostic[]): Diagnostic[] {
  if (found.length === 0) return [];
  const lines = source.split("\n");
  const explained: Diagnostic[] = [];
  const replaced = new Set<number>();
  for (const diagnostic of found) {
    const { line } = diagnostic.start;
    const text = diagnostic.file === null ? (lines[line - 1] ?? "") : "";
    const match = UNSUPPORTED.map(({ syntax, message }) => ({ message, at: syntax.exec(text) })).find(
      ({ at }) => at,
    );
    if (!match?.at) explained.push(diagnostic);
    else if (!replaced.has(line)) {
      replaced.add(line);
      const lineStart = diagnostic.start.offset - (diagnostic.start.column - 1);
      const column = match.at.index + 1;
      const length = match.at[0].length;
      explained.push({
        message: match.message,
        code: 0,
        start: { offset: lineStart + match.at.index, line, column },
        end: { offset: lineStart + match.at.index + length, line, column: column + length },
        file: null,
      });
    }
  }
  // What else is wrong follows from the guess.
  return replaced.size > 0 ? explained.filter(({ code }) => code === 0) : explained;
}
