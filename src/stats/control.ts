/**
 * The A/A control: the reference against itself in this very comparison. Its forks of odd rounds stand against those of
 * the even round before, as if they were two variants; an honest machine says that they are equal. Half the rounds make
 * a pair each, so the signed-rank interval makes up for it: forks of one variant differ symmetrically.
 */
import type { Estimator, Round } from "../model/measurement.js";
import { forksOf } from "./forks.js";
import type { Interval } from "./sign-interval.js";
import { signedRankInterval } from "./signed-rank-interval.js";
import { estimateOf } from "./summary.js";

/** Interval of the log ratio of neighbouring forks; its confidence is 0 below 12 rounds. */
export function controlInterval(rounds: readonly Round[], variant: string, estimator: Estimator): Interval {
  return neighbourInterval(forksOf(rounds, variant).map((fork) => Math.log(estimateOf(fork, estimator))));
}

export function isNoisy(
  rounds: readonly Round[],
  variant: string,
  estimator: Estimator,
  margin: number,
): boolean {
  return failsControl(controlInterval(rounds, variant, estimator), margin);
}

/** Of log times in the order of rounds. */
export function neighbourInterval(logTimes: readonly number[]): Interval {
  const differences: number[] = [];
  for (let odd = 1; odd < logTimes.length; odd += 2) {
    differences.push((logTimes[odd] as number) - (logTimes[odd - 1] as number));
  }
  return signedRankInterval(differences.filter(Number.isFinite));
}

/** The interval excludes equality, or its half-width exceeds the margin. Without an interval nothing is known: false. */
export function failsControl({ low, high, confidence }: Interval, margin: number): boolean {
  if (confidence === 0) return false;
  return low > 0 || high < 0 || (high - low) / 2 > Math.log1p(margin);
}
