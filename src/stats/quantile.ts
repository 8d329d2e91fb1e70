/**
 * Sample quantiles of type 7, linear interpolation between order statistics: Hyndman and Fan, "Sample quantiles in
 * statistical packages", The American Statistician 50 (1996).
 */

/** `share` from 0 to 1. NaN for no values. */
export function quantile(values: ArrayLike<number>, share: number): number {
  return sortedQuantile(sorted(values), share);
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** For values that are sorted already. */
export function sortedQuantile(ascending: ArrayLike<number>, share: number): number {
  if (ascending.length === 0) return Number.NaN;
  const place = (ascending.length - 1) * Math.min(1, Math.max(0, share));
  const below = Math.floor(place);
  const low = ascending[below] as number;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] as number;
  return low === high ? low : low + (place - below) * (high - low);
}

/** An ascending copy. */
export function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}
