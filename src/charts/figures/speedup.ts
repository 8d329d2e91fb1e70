/** Speed-up of each variant over the baseline. */
import type { Figure } from "../figure.js";
import { plotlyText } from "../text.js";
import { needsLog, SPEEDUP } from "../ticks.js";
import { rankingFigure } from "./ranking.js";
import { drawable, type Row } from "./rows.js";
import type { TargetLine } from "./target.js";

/** `estimate`, `low`, `high` and the target are ratios: above 1 is faster. The baseline itself needs no row. */
export function speedupFigure(
  rows: readonly Row[],
  { baseline, target = null }: { readonly baseline: string; readonly target?: TargetLine | null },
): Figure {
  const log = needsLog([1, ...drawable(rows).map((row) => row.estimate), ...(target ? [target.value] : [])]);
  return rankingFigure({
    title: `Speed-up over ${plotlyText(baseline)}`,
    subtitle: "right of 1× is faster",
    rows,
    quantity: SPEEDUP,
    log,
    marks: "dots",
    origin: 1,
    target,
  });
}
