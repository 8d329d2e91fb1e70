/** Plain text for terminals, logs and agents: tables with aligned columns, and wrapped indented paragraphs. */

export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that stand to the right, by index. */
  readonly right?: readonly number[];
}

export function textTable(table: TextTable): string {
  const lines = [table.head, ...table.rows];
  const widths = table.head.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ""))));
  return lines
    .map((line) =>
      widths
        .map((size, column) => {
          const cell = line[column] ?? "";
          const space = " ".repeat(size - width(cell));
          return table.right?.includes(column) ? space + cell : cell + space;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function indent(text: string, by = "  "): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? line : by + line))
    .join("\n");
}

/** At most `size` characters, with an ellipsis at its end. */
export function clip(text: string, size: number): string {
  const characters = [...text];
  return characters.length <= size ? text : `${characters.slice(0, Math.max(0, size - 1)).join("")}…`;
}

/** A bar of `size` cells for a share of 0 to 1. */
export function textBar(share: number, size: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * size);
  return "█".repeat(filled) + "░".repeat(size - filled);
}

/** Joins the paragraphs that say something, each on its own line. */
export function lines(...parts: readonly (string | null | false | undefined)[]): string {
  return parts.filter((part): part is string => typeof part === "string" && part !== "").join("\n");
}

function width(text: string): number {
  return [...text].length;
}
