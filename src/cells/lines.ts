/** Lines of a cell with their ends kept, so that offsets and line numbers stay the cell's own. */

export interface Line {
  readonly text: string;
  /** `\n`, `\r\n` or another of TypeScript's line ends; empty at the end of the cell. */
  readonly end: string;
  /** Offset of its first character in the cell, UTF-16 units. */
  readonly offset: number;
}

/** Line ends as TypeScript counts them (ECMAScript, section 12.3). */
const LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

/** At least one line, which may be empty. */
export function splitLines(source: string): readonly Line[] {
  const lines: Line[] = [];
  let offset = 0;
  for (const match of source.matchAll(LINE_END)) {
    lines.push({ text: source.slice(offset, match.index), end: match[0], offset });
    offset = match.index + match[0].length;
  }
  return [...lines, { text: source.slice(offset), end: "", offset }];
}

/** The cell with every line emptied that `kept` refuses. */
export function blankLines(lines: readonly Line[], kept: (index: number) => boolean): string {
  return lines.map((line, index) => (kept(index) ? line.text : "") + line.end).join("");
}
