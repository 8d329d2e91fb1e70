/**
 * The interval of a law's exponent. Two things move it: forks of one size differ, and sizes stray from any smooth law
 * (alignment, caches, tails of loops). A bootstrap over the forks of each size gives the first (Kalibera and Jones,
 * "Rigorous benchmarking in reasonable time", ISMM 2013), with Student's t at the degrees of freedom that Welch and
 * Satterthwaite give a sum of variances (Biometrics Bulletin 2, 1946). Where the residuals exceed what forks explain,
 * the interval rests on them instead, as in textbook regression: Student's t, with a degree less for each coefficient.
 */
import type { SizedForks } from "./growth.js";
import type { Regression } from "./least-squares.js";
import { median } from "./quantile.js";
import { createRandom } from "./random.js";
import { studentQuantile } from "./student.js";

export type Fitted = Regression;

/** One size, in logarithms. */
export interface SizePoint {
  readonly size: number;
  /** ln size, ln of the median over forks. */
  readonly x: number;
  readonly y: number;
  /** Of `y`, by the bootstrap; that of all other sizes together where this one has a single fork. */
  readonly variance: number;
  readonly forks: number;
}

const LEVEL = 0.95;
const REDRAWS = 400;

/** Ascending by size; sizes without a time, or not above zero, are left out. */
export function sizePoints(sized: readonly SizedForks[], seed: number): readonly SizePoint[] {
  const random = createRandom(seed);
  const points = [...sized]
    .sort((a, b) => a.size - b.size)
    .map(({ size, estimates }) => ({ size, logs: estimates.filter((one) => one > 0).map(Math.log) }))
    .filter(({ size, logs }) => size > 0 && Number.isFinite(size) && logs.every(Number.isFinite))
    .filter(({ logs }) => logs.length > 0)
    .map(({ size, logs }) => ({
      size,
      x: Math.log(size),
      y: median(logs),
      variance: logs.length < 2 ? null : medianVariance(logs, random),
      forks: logs.length,
    }))
    .filter((point, index, all) => point.size !== all[index - 1]?.size);
  const known = points.flatMap(({ variance }) => (variance === null ? [] : [variance]));
  const usual = known.reduce((sum, one) => sum + one, 0) / Math.max(1, known.length);
  return points.map((point) => ({ ...point, variance: point.variance ?? usual }));
}

/** Variance of the median over forks that are drawn again with replacement, corrected for the few that there are. */
function medianVariance(logs: readonly number[], random: () => number): number {
  const medians = Array.from({ length: REDRAWS }, () =>
    median(logs.map(() => logs[Math.floor(random() * logs.length)] as number)),
  );
  const middle = medians.reduce((sum, one) => sum + one, 0) / REDRAWS;
  const variance = medians.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (REDRAWS - 1);
  return (variance * logs.length) / (logs.length - 1);
}

/** The interval of `contrast · coefficients`. */
export function contrastInterval(
  points: readonly SizePoint[],
  fitted: Fitted,
  contrast: readonly number[],
): { readonly interval: { readonly low: number; readonly high: number }; readonly strays: boolean } {
  const estimate = contrast.reduce((sum, share, index) => sum + share * fitted.coefficients[index]!, 0);
  const squares = points.map(
    (_, at) => contrast.reduce((sum, share, index) => sum + share * fitted.weights[index]![at]!, 0) ** 2,
  );
  const parts = points.map(({ variance, forks }, at) => ({
    variance: variance * squares[at]!,
    freedom: Math.max(1, forks - 1),
  }));
  const byForks = parts.reduce((sum, one) => sum + one.variance, 0);
  const forkDoubt = parts.reduce((sum, one) => sum + one.variance ** 2 / one.freedom, 0);
  const left = points.length - fitted.coefficients.length;
  const byScatter = left > 0 ? (fitted.rest / left) * squares.reduce((sum, one) => sum + one, 0) : 0;
  const strays = byScatter > byForks;
  const half = strays
    ? halfWidth(byScatter, left)
    : halfWidth(byForks, forkDoubt > 0 ? byForks ** 2 / forkDoubt : 1);
  return { interval: { low: estimate - half, high: estimate + half }, strays };
}

function halfWidth(variance: number, freedom: number): number {
  return variance > 0 ? studentQuantile((1 + LEVEL) / 2, freedom) * Math.sqrt(variance) : 0;
}
