/** The stage table as rows of text, head first, for Markdown. */
import type { Comparison } from "../../model/comparison.js";
import { intervalText } from "../sentences.js";
import { stageCells } from "../stage-table.js";
import { stages } from "../summary.js";
import type { ReportInput } from "./input.js";
import { hasSimultaneous, SIMULTANEOUS_TITLE, simultaneousText } from "./simultaneous.js";

export function stageRows(
  input: Pick<ReportInput, "record" | "simultaneous">,
): readonly (readonly string[])[] {
  const { record, simultaneous } = input;
  const wide = hasSimultaneous(input);
  const rows = stages(record).map((stage) => {
    const cells = stageCells(stage, record);
    const [name = "", ...rest] = [
      ...cells.slice(0, 4),
      ratio(cells[4], stage.againstParent),
      ratio(cells[5], stage.againstBaseline),
      ...(wide ? [simultaneousText(simultaneous?.[stage.variant.name], stage.againstBaseline)] : []),
      ...cells.slice(6),
    ];
    const marks = [...(stage.final ? ["final"] : []), ...stage.marks];
    return [marks.length === 0 ? name : `${name} (${marks.join(", ")})`, ...rest];
  });
  const together = wide ? [SIMULTANEOUS_TITLE] : [];
  return [
    ["variant", "time", "95 % CI", "rate", "against parent", "against baseline", ...together, "result"],
    ...rows,
  ];
}

/** No ratio without its interval. */
function ratio(words = "", comparison: Comparison | null): string {
  return comparison === null || words === "does not count"
    ? words
    : `${words} (${intervalText(comparison).replace("95 % CI ", "")})`;
}
