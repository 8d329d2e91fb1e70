/**
 * Intervals of several variants that hold together: each at level 1 − 0.05/m, so that all m cover their truths in at
 * least 95 of 100 studies, however they depend on each other (Bonferroni's inequality; Dunn, JASA 1961). Where each has
 * 95 % for itself, a reader who picks the best of ten is wrong about one of them in up to 40 % of studies.
 */
import type { Simultaneous, Verdict } from "../model/comparison.js";
import type { Round } from "../model/measurement.js";
import { chooseEstimator, forksOf } from "./forks.js";
import { FEWEST_ROUNDS, simultaneousLevel } from "./looks.js";
import { roundRatios } from "./ratio.js";
import { type Interval, signInterval } from "./sign-interval.js";
import { judge, roundsToResolve } from "./verdict.js";

export interface Compared {
  readonly variant: string;
  readonly against: string;
  readonly rounds: readonly Round[];
  /** Of the plain interval. */
  readonly verdict: Verdict;
  /** Smallest ratio minus one that counts as a difference. */
  readonly margin: number;
}

/** By variant. All those given make up m. */
export function simultaneousIntervals(compared: readonly Compared[]): Readonly<Record<string, Simultaneous>> {
  const level = simultaneousLevel(compared.length);
  return Object.fromEntries(compared.map((one) => [one.variant, simultaneous(one, level)]));
}

function simultaneous({ variant, against, rounds, verdict, margin }: Compared, level: number): Simultaneous {
  const estimator = chooseEstimator(forksOf(rounds, variant), forksOf(rounds, against));
  const ratios = roundRatios(rounds, variant, against, estimator);
  const interval = signInterval(ratios, level);
  return {
    low: Math.exp(interval.low),
    high: Math.exp(interval.high),
    confidence: interval.confidence,
    level,
    rounds: ratios.length,
    roundsNeeded: roundsNeeded({ interval, rounds: ratios.length, verdict, margin, level }),
  };
}

interface Reached {
  readonly interval: Interval;
  readonly rounds: number;
  readonly verdict: Verdict;
  readonly margin: number;
  readonly level: number;
}

/** For an interval at all, or for one that bears the plain interval's verdict; null where it is reached or cannot be told. */
function roundsNeeded({ interval, rounds, verdict, margin, level }: Reached): number | null {
  if (interval.confidence === 0) return fewestRounds(level);
  if (verdict === "unresolved" || verdict === "unstable") return null;
  const evidence = { interval, rounds, margin, unstable: false, noisy: false };
  return judge(evidence) === verdict ? null : roundsToResolve(evidence);
}

/** The extremes of n values cover their median with probability 1 − 2 · 2^−n: six for 95 %, nine for 99.5 %. */
export function fewestRounds(level: number): number {
  let rounds = FEWEST_ROUNDS;
  while (1 - 2 * 2 ** -rounds < level) rounds++;
  return rounds;
}
