/** A line through times: least squares of relative errors, as clocks err by a share of what they measure. */

export interface Point {
  readonly x: number;
  /** Above zero. */
  readonly y: number;
}

export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** (measured − line) / line of each point, in the order given. */
  readonly residuals: readonly number[];
  /** Root mean square of the residuals. */
  readonly typical: number;
  readonly largest: number;
}

/** Weights 1/y². At least two different x. */
export function fitLine(points: readonly Point[]): Line {
  const weights = points.map(({ y }) => 1 / y ** 2);
  const sum = (value: (point: Point) => number) =>
    points.reduce((total, point, index) => total + (weights[index] as number) * value(point), 0);
  const all = sum(() => 1);
  const meanX = sum(({ x }) => x) / all;
  const meanY = sum(({ y }) => y) / all;
  const slope = sum(({ x, y }) => (x - meanX) * (y - meanY)) / sum(({ x }) => (x - meanX) ** 2);
  const intercept = meanY - slope * meanX;
  const residuals = points.map(({ x, y }) => y / (intercept + slope * x) - 1);
  const squares = residuals.reduce((total, residual) => total + residual ** 2, 0);
  return {
    slope,
    intercept,
    residuals,
    typical: Math.sqrt(squares / points.length),
    largest: Math.max(...residuals.map(Math.abs)),
  };
}
