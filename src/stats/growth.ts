/**
 * How a time grows with the size of the work: a power law `factor · n^p`, or `factor · n log n` where that says as
 * much with a parameter less, and where the law breaks. Least squares on logarithms of each size's median over forks
 * (Goldsmith, Aiken and Wilkerson, "Measuring empirical computational complexity", ESEC/FSE 2007); the interval of
 * the exponent is in `growth-interval.ts`, the break in `growth-knee.ts`.
 */
import { contrastInterval, type Fitted, type SizePoint, sizePoints } from "./growth-interval.js";
import { findKnee, type Knee } from "./growth-knee.js";
import { leastSquares } from "./least-squares.js";

/** What forks took at one size, ns per call each. */
export interface SizedForks {
  readonly size: number;
  readonly estimates: readonly number[];
}

export interface Exponent {
  readonly estimate: number;
  /** Ends of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

export interface Growth {
  readonly model: "power" | "n-log-n";
  /** Of the power law, under either model. */
  readonly exponent: Exponent;
  /** Of the model: ns at size 1, or per `n ln n`. */
  readonly factor: number;
  readonly from: number;
  readonly to: number;
  /** How many sizes. */
  readonly sizes: number;
  /** The sizes stray from the law by more than their forks do, so that the interval rests on the residuals. */
  readonly strays: boolean;
  readonly knee: Knee | null;
}

export type { Knee };

const FEWEST_SIZES = 3;

/** Null for fewer than three different sizes above zero with a time each. */
export function fitGrowth(sized: readonly SizedForks[], seed = 1): Growth | null {
  const points = sizePoints(sized, seed);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < FEWEST_SIZES) return null;
  const line = fitLine(points);
  if (line === null) return null;
  const { interval, strays } = contrastInterval(points, line, [0, 1]);
  const exponent: Exponent = { estimate: line.coefficients[1] as number, ...interval };
  const logLinear = fitLogLinear(points, line, exponent);
  return {
    model: logLinear === null ? "power" : "n-log-n",
    exponent,
    factor: logLinear ?? Math.exp(line.coefficients[0] as number),
    from: first.size,
    to: last.size,
    sizes: points.length,
    strays,
    knee: findKnee(points, line, seed),
  };
}

/** The time that the law gives a size, ns per call. */
export function growthAt({ model, factor, exponent, knee }: Growth, size: number): number {
  if (knee !== null) {
    const { at, factor: own, below, above } = knee;
    const within = Math.min(size, at) ** below.estimate;
    return own * within * Math.max(1, size / at) ** above.estimate;
  }
  return model === "power" ? factor * size ** exponent.estimate : factor * size * Math.log(size);
}

function fitLine(points: readonly SizePoint[]): Fitted | null {
  return leastSquares(
    [points.map(() => 1), points.map((point) => point.x)],
    points.map((point) => point.y),
  );
}

/**
 * The factor of `n log n`, or null where the power law stands. Three things must hold: what is left of the times after
 * division by `n log n` has a slope whose interval includes 0; its variance about a constant is no larger than the
 * power law's own per degree of freedom, though it has a parameter less; and a plain `n` is excluded.
 */
function fitLogLinear(points: readonly SizePoint[], line: Fitted, exponent: Exponent): number | null {
  if (points.some(({ size }) => size < 2)) return null;
  if (exponent.low <= 1 && exponent.high >= 1) return null;
  const left = points.map(({ x, y }) => y - x - Math.log(x));
  const level = leastSquares([points.map(() => 1)], left);
  const sloped = leastSquares([points.map(() => 1), points.map((point) => point.x)], left);
  if (level === null || sloped === null) return null;
  const slope = sloped.coefficients[1] as number;
  const { interval } = contrastInterval(points, sloped, [0, 1]);
  if (interval.low > 0 || interval.high < 0 || !Number.isFinite(slope)) return null;
  const count = points.length;
  if (level.rest / (count - 1) > line.rest / (count - 2) + Number.EPSILON) return null;
  return Math.exp(level.coefficients[0] as number);
}
