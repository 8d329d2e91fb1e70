/**
 * Drift over rounds: a trend that is there (Mann, "Nonparametric tests against trend", Econometrica 1945; Kendall 1975)
 * and its size (Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 1968).
 */
import { median } from "./quantile.js";

/** Two-sided 1 %: a doubt should not be raised on one measurement in twenty by chance. */
const SURE = 2.576;
const FEWEST = 6;

/** Change from the first value to the last along the trend, in the unit of the values; null without a trend. */
export function totalDrift(values: readonly number[]): number | null {
  const count = values.length;
  if (count < FEWEST) return null;
  const concordance = slopes(values).reduce((sum, slope) => sum + Math.sign(slope), 0);
  const deviation = Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18);
  // The continuity correction of the normal approximation.
  const score = (Math.abs(concordance) - 1) / deviation;
  return score > SURE ? slopeOf(values) * (count - 1) : null;
}

/** Sen's slope: the median change from one value to the next, whether or not it is a trend. NaN below two values. */
export function slopeOf(values: readonly number[]): number {
  return median(slopes(values));
}

function slopes(values: readonly number[]): number[] {
  return values.flatMap((value, later) =>
    values.slice(0, later).map((before, earlier) => (value - before) / (later - earlier)),
  );
}
