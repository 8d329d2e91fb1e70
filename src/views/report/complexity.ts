/** The report's small table of complexity: the worst counts of each variant, beside the law of its time. */
import type { Case, Variant } from "../../model/case.js";
import type { FunctionComplexity } from "../../model/complexity.js";
import { COMPLEXITY_BASIS, flagsOf } from "../complexity-view.js";
import { growthsOf, lawLabel } from "../growth.js";
import { type Html, html, NOTHING } from "../html.js";
import { stages } from "../summary.js";

const HEAD = ["variant", "functions", "most paths", "deepest nesting", "longest", "above a threshold"];

/** With its head; null where nothing was counted. */
export function complexityTableRows(record: Case): readonly (readonly string[])[] | null {
  const counted = stages(record).flatMap(({ variant }) =>
    variant.complexity === undefined ? [] : [{ variant, functions: variant.complexity }],
  );
  if (counted.length === 0) return null;
  const grown = counted.some(({ variant }) => growthsOf(record, variant).length > 0);
  return [
    grown ? [...HEAD, "time grows as"] : HEAD,
    ...counted.map(({ variant, functions }) => [
      ...countsOf(variant, functions),
      ...(grown ? [growthsOf(record, variant).map(lawLabel).join(", ")] : []),
    ]),
  ];
}

export function complexitySection(record: Case): Html {
  const [head, ...rows] = complexityTableRows(record) ?? [];
  if (head === undefined) return NOTHING;
  return html`<h3>Complexity</h3><div class="wide scroll"><table><thead><tr>${head.map((title) => html`<th>${title}</th>`)}</tr></thead><tbody>${rows.map(([name = "", ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td class="keep">${cell}</td>`)}</tr>`)}</tbody></table></div><p class="small table-note">${COMPLEXITY_BASIS}</p>`;
}

function countsOf({ name }: Variant, functions: readonly FunctionComplexity[]): readonly string[] {
  const most = (measure: "cyclomatic" | "nesting" | "lines") => {
    const value = functions.reduce((highest, one) => Math.max(highest, one[measure]), 0);
    const where = functions.find((one) => one[measure] === value)?.name ?? "";
    // `(anonymous)` and `(cell)` have their parentheses.
    return value === 0 ? "0" : `${value} ${where.startsWith("(") ? where : `(${where})`}`;
  };
  const flags = functions.flatMap((one) => flagsOf(one).map((flag) => `${one.name}: ${flag}`));
  return [
    name,
    String(functions.filter((one) => one.name !== "(cell)").length),
    most("cyclomatic"),
    most("nesting"),
    most("lines"),
    flags.length === 0 ? "–" : flags.join(", "),
  ];
}
