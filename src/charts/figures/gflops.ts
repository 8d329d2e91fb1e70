/** Floating-point operations per second of each variant, from the workload's cost model. */
import type { Figure } from "../figure.js";
import { FLOPS, needsLog } from "../ticks.js";
import { rankingFigure } from "./ranking.js";
import { drawable, type Row } from "./rows.js";
import type { TargetLine } from "./target.js";

/** `estimate`, `low`, `high` and the target in FLOPS (not giga). */
export function gflopsFigure(rows: readonly Row[], target: TargetLine | null = null): Figure {
  const log = needsLog([...drawable(rows).map((row) => row.estimate), ...(target ? [target.value] : [])]);
  return rankingFigure({
    title: "Arithmetic rate",
    subtitle: "longer is faster; a multiply-add counts 2",
    rows,
    quantity: FLOPS,
    log,
    marks: log ? "dots" : "bars",
    target,
  });
}
