/** Tuning: the grid of `%%optimize tiled T=8,16 U=2,4`, what was tried, and the values that became the variant. */
import type { Speedup, Verdict } from "./comparison.js";
import type { Parameters, ParameterValue } from "./workload.js";

export type TuningGrid = Readonly<Record<string, readonly ParameterValue[]>>;

export interface Tuning {
  readonly grid: TuningGrid;
  readonly chosen: Parameters;
  /** In the order of the grid; empty where it has one point only, which needs no choice. */
  readonly trials: readonly Trial[];
  /** Point of the sweep that the grid was measured at: its last. */
  readonly at: Parameters;
  /** Best point over the second, from the rounds of the last rung; absent where no other point stayed. */
  readonly runnerUp?: RunnerUp;
  /** Why not every rung was run, or null. */
  readonly stopped?: "interrupted" | "budget" | null;
}

/** How the chosen point compares with the second: chosen from the same rounds, so it flatters a little. */
export interface RunnerUp {
  readonly values: Parameters;
  readonly speedup: Speedup;
  readonly verdict: Verdict;
  readonly margin: number;
}

/** One point of the grid. */
export interface Trial {
  readonly values: Parameters;
  /** ns per call, median over its forks; null where it failed, gave another value than the baseline, or was not tried. */
  readonly estimate: number | null;
  readonly forks: number;
  /** Round of the successive halving that it was left in, from 0; null for those that stayed to the end. */
  readonly leftIn: number | null;
  /** Why it could not win, in a sentence; null where it could, or was not tried for lack of time. */
  readonly failure: string | null;
}

/** Every combination, the last parameter running fastest. */
export function tuningPoints(grid: TuningGrid): readonly Parameters[] {
  let points: Record<string, ParameterValue>[] = [{}];
  for (const [name, values] of Object.entries(grid))
    points = points.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
  return points;
}

/** Parameters with more than one value: those that were tuned. */
export function tunedNames(grid: TuningGrid): readonly string[] {
  return Object.keys(grid).filter((name) => (grid[name]?.length ?? 0) > 1);
}
