/** The stage table as rows of text, head first, for Markdown. */
import type { Case } from "../../model/case.js";
import { stageCells } from "../stage-table.js";
import { stages } from "../summary.js";

export function stageRows(record: Case): readonly (readonly string[])[] {
  const rows = stages(record).map((stage) => {
    const [name = "", ...rest] = stageCells(stage);
    const marks = [...(stage.final ? ["final"] : []), ...stage.marks];
    return [marks.length === 0 ? name : `${name} (${marks.join(", ")})`, ...rest];
  });
  return [["variant", "time", "95 % CI", "rate", "against parent", "against baseline", "result"], ...rows];
}
