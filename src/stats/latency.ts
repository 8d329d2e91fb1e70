/** Latencies over forks: a fork's percentile is one number, so medians and sign intervals over forks, as elsewhere. */
import type {
  Delay,
  ForkLatency,
  Latency,
  LatencyRange,
  LatencyRatio,
  LatencyRatios,
  Load,
} from "../model/load.js";
import type { ForkRecord } from "../model/measurement.js";
import type { Pair } from "./forks.js";
import { mergeHistograms } from "./latency-histogram.js";
import { median } from "./quantile.js";
import { signInterval } from "./sign-interval.js";

/** Calls of a fork beyond a percentile, below which it is one of the slowest few: ten. */
const FEWEST_BEYOND = 10;

/** Calls that a fork needs for this percentile: 200 for 0.95, 1000 for 0.99. */
export function callsNeeded(share: number): number {
  return Math.round(FEWEST_BEYOND / (1 - share));
}

export type Percentile = "p50" | "p95" | "p99";

export const SHARES: Readonly<Record<Percentile, number>> = { p50: 0.5, p95: 0.95, p99: 0.99 };

/** Whether a typical fork has calls enough. Of the median no number is asked. */
export function bears(latencies: readonly ForkLatency[], percentile: Percentile): boolean {
  return (
    percentile === "p50" || median(latencies.map(({ calls }) => calls)) >= callsNeeded(SHARES[percentile])
  );
}

/** Null without forks under a load. */
export function summarizeLatency(forks: readonly ForkRecord[], load: Load): Latency | null {
  const latencies = latenciesOf(forks);
  if (latencies.length === 0) return null;
  const over = (figure: (one: ForkLatency) => number): LatencyRange => {
    const { estimate, low, high } = signInterval(latencies.map(figure));
    return { estimate, low, high };
  };
  const middle = (figure: (one: ForkLatency) => number) => median(latencies.map(figure));
  const delay = (part: (one: ForkLatency) => Delay): Delay => ({
    p50: middle((one) => part(one).p50),
    p99: middle((one) => part(one).p99),
    max: Math.max(...latencies.map((one) => part(one).max)),
  });
  return {
    load,
    calls: Math.round(middle(({ calls }) => calls)),
    p50: over(({ p50 }) => p50),
    p95: bears(latencies, "p95") ? over(({ p95 }) => p95) : null,
    p99: bears(latencies, "p99") ? over(({ p99 }) => p99) : null,
    max: Math.max(...latencies.map(({ max }) => max)),
    throughput: over(({ throughput }) => throughput),
    failed: latencies.reduce((sum, { failed }) => sum + failed, 0),
    overloaded: latencies.filter(({ overloaded }) => overloaded).length,
    control: { ...delay(({ control }) => control), throughput: middle(({ control }) => control.throughput) },
    eventLoop: delay(({ eventLoop }) => eventLoop),
    histogram: mergeHistograms(latencies.map(({ histogram }) => histogram)),
  };
}

/** Of each percentile, the median ratio over rounds with its sign interval; above 1 the variant's is shorter. */
export function compareLatencies(pairs: readonly Pair[], level = 0.95): LatencyRatios {
  const ratio = (percentile: Percentile): LatencyRatio | null => {
    const sides = [pairs.map(({ variant }) => variant), pairs.map(({ against }) => against)].map(latenciesOf);
    if (!sides.every((side) => side.length > 0 && bears(side, percentile))) return null;
    const logs = pairs
      .map(({ variant, against }) =>
        Math.log(
          (against.latency?.[percentile] ?? Number.NaN) / (variant.latency?.[percentile] ?? Number.NaN),
        ),
      )
      .filter(Number.isFinite);
    const { estimate, low, high, confidence } = signInterval(logs, level);
    return { estimate: Math.exp(estimate), low: Math.exp(low), high: Math.exp(high), confidence };
  };
  return { p50: ratio("p50"), p95: ratio("p95"), p99: ratio("p99") };
}

export function latenciesOf(forks: readonly ForkRecord[]): readonly ForkLatency[] {
  return forks.flatMap(({ latency }) => (latency ? [latency] : []));
}
