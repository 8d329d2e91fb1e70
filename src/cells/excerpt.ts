/** The line an error speaks of, with carets under the place. */

export interface ExcerptPlace {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** UTF-16 units to underline; at least one caret is drawn. */
  readonly length: number;
  readonly source: string;
}

/**
 *     line 1, column 18:
 *       %%baseline naive --flosp "2 n^3"
 *                        ^^^^^^^
 */
export function excerpt({ line, column, length, source }: ExcerptPlace): readonly string[] {
  const before = source.slice(0, column - 1);
  const marked = source.slice(column - 1, column - 1 + length);
  const carets = "^".repeat(Math.max(1, width(marked)));
  return [`line ${line}, column ${column}:`, `  ${source}`, `  ${before.replace(/[^\t]/gu, pad)}${carets}`];
}

/** Tabs stay, so that they are as wide as in the line above. */
function pad(character: string): string {
  return " ".repeat(width(character));
}

/** Columns in a monospaced font: East Asian wide characters and emoji take two. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u;
const COMBINING = /\p{Mark}|[\u200d\ufe0f]/u;

function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}
