/** Reduces a fork's steady samples to the figures that are stored: all in the unit of the samples. */
import type { ForkLatency } from "../model/load.js";
import type { Estimator } from "../model/measurement.js";
import { sorted, sortedQuantile } from "./quantile.js";

export interface Summary {
  readonly p10: number;
  readonly median: number;
  readonly mean: number;
  readonly min: number;
}

/** The share of samples below the estimate: neighbours only ever add time, so a low quantile is the stable one. */
export const LOW_SHARE = 0.1;

/** NaN everywhere for no samples. */
export function summarize(samples: ArrayLike<number>): Summary {
  const ascending = sorted(samples);
  return {
    p10: sortedQuantile(ascending, LOW_SHARE),
    median: sortedQuantile(ascending, 0.5),
    mean: mean(ascending),
    min: ascending[0] ?? Number.NaN,
  };
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return sum / values.length;
}

/** A fork's figures, with those of its load where it had one. */
export type Reducible = Pick<Summary, "p10" | "mean"> & {
  readonly latency?: Pick<ForkLatency, "p50" | "throughput">;
};

/** What a fork's figures reduce to: the estimate that ratios are formed of. */
export function estimateOf(fork: Reducible, estimator: Estimator): number {
  switch (estimator) {
    case "p10":
      return fork.p10;
    case "mean":
      return fork.mean;
    case "throughput":
      return fork.latency ? 1e9 / fork.latency.throughput : fork.mean;
    case "p50":
      return fork.latency?.p50 ?? fork.p10;
  }
}
