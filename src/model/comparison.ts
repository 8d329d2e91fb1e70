/** Comparisons: a variant against another, as a ratio of times from the same rounds. */
import type { LatencyRatios } from "./load.js";
import type { Parameters } from "./workload.js";

export type Verdict = "faster" | "slower" | "indistinguishable" | "unresolved" | "unstable";

/** A ratio of times: above 1 the variant is faster. */
export interface Speedup {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Coverage of the interval, at least 0.95; 0 where there are too few rounds for an interval. */
  readonly confidence: number;
  readonly rounds: number;
}

export interface Comparison {
  readonly variant: string;
  readonly against: string;
  readonly parameters: Parameters;
  readonly speedup: Speedup;
  /** Hierarchical bootstrap over forks, as a cross-check of the interval. */
  readonly bootstrap: { readonly low: number; readonly high: number } | null;
  readonly verdict: Verdict;
  /** Smallest ratio minus one that counts as a difference, 0.02 by default. */
  readonly margin: number;
  /** Rounds that would resolve an `unresolved` verdict, where that can be told. */
  readonly roundsNeeded: number | null;
  readonly stale: boolean;
  readonly hashes: { readonly variant: string; readonly against: string };
  readonly recorded: string;
  readonly session: string;
  readonly machine: string;
  readonly interrupted: boolean;
  /** Under a load: ratios of latencies from the same rounds. */
  readonly latency?: LatencyRatios;
  /** Taken by `%report`: the baseline and the final variant once more, directly. */
  readonly direct: boolean;
  /** Hash of the file with its rounds: `samples/<hash>.json`. Older records lack it. */
  readonly samples?: string;
}

/** The interval of a comparison at a level at which those of all variants of a case hold together. */
export interface Simultaneous {
  readonly low: number;
  readonly high: number;
  /** Coverage, at least `level`; 0 where there are too few rounds for the level. */
  readonly confidence: number;
  /** 1 − 0.05/m. */
  readonly level: number;
  readonly rounds: number;
  /** Rounds that an interval of this level, or one that bears the verdict, would need; null where these are enough. */
  readonly roundsNeeded: number | null;
}
