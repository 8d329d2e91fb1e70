/**
 * Interval of the centre of a symmetric distribution: Wilcoxon's signed-rank test turned round, the ends are order
 * statistics of all pairwise means (Walsh averages; Hollander, Wolfe and Chicken, "Nonparametric statistical methods",
 * 3.3). Narrower than the sign interval where symmetry is certain, as for differences of forks of one variant.
 */
import { median, sorted } from "./quantile.js";
import type { Interval } from "./sign-interval.js";

const LEVEL = 0.95;
/** Beyond, the normal approximation is as good as the exact distribution. */
const EXACT = 40;
/** Standard deviations that 95 % of a normal distribution lie within. */
const NORMAL = 1.96;

/** At least 95 %. With fewer than six values `confidence` is 0 and the ends are the extremes. */
export function signedRankInterval(values: readonly number[]): Interval {
  if (values.length === 0) return { estimate: Number.NaN, low: Number.NaN, high: Number.NaN, confidence: 0 };
  const means = walshAverages(values);
  const { rank, confidence } = values.length <= EXACT ? exactRank(values.length) : normalRank(values.length);
  const from = Math.max(rank, 1) - 1;
  const low = means[from] as number;
  const high = means[means.length - 1 - from] as number;
  return { estimate: median(means), low, high, confidence };
}

function walshAverages(values: readonly number[]): Float64Array {
  const means: number[] = [];
  for (let one = 0; one < values.length; one++) {
    for (let other = one; other < values.length; other++) {
      means.push(((values[one] as number) + (values[other] as number)) / 2);
    }
  }
  return sorted(means);
}

/** Largest rank k, from 1, with 1 − 2 P(W < k) at least 95 %; W sums the ranks that fair coins choose. */
function exactRank(count: number): { readonly rank: number; readonly confidence: number } {
  const mass = rankSumMass(count);
  let rank = 0;
  let confidence = 0;
  let tail = 0;
  for (let sum = 0; sum < mass.length / 2; sum++) {
    tail += mass[sum] as number;
    if (1 - 2 * tail < LEVEL) break;
    rank = sum + 1;
    confidence = 1 - 2 * tail;
  }
  return { rank, confidence };
}

function rankSumMass(count: number): Float64Array {
  const mass = new Float64Array((count * (count + 1)) / 2 + 1);
  mass[0] = 1;
  for (let rank = 1; rank <= count; rank++) {
    for (let sum = mass.length - 1; sum >= 0; sum--) {
      mass[sum] = ((mass[sum] as number) + (sum >= rank ? (mass[sum - rank] as number) : 0)) / 2;
    }
  }
  return mass;
}

function normalRank(count: number): { readonly rank: number; readonly confidence: number } {
  const deviation = Math.sqrt((count * (count + 1) * (2 * count + 1)) / 24);
  return { rank: Math.floor((count * (count + 1)) / 4 - NORMAL * deviation), confidence: LEVEL };
}
