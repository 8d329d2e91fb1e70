/**
 * Where a power law breaks: two power laws that meet at one of the sizes, if they fit clearly better than one. Every
 * inner size with two more on either side is tried (Quandt, "The estimation of the parameters of a linear regression
 * system obeying two separate regimes", JASA 53, 1958). As the best of several breaks is taken, the F statistic's own
 * tables do not hold: the threshold is that which one unbroken law, simulated with the same sizes and forks, exceeds
 * once in a hundred times (a parametric bootstrap; Davison and Hinkley, "Bootstrap methods", 4.2).
 */
import type { Exponent } from "./growth.js";
import { contrastInterval, type Fitted, type SizePoint } from "./growth-interval.js";
import { leastSquares } from "./least-squares.js";
import { sorted, sortedQuantile } from "./quantile.js";
import { seeded } from "./seeded.js";

export interface Knee {
  /** The size at which the two laws meet. */
  readonly at: number;
  readonly below: Exponent;
  readonly above: Exponent;
  /** ns at size 1, of the law below. */
  readonly factor: number;
}

/** Sizes on either side of a break, which itself belongs to both. */
const SIDE = 2;
/** Share of unbroken laws for which a knee may be claimed. */
const FALSE_CLAIMS = 0.01;
const SIMULATIONS = 500;
/** Exponents closer than this are one, whatever the forks tell apart: `n log n` bends by about as much. */
const LEAST_BEND = 0.2;

/** Null for fewer than five sizes, and where one law does. */
export function findKnee(points: readonly SizePoint[], line: Fitted, seed: number): Knee | null {
  const best = bestBreak(
    points,
    points.map((point) => point.y),
    line.rest,
  );
  if (best === null) return null;
  const [start = 0, slope = 0, bend = 0] = best.fitted.coefficients;
  if (Math.abs(bend) < LEAST_BEND || best.gain <= threshold(points, best.fitted, seed)) return null;
  const above = contrastInterval(points, best.fitted, [0, 1, 1]).interval;
  return {
    at: (points[best.at] as SizePoint).size,
    below: { estimate: slope, ...contrastInterval(points, best.fitted, [0, 1, 0]).interval },
    above: { estimate: slope + bend, ...above },
    factor: Math.exp(start),
  };
}

interface Break {
  readonly at: number;
  readonly fitted: Fitted;
  /** F statistic: what the break takes off the residuals, over what it leaves per degree of freedom. */
  readonly gain: number;
}

function bestBreak(points: readonly SizePoint[], values: readonly number[], unbroken: number): Break | null {
  const count = points.length;
  // The break costs a slope and a place. What is left is never below what the forks themselves explain.
  const left = Math.max(1, count - 4);
  const floor = points.reduce((sum, point) => sum + point.variance, 0) / count;
  let best: Break | null = null;
  for (let at = SIDE; at < count - SIDE; at++) {
    const fitted = leastSquares(brokenColumns(points, at), values);
    if (fitted === null) continue;
    const noise = Math.max(fitted.rest / left, floor, Number.MIN_VALUE);
    const gain = (unbroken - fitted.rest) / noise;
    if (best === null || fitted.rest < best.fitted.rest) best = { at, fitted, gain };
  }
  return best;
}

function brokenColumns(points: readonly SizePoint[], at: number): readonly (readonly number[])[] {
  const from = (points[at] as SizePoint).x;
  return [
    points.map(() => 1),
    points.map((point) => point.x),
    points.map((point) => Math.max(0, point.x - from)),
  ];
}

/** What the F statistic of the best break stays below in all but one of a hundred unbroken laws. */
function threshold(points: readonly SizePoint[], fitted: Fitted, seed: number): number {
  const random = seeded(seed);
  const left = Math.max(1, points.length - 4);
  const columns = [points.map(() => 1), points.map((point) => point.x)];
  const gains = Array.from({ length: SIMULATIONS }, () => {
    // Sizes stray as they do from the broken law, or as their forks do, whichever is more.
    const values = points.map(
      ({ variance }) => Math.sqrt(Math.max(variance, fitted.rest / left)) * random.normal(),
    );
    const unbroken = leastSquares(columns, values)?.rest ?? 0;
    return bestBreak(points, values, unbroken)?.gain ?? 0;
  });
  return sortedQuantile(sorted(gains), 1 - FALSE_CLAIMS);
}
