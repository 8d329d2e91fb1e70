/** Small facts about a measurement in words, shared by outputs and reports. */
import type { Case, Target } from "../model/case.js";
import { hasInterval, type Measurement, type TimeEstimate } from "../model/measurement.js";
import { formatBytes, formatDuration, formatInterval, formatPercent, formatRate } from "../model/units.js";
import type { Parameters, Workload } from "../model/workload.js";
import { commandFacts } from "./command.js";
import { estimatorWords } from "./latency-words.js";

/** `n=256, seed=1`, or `no parameters`. */
export function parametersText(parameters: Parameters): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? "no parameters" : pairs.join(", ");
}

/** A time, and the forks that it comes from. */
interface Timed {
  readonly time: TimeEstimate;
  readonly forks: readonly unknown[];
}

/** `16.2 ms (95 % CI 15.9 to 16.6 ms)`, or `16.2 ms (15.9 to 16.6 ms over 3 forks, no interval from so few)`. */
export function timeText(measurement: Timed): string {
  return `${formatDuration(measurement.time.estimate)} (${timeInterval(measurement)})`;
}

/** `95 % CI 15.9 to 16.6 ms`; fewer than six forks have a range only, and that is said. */
export function timeInterval(measurement: Timed): string {
  return hasInterval(measurement)
    ? `95 % CI ${timeRange(measurement)}`
    : `${timeRange(measurement)}, no interval from so few`;
}

/** For a column of intervals: `15.9 to 16.6 ms`, or `15.9 to 16.6 ms over 3 forks`. */
export function timeRange(measurement: Timed): string {
  const { time, forks } = measurement;
  const range = formatInterval(time.low, time.high, formatDuration);
  const count = `${forks.length} ${forks.length === 1 ? "fork" : "forks"}`;
  return hasInterval(measurement) ? range : `${range} over ${count}`;
}

/** The main rate of a measurement, or null where the workload has no cost model. */
export function rateText({ rates, threads }: Measurement): string | null {
  if (rates.flops !== undefined) return formatRate(rates.flops, "FLOPS") + perCore(rates.flops, threads);
  if (rates.bytes !== undefined) return formatRate(rates.bytes, "B/s");
  return rates.items === undefined ? null : formatRate(rates.items, "items/s");
}

/** ` (13.0 GFLOPS per core on 2)`: in all says how fast it is, per core how well each is used. */
function perCore(flops: number, threads: Measurement["threads"]): string {
  if (threads === undefined) return "";
  return ` (${formatRate(flops / threads.count, "FLOPS")} per core on ${threads.count})`;
}

export function allRates({
  rates,
  threads,
}: Measurement): readonly (readonly [label: string, value: string])[] {
  return [
    ...(rates.flops === undefined
      ? []
      : [["rate", formatRate(rates.flops, "FLOPS") + perCore(rates.flops, threads)] as const]),
    ...(rates.bytes === undefined ? [] : [["traffic", formatRate(rates.bytes, "B/s")] as const]),
    ...(rates.items === undefined ? [] : [["throughput", formatRate(rates.items, "items/s")] as const]),
  ];
}

/** Stands wherever GFLOPS appear. */
export function flopConvention(workload: Workload): string | null {
  const { flops } = workload.cost;
  return flops === undefined
    ? null
    : `FLOPS count ${flops} floating-point operations per call; a multiply-add counts as 2.`;
}

/** ns. Of a slower call the first is counted, as one more only for that takes too long (`engine/fork/slow.ts`). */
const FIRST_CALL = 1e9;

/** What a measurement shows besides its time: only what is worth a word. */
export function sideFacts(measurement: Measurement): readonly string[] {
  const { prepare, allocated, gcShare, forks, time, threads } = measurement;
  return [
    ...(threads ? [`${threads.count} threads, ${threads.busy.toFixed(2)} processors busy at the mean`] : []),
    ...commandFacts(measurement),
    ...(prepare >= 1000 ? [`prepared in ${formatDuration(prepare)}, untimed`] : []),
    ...(allocated.estimate >= 1
      ? [
          `allocates ${formatBytes(allocated.estimate)} ${time.estimate > FIRST_CALL ? "in its first call" : "per call"}`,
        ]
      : []),
    ...(gcShare >= 0.001 ? [`${formatPercent(gcShare)} of the time in garbage collection`] : []),
    `${forks.length} ${forks.length === 1 ? "fork" : "forks"}, ${estimatorWords(time.estimator)} of each`,
  ];
}

/** `met 1 of 2 targets`, by the record. */
export function targetCount(record: Case): string {
  const met = record.targets.filter((target: Target) => target.verdict === "met").length;
  return `${met} of ${record.targets.length} ${record.targets.length === 1 ? "target" : "targets"} met`;
}

/** `2026-11-23 18:57 UTC`. */
export function instantText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** `14:02`, as in "recorded 14:02". */
export function clockText(iso: string): string {
  return `${iso.slice(11, 16)} UTC on ${iso.slice(0, 10)}`;
}
