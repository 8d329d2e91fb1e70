/** Overrides as a cell of the notebook, tagged as papermill does it, so that the executed notebook runs alike again. */
import type { Parameters } from "../../model/workload.js";
import { type Cell, codeCell } from "../../store/notebook.js";
import { checkNames } from "./parameters.js";

const TAG = "injected-parameters";

/** Before the first `%%setup`; an earlier injected cell gives way. Throws a UserError for an unknown name. */
export function injectParameters(cells: readonly Cell[], overrides: Parameters): readonly Cell[] {
  if (Object.keys(overrides).length === 0) return cells;
  checkNames(overrides, cells);
  const own = cells.filter((cell) => !isInjected(cell));
  const at = own.findIndex(
    (cell) => cell.cell_type === "code" && /^\s*(\/\/\s*)?%%setup\b/.test(cell.source),
  );
  const injected = codeCell(parameterLine(overrides), { id: freeId(own), metadata: { tags: [TAG] } });
  return [...own.slice(0, at), injected, ...own.slice(at)];
}

function parameterLine(overrides: Parameters): string {
  const assignments = Object.entries(overrides).map(([name, value]) => `${name}=${quoted(value)}`);
  return `%parameters ${assignments.join(" ")}`;
}

/** A string stands in quotes, so that it stays one. */
function quoted(value: string | number): string {
  return typeof value === "number" ? String(value) : `"${value.replace(/["\\]/g, "\\$&")}"`;
}

function isInjected(cell: Cell): boolean {
  const { tags } = cell.metadata;
  return Array.isArray(tags) && tags.includes(TAG);
}

function freeId(cells: readonly Cell[]): string {
  const taken = new Set(cells.map(({ id }) => id));
  let id = TAG;
  for (let count = 2; taken.has(id); count++) id = `${TAG}-${count}`;
  return id;
}
