/**
 * The A/A control: the reference against itself in this very comparison. Its forks of odd rounds stand against those of
 * the even round before, as if they were two variants; an honest machine says that they are equal.
 */
import type { Estimator, Round } from "../model/measurement.js";
import { forksOf } from "./forks.js";
import { type Interval, signInterval } from "./sign-interval.js";
import { estimateOf } from "./summary.js";

/** Interval of the log ratio of neighbouring forks; its confidence is 0 below 12 rounds. */
export function controlInterval(rounds: readonly Round[], variant: string, estimator: Estimator): Interval {
  const times = forksOf(rounds, variant).map((fork) => Math.log(estimateOf(fork, estimator)));
  const differences: number[] = [];
  for (let odd = 1; odd < times.length; odd += 2) {
    differences.push((times[odd] as number) - (times[odd - 1] as number));
  }
  return signInterval(differences.filter(Number.isFinite));
}

/** The control's interval excludes equality, or is too wide for the margin. Unknown with fewer than 12 rounds: false. */
export function isNoisy(
  rounds: readonly Round[],
  variant: string,
  estimator: Estimator,
  margin: number,
): boolean {
  const { low, high, confidence } = controlInterval(rounds, variant, estimator);
  if (confidence === 0) return false;
  return low > 0 || high < 0 || (high - low) / 2 > Math.log1p(margin);
}
