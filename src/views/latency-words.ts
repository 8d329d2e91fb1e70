/** Words for work under a load: the load itself, and what came of it. */
import type { Delay, Latency, LatencyRange, LatencyRatio, LatencyRatios, Load } from "../model/load.js";
import type { Estimator, Measurement } from "../model/measurement.js";
import { hasInterval } from "../model/measurement.js";
import { formatCallRate, formatCount, formatDuration, formatInterval, formatRatio } from "../model/units.js";

/** `8 callers`, `2,000/s`, `8 callers over HTTP`. */
export function loadWords(load: Load): string {
  const over = load.serve ? " over HTTP" : "";
  if (load.kind === "open") return `${formatCallRate(load.rate)} of Poisson arrivals${over}`;
  return `${formatCount(load.concurrency)} ${load.concurrency === 1 ? "caller" : "callers"}${over}`;
}

export function estimatorWords(estimator: Estimator): string {
  switch (estimator) {
    case "p10":
      return "10th percentile";
    case "mean":
      return "mean";
    case "throughput":
      return "time over completed calls";
    case "p50":
      return "median latency";
  }
}

/** What a time is under this load: `per completed call with 8 callers`, `median latency at 2,000/s …`. */
export function timeWords(load: Load): string {
  return load.kind === "closed"
    ? `per completed call with ${loadWords(load)}`
    : `at the median with ${loadWords(load)}`;
}

/** The same as a label above a figure. */
export function timeLabel({ latency }: Measurement): string {
  if (latency === undefined) return "time per call";
  return latency.load.kind === "closed" ? "time per completed call" : "median latency";
}

/** Beside it: `throughput 1,240/s`, `p99 12.1 ms`. */
export function latencyFigures({
  latency,
}: Measurement): readonly (readonly [label: string, value: string])[] {
  if (latency === undefined) return [];
  return [
    ["throughput", formatCallRate(latency.throughput.estimate)],
    ...(latency.load.kind === "closed" ? [["p50", formatDuration(latency.p50.estimate)] as const] : []),
    ...(latency.p99 === null ? [] : [["p99", formatDuration(latency.p99.estimate)] as const]),
    ...(latency.failed > 0 ? [["FAILED calls", formatCount(latency.failed)] as const] : []),
  ];
}

export interface LatencyRow {
  readonly label: string;
  readonly value: string;
  /** `95 % CI 4.1 to 4.4 ms`, or why there is none. */
  readonly range: string;
}

/** Throughput and percentiles, each with its interval over forks. */
export function latencyRows(measurement: Measurement): readonly LatencyRow[] {
  const { latency } = measurement;
  if (latency === undefined) return [];
  const sure = hasInterval(measurement);
  const row = (label: string, range: LatencyRange | null, format: (value: number) => string): LatencyRow => ({
    label,
    value: range === null ? "–" : format(range.estimate),
    range: range === null ? tooFew(latency) : rangeText(range, { sure, format }),
  });
  return [
    row("throughput", latency.throughput, formatCallRate),
    row("p50", latency.p50, formatDuration),
    row("p95", latency.p95, formatDuration),
    row("p99", latency.p99, formatDuration),
  ];
}

function rangeText(
  { low, high }: LatencyRange,
  { sure, format }: { readonly sure: boolean; readonly format: (value: number) => string },
): string {
  const range = formatInterval(low, high, format);
  return sure ? `95 % CI ${range}` : `${range}, too few forks for an interval`;
}

function tooFew({ calls }: Latency): string {
  return `too few calls: ${formatCount(calls)} per fork`;
}

/** All in one line: `throughput 1,240/s (95 % CI …); p50 …; p95 …; p99 …; slowest 61.2 ms`. */
export function latencyText(measurement: Measurement): string | null {
  const { latency } = measurement;
  if (latency === undefined) return null;
  const rows = latencyRows(measurement).map(({ label, value, range }) =>
    value === "–" ? `${label}: ${range}` : `${label} ${value} (${range})`,
  );
  return [...rows, `slowest ${formatDuration(latency.max)}`].join("; ");
}

/** What surrounds the latencies: failures first, then the event loop and the load's own cost. */
export function loadFacts(latency: Latency): readonly string[] {
  const { failed, calls, eventLoop, control, load } = latency;
  return [
    failed > 0 ? `${formatCount(failed)} calls FAILED` : "no call failed",
    `${formatCount(calls)} calls per fork with ${loadWords(load)}`,
    `event loop delayed by ${delayText(eventLoop)}`,
    load.kind === "closed"
      ? `an empty call under the same load: ${formatDuration(1e9 / control.throughput)}`
      : `an empty call under the same load: ${delayText(control)}`,
  ];
}

function delayText({ p50, p99, max }: Delay): string {
  return `${formatDuration(p50)} at the median, ${formatDuration(p99)} at p99, ${formatDuration(max)} at most`;
}

/** `p50 2.10× (95 % CI 2.02 to 2.19); p95 …`: ratios above 1 are shorter latencies. */
export function latencyRatioText(ratios: LatencyRatios | undefined): string | null {
  if (ratios === undefined) return null;
  const parts = (["p50", "p95", "p99"] as const).flatMap((name) => {
    const ratio = ratios[name];
    return ratio === null ? [] : [`${name} ${ratioText(ratio)}`];
  });
  return parts.length === 0 ? null : parts.join("; ");
}

function ratioText({ estimate, low, high, confidence }: LatencyRatio): string {
  const bare = (ratio: number) => formatRatio(ratio).replace("×", "");
  const interval = confidence === 0 ? "no interval" : `95 % CI ${formatInterval(low, high, bare)}`;
  return `${formatRatio(estimate)} (${interval})`;
}
