/** Text of at most so many lines: its tables give rows, the longest first. */

export interface RowLimits {
  readonly most: number;
  readonly least: number;
}

/** `write` makes the text with at most so many rows in each table. What is too long even so is cut, and says so. */
export function fitLines<Name extends string>(
  most: number,
  limits: Readonly<Record<Name, RowLimits>>,
  write: (rows: Readonly<Record<Name, number>>) => string,
): string {
  const names = Object.keys(limits) as Name[];
  const rows = Object.fromEntries(names.map((name) => [name, limits[name].most])) as Record<Name, number>;
  for (;;) {
    const text = write(rows);
    const written = text.split("\n");
    if (written.length <= most) return text;
    const cuttable = names.filter((name) => rows[name] > limits[name].least);
    if (cuttable.length === 0)
      return [...written.slice(0, most - 1), `⋯ ${written.length - most + 1} more lines`].join("\n");
    const longest = cuttable.reduce((a, b) => (rows[b] > rows[a] ? b : a));
    rows[longest] -= 1;
  }
}
