/** One variant's time: the median over its forks, with the sign interval over forks. ns per call. */
import type { Estimator, ForkRecord, TimeEstimate } from "../model/measurement.js";
import { chooseEstimator } from "./forks.js";
import { median } from "./quantile.js";
import { signInterval } from "./sign-interval.js";
import { estimateOf } from "./summary.js";

/**
 * `median`, `mean` and `min` are medians over the forks of each fork's own. With fewer than six forks, `low` and `high`
 * are the extremes. Give the estimator where a comparison chose one for both sides. Without forks all are NaN.
 */
export function estimateTime(
  forks: readonly ForkRecord[],
  estimator: Estimator = chooseEstimator(forks),
): TimeEstimate {
  const { estimate, low, high } = signInterval(forks.map((fork) => estimateOf(fork, estimator)));
  return {
    estimate,
    low,
    high,
    estimator,
    median: median(forks.map((fork) => fork.median)),
    mean: median(forks.map((fork) => fork.mean)),
    min: median(forks.map((fork) => fork.min)),
    unit: "ns",
  };
}
