/** Tuning: the grid of `%%optimize tiled T=8,16 U=2,4`, what was tried, and the values that became the variant. */
import type { Parameters, ParameterValue } from "./workload.js";

export interface Tuning {
  readonly grid: Readonly<Record<string, readonly ParameterValue[]>>;
  readonly chosen: Parameters;
  readonly trials: readonly Trial[];
  /** Point of the sweep that the grid was measured at: its last. */
  readonly at: Parameters;
}

/** One point of the grid. */
export interface Trial {
  readonly values: Parameters;
  /** ns per call, median over its forks; null where it failed or gave another value than the baseline. */
  readonly estimate: number | null;
  readonly forks: number;
  /** Round of the successive halving that it was left in, from 0; null for those that stayed to the end. */
  readonly leftIn: number | null;
  /** Why it has no estimate, in a sentence, or null. */
  readonly failure: string | null;
}
