/** The exponent of a cost that grows as a power of size, `time = factor · size^exponent`: least squares on logarithms. */
import { mean } from "./summary.js";

export interface PowerLaw {
  readonly factor: number;
  readonly exponent: number;
}

/** Null for fewer than two different sizes, or where anything is not above zero. */
export function fitPowerLaw(
  points: readonly { readonly size: number; readonly value: number }[],
): PowerLaw | null {
  if (points.some(({ size, value }) => !(size > 0 && value > 0))) return null;
  const x = points.map((point) => Math.log(point.size));
  const y = points.map((point) => Math.log(point.value));
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  if (!(spread > 0)) return null;
  const product = x.reduce((sum, value, index) => sum + (value - meanX) * ((y[index] as number) - meanY), 0);
  const exponent = product / spread;
  return { exponent, factor: Math.exp(meanY - exponent * meanX) };
}
