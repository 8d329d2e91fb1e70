/** Reads forks out of rounds: the pairs that ratios are formed of, steady samples, and the choice of estimator. */
import type { Estimator, ForkRecord, Round } from "../model/measurement.js";

export interface Pair {
  readonly round: number;
  readonly variant: ForkRecord;
  readonly against: ForkRecord;
}

/** Rounds that hold a fork of either side; a round that was cut short is left out. */
export function pairs(rounds: readonly Round[], variant: string, against: string): Pair[] {
  return rounds.flatMap((round) => {
    const one = round.forks.find((fork) => fork.variant === variant);
    const other = round.forks.find((fork) => fork.variant === against);
    return one && other ? [{ round: round.index, variant: one, against: other }] : [];
  });
}

/** All forks of one variant, in the order of rounds. */
export function forksOf(rounds: readonly Round[], variant: string): ForkRecord[] {
  return rounds.flatMap((round) => round.forks.filter((fork) => fork.variant === variant));
}

export function steadySamples(fork: ForkRecord): readonly number[] {
  return fork.samples.slice(fork.steadyFrom);
}

/** Share of the steady stretch that collections took, over all forks given. Both are of one stretch: see `steadyTime`. */
export function gcShare(forks: readonly ForkRecord[]): number {
  const steady = forks.reduce((sum, fork) => sum + fork.steadyTime, 0);
  return steady > 0 ? forks.reduce((sum, fork) => sum + fork.gc.time, 0) / steady : 0;
}

/** From this share of the steady time on, a low quantile would hide what collections cost. */
export const GC_MATTERS = 0.01;

/**
 * The mean for all sides where collections matter on one of them, else the 10th percentile. Under a load: time per
 * completed call of a closed loop, whose callers wait for one another; median latency of an open one, whose throughput
 * is given.
 */
export function chooseEstimator(...sides: readonly (readonly ForkRecord[])[]): Estimator {
  const loaded = sides.flat().find(({ latency }) => latency !== undefined)?.latency;
  if (loaded) return loaded.intended === undefined ? "throughput" : "p50";
  return sides.some((forks) => gcShare(forks) >= GC_MATTERS) ? "mean" : "p10";
}

/** Over a quarter of the forks without a steady state makes a side unstable. */
export function isUnstable(forks: readonly ForkRecord[]): boolean {
  return forks.filter((fork) => fork.steady === "no-steady-state").length > forks.length / 4;
}
