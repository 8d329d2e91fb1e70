/**
 * Exact interval of the median from order statistics, free of assumptions on the distribution: the sign test turned
 * round (David and Nagaraja, "Order Statistics", section 7.1; Conover, "Practical Nonparametric Statistics", 3.2).
 * Between the k-th smallest and the k-th largest of n values lies the median with probability
 *
 *     1 − 2 · P(Binomial(n, 1/2) < k)
 */
import { median, sorted } from "./quantile.js";

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Exact coverage; 0 where there are too few values for the level: then `low` and `high` are the extremes. */
  readonly confidence: number;
}

/** The narrowest symmetric interval that covers at least `level`. Six values are the fewest for 95 %. */
export function signInterval(values: ArrayLike<number>, level = 0.95): Interval {
  const ascending = sorted(values);
  const count = ascending.length;
  const estimate = median(ascending);
  if (count === 0) return { estimate, low: Number.NaN, high: Number.NaN, confidence: 0 };
  const { rank, confidence } = deepestRank(count, level);
  const from = Math.max(rank, 1) - 1;
  return {
    estimate,
    low: ascending[from] as number,
    high: ascending[count - 1 - from] as number,
    confidence,
  };
}

/** Largest k that still covers the level, counted from 1; 0 for none. */
export function deepestRank(
  count: number,
  level: number,
): { readonly rank: number; readonly confidence: number } {
  let rank = 0;
  let confidence = 0;
  let tail = 0;
  let logMass = -count * Math.LN2;
  for (let below = 0; below < count / 2; below++) {
    tail += Math.exp(logMass);
    const coverage = 1 - 2 * tail;
    if (coverage < level) break;
    rank = below + 1;
    confidence = coverage;
    logMass += Math.log((count - below) / (below + 1));
  }
  return { rank, confidence };
}
