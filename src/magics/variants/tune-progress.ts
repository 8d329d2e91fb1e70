/** Progress of a tuning: the rung, the points that are left, the best so far, the time left. */

import type { Progress } from "../../model/output.js";
import type { Watch } from "../../model/ports/engine.js";
import { formatDuration } from "../../model/units.js";
import { forksAhead, forkTime, type Halving, ranking, rungSizes } from "../../stats/halving.js";
import { median } from "../../stats/quantile.js";
import type { Field } from "./tune-heat.js";

export function tuningWatch(
  { name, field, halving }: { readonly name: string; readonly field: Field; readonly halving: Halving },
  watch: Watch,
): Watch {
  const { forks, rung, waiting, measured, estimates } = halving;
  const points = waiting.length + measured.length;
  const rungs = rung + rungSizes(points).length;
  const size = Object.entries(field.at).map(([parameter, value]) => `, ${parameter}=${value}`);
  const step = `${name}${size.join("")}: tuning, rung ${rung + 1} of ${rungs}, ${points} of ${field.sides.length} points left`;
  const ahead = forksAhead(halving);
  const [best] = ranking(halving, [...estimates.keys()]);
  const note =
    best === undefined
      ? null
      : `best so far ${field.sides[best]?.name}: ${formatDuration(median(estimates[best] ?? []))}`;
  const timeLeft = (progress: Progress) => {
    const { done, total } = progress;
    const known = progress.timeLeft !== null && total > done ? progress.timeLeft / (total - done) : null;
    const each = known ?? (forks > 0 ? forkTime(halving) : null);
    if (each === null) return null;
    return Math.min(each * Math.max(0, ahead - done), Math.max(0, halving.budget - halving.spent));
  };
  return {
    signal: watch.signal,
    progress: (progress) =>
      watch.progress({
        step,
        done: forks + progress.done,
        total: Math.max(forks + ahead, forks + progress.done),
        timeLeft: timeLeft(progress),
        note,
      }),
  };
}
