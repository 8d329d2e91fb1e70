/**
 * A histogram of latencies with logarithmic buckets, so that every value is known to a bounded relative error at any
 * size: as HdrHistogram (Tene) has it, with the bucket borders of DDSketch (Masson, Rim and Lee, VLDB 2019). Border i
 * is γ^i with γ = (1 + α) / (1 − α); a bucket's middle is then off by at most α.
 */
import type { LatencyHistogram } from "../model/load.js";

/** α: 2.5 %, about 46 buckets to a power of ten; fine enough for a chart. */
export const RELATIVE_ERROR = 0.025;
const LOG_GAMMA = Math.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));

/** Values in ns; what is below 1 ns counts as 1 ns. */
export function histogramOf(values: ArrayLike<number>): LatencyHistogram {
  const counts = new Map<number, number>();
  for (let index = 0; index < values.length; index++) {
    const bucket = Math.max(0, Math.ceil(Math.log(values[index] as number) / LOG_GAMMA - 1e-9));
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([bucket, count]) => ({ edge: edgeOf(bucket), count }));
}

/** Buckets of equal edges are added. */
export function mergeHistograms(histograms: readonly LatencyHistogram[]): LatencyHistogram {
  const counts = new Map<number, number>();
  for (const { edge, count } of histograms.flat()) counts.set(edge, (counts.get(edge) ?? 0) + count);
  return [...counts].sort(([a], [b]) => a - b).map(([edge, count]) => ({ edge, count }));
}

/** The value below which `share` of the calls lie, off by at most α. NaN of an empty histogram. */
export function histogramQuantile(histogram: LatencyHistogram, share: number): number {
  const total = histogram.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { edge, count } of histogram) {
    seen += count;
    if (seen >= share * total) return edge * (1 - RELATIVE_ERROR);
  }
  return Number.NaN;
}

/** Rounded, so that it is short in a file; to more digits than α needs. */
function edgeOf(bucket: number): number {
  return Number(Math.exp(bucket * LOG_GAMMA).toPrecision(6));
}
