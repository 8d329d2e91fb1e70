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
  const slopes: number[] = [];
  let concordance = 0;
  for (let later = 1; later < count; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const change = (values[later] as number) - (values[earlier] as number);
      concordance += Math.sign(change);
      slopes.push(change / (later - earlier));
    }
  }
  const deviation = Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18);
  // The continuity correction of the normal approximation.
  const score = (Math.abs(concordance) - 1) / deviation;
  return score > SURE ? median(slopes) * (count - 1) : null;
}
