/** Notebook → text, byte for byte as Jupyter writes it: sorted keys, one space, lists of lines. */
import { type Cell, type CellOutput, isJsonType, type Metadata, type Notebook } from "./nbformat.js";

export function formatNotebook(notebook: Notebook): string {
  const raw = { ...notebook, cells: notebook.cells.map(formatCell) };
  return `${JSON.stringify(sorted(raw), null, 1)}\n`;
}

function formatCell(cell: Cell): object {
  const source = linesOf(cell.source);
  return cell.cell_type === "code"
    ? { ...cell, source, outputs: cell.outputs.map(formatOutput) }
    : { ...cell, source };
}

function formatOutput(output: CellOutput): object {
  if (output.output_type === "stream") return { ...output, text: linesOf(output.text) };
  return "data" in output ? { ...output, data: formatBundle(output.data) } : output;
}

function formatBundle(data: Metadata): object {
  return Object.fromEntries(
    Object.entries(data).map(([mime, value]) => [
      mime,
      typeof value === "string" && !isJsonType(mime) ? linesOf(value) : value,
    ]),
  );
}

/** `a\nb` → `["a\n", "b"]`. */
function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
