/** What a load generator observed in one stretch, as arrays that cross a process boundary, and its figures. */
import type { ForkLatency } from "../../model/load.js";
import { histogramOf } from "../../stats/latency-histogram.js";
import { sorted, sortedQuantile } from "../../stats/quantile.js";

/** Times are ms; latencies and ends are of answered calls in the order of their ends, counted from the start. */
export interface Pressed {
  readonly latencies: Float64Array;
  readonly ends: Float64Array;
  /** How long calls were started. */
  readonly elapsed: number;
  readonly failed: number;
  readonly firstError: unknown;
  readonly open: {
    /** Calls per second. */
    readonly intended: number;
    /** Ages of calls without an answer when waiting ended. */
    readonly unanswered: Float64Array;
    readonly overloaded: boolean;
  } | null;
}

/** How long calls are started, ms, and how many at least; not longer than `longest` for the sake of their number. */
export interface LoadStretch {
  readonly time: number;
  readonly fewest: number;
  readonly longest: number;
}

export type Call = () => Promise<unknown>;

type Figures = Omit<ForkLatency, "control" | "eventLoop">;

const MS = 1e6;
const ERROR_LENGTH = 200;

export function figuresOf(pressed: Pressed): Figures {
  const { latencies, failed, firstError, open } = pressed;
  const all = sorted(open ? joined(latencies, open.unanswered) : latencies);
  const at = (share: number) => sortedQuantile(all, share) * MS;
  return {
    calls: latencies.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
    throughput: throughputOf(pressed),
    failed,
    ...(failed > 0 ? { error: String(firstError).slice(0, ERROR_LENGTH) } : {}),
    ...(open
      ? { intended: open.intended, unanswered: open.unanswered.length, overloaded: open.overloaded }
      : {}),
    histogram: histogramOf(all.map((latency) => latency * MS)),
  };
}

/** Per second: calls answered while calls were started; those that end later had no others beside them. */
export function throughputOf({ ends, elapsed }: Pressed): number {
  let within = 0;
  while (within < ends.length && (ends[within] as number) <= elapsed) within++;
  return elapsed > 0 ? (within * 1000) / elapsed : Number.NaN;
}

/** Most windows that stand for a stretch: its course can be seen, and each is the mean of several turns of all callers. */
const MOST_WINDOWS = 60;

/**
 * ns: means over windows of equally many calls in a row; of a closed loop the time between their ends (so that the mean
 * over all is elapsed over completed), of an open one their latencies.
 */
export function windowsOf({ latencies, ends, open }: Pressed): number[] {
  const size = Math.max(1, Math.ceil(latencies.length / MOST_WINDOWS));
  const windows: number[] = [];
  for (let from = 0; from + size <= latencies.length; from += size) {
    const first = from === 0 ? 0 : (ends[from - 1] as number);
    let sum = (ends[from + size - 1] as number) - first;
    if (open) sum = latencies.subarray(from, from + size).reduce((total, one) => total + one, 0);
    windows.push((sum / size) * MS);
  }
  return windows;
}

function joined(one: Float64Array, other: Float64Array): Float64Array {
  const all = new Float64Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
