/**
 * A variant against another, from the same rounds. A ratio is time of `against` over time of `variant`: above 1 the
 * variant is faster. All arithmetic is on logarithms, so that a and b compare as b and a do.
 */
import type { Estimator, ForkRecord, Round } from "../model/measurement.js";
import type { Ratio } from "../model/ports/engine.js";
import { bootstrapRatio } from "./bootstrap.js";
import { isNoisy } from "./control.js";
import { chooseEstimator, forksOf, isUnstable, pairs } from "./forks.js";
import { compareLatencies } from "./latency.js";
import { signInterval } from "./sign-interval.js";
import { estimateOf } from "./summary.js";
import { judge, roundsToResolve } from "./verdict.js";

export interface RatioRequest {
  readonly rounds: readonly Round[];
  readonly variant: string;
  readonly against: string;
  /** Smallest ratio minus one that counts as a difference: 0.02. */
  readonly margin: number;
  /** Of the bootstrap. */
  readonly seed: number;
  /** Of the interval; 0.95 unless several shall hold together. */
  readonly level?: number;
}

export function compareRounds({ rounds, variant, against, margin, seed, level = 0.95 }: RatioRequest): Ratio {
  const sides = [forksOf(rounds, variant), forksOf(rounds, against)];
  const estimator = chooseEstimator(...sides);
  const ratios = roundRatios(rounds, variant, against, estimator);
  const interval = signInterval(ratios, level);
  const evidence = {
    interval,
    rounds: ratios.length,
    margin,
    unstable: sides.some(isUnstable),
    noisy: isNoisy(rounds, against, estimator, margin),
  };
  const verdict = judge(evidence);
  return {
    variant,
    against,
    speedup: {
      estimate: Math.exp(interval.estimate),
      low: Math.exp(interval.low),
      high: Math.exp(interval.high),
      confidence: interval.confidence,
      rounds: ratios.length,
    },
    // An open loop's samples are means over windows of calls: drawn again, they give no median latency.
    bootstrap:
      estimator === "p50" ? null : bootstrapRatio({ rounds, variant, against, estimator, level, seed }),
    ...latencyRatios(rounds, variant, against, level),
    verdict,
    margin,
    roundsNeeded: verdict === "unresolved" ? roundsToResolve(evidence) : null,
  };
}

function latencyRatios(
  rounds: readonly Round[],
  variant: string,
  against: string,
  level: number,
): Pick<Ratio, "latency"> {
  const underLoad = rounds.some(({ forks }) => forks.some(({ latency }) => latency !== undefined));
  return underLoad ? { latency: compareLatencies(pairs(rounds, variant, against), level) } : {};
}

/** The natural logarithm of each round's ratio, in the order of rounds. */
export function roundRatios(
  rounds: readonly Round[],
  variant: string,
  against: string,
  estimator: Estimator,
): number[] {
  return logRatios(rounds, variant, against, (fork) => estimateOf(fork, estimator));
}

/** The same with any reduction of a fork. Rounds with a time that is not above zero have no ratio. */
export function logRatios(
  rounds: readonly Round[],
  variant: string,
  against: string,
  time: (fork: ForkRecord) => number,
): number[] {
  return pairs(rounds, variant, against)
    .map((pair) => Math.log(time(pair.against) / time(pair.variant)))
    .filter(Number.isFinite);
}
