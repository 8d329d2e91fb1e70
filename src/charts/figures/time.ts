/** Time per call of each variant. */
import type { Figure } from "../figure.js";
import { needsLog, TIME } from "../ticks.js";
import { rankingFigure } from "./ranking.js";
import { drawable, type Row } from "./rows.js";
import type { TargetLine } from "./target.js";

/** `estimate`, `low`, `high` and the target in ns. Logarithmic with dots where times differ by more than 20×. */
export function timeFigure(rows: readonly Row[], target: TargetLine | null = null): Figure {
  const log = needsLog([...drawable(rows).map((row) => row.estimate), ...(target ? [target.value] : [])]);
  return rankingFigure({
    title: "Time per call",
    subtitle: "shorter is faster",
    rows,
    quantity: TIME,
    log,
    marks: log ? "dots" : "bars",
    target,
  });
}
