/** Targets judged by intervals: met where the whole interval keeps the bound, missed where none of it does. */
import type { Case, Target, Variant } from "../model/case.js";
import type { LatencyRange } from "../model/load.js";
import { hasInterval, type Measurement } from "../model/measurement.js";
import { baselineOf, comparisonOf, measurementAt } from "../model/record.js";
import { finalVariant } from "../views/summary.js";

type Actual = NonNullable<Target["actual"]>;
type Figure = Omit<Actual, "variant">;

/** Judges every target anew by the final variant, or by the baseline while there is no other. */
export function judgeTargets(record: Case): Case {
  const subject = finalVariant(record) ?? baselineOf(record);
  return { ...record, targets: record.targets.map((target) => judge(record, target, subject)) };
}

function judge(record: Case, target: Target, subject: Variant | undefined): Target {
  const measurement = subject && measurementAt(subject, record.workload.parameters);
  if (subject === undefined || measurement === undefined || measurement.stale) return undecided(target);
  const figure = figureOf(record, target, subject, measurement);
  if (figure === null || !isSure(figure, measurement)) return undecided(target);
  return { ...target, verdict: verdictOf(target, figure), actual: { variant: subject.name, ...figure } };
}

/** A speed-up brings its own interval; bytes are counted, not estimated. */
function isSure({ unit }: Figure, measurement: Measurement): boolean {
  return unit === "ratio" || unit === "byte" || hasInterval(measurement);
}

function undecided(target: Target): Target {
  return { ...target, verdict: "undecided", actual: null };
}

function verdictOf(target: Target, { low, high }: Figure): Target["verdict"] {
  if (target.relation === "<=")
    return high <= target.bound ? "met" : low > target.bound ? "missed" : "undecided";
  return low >= target.bound ? "met" : high < target.bound ? "missed" : "undecided";
}

function figureOf(record: Case, target: Target, subject: Variant, measurement: Measurement): Figure | null {
  const { time, rates, latency } = measurement;
  switch (target.quantity) {
    case "time":
      return { value: time.estimate, low: time.low, high: time.high, unit: "ns" };
    case "speedup":
      return speedupOf(record, subject);
    case "flops":
      return rates.flops === undefined ? null : rateOf(rates.flops, measurement);
    case "bandwidth":
      return rates.bytes === undefined ? null : rateOf(rates.bytes, measurement);
    case "throughput":
      return throughputOf(measurement);
    case "allocated":
      // What a command allocates, no system tells.
      return measurement.command ? null : exactly(measurement.allocated.estimate);
    case "memory":
      return measurement.command?.peakMemory === null ? null : exactly(measurement.peakMemory.estimate);
    case "p99":
      // Only a load has latencies, and too few calls have no p99.
      return latency?.p99 ? rangeFigure(latency.p99, "ns") : null;
  }
}

function speedupOf(record: Case, subject: Variant): Figure | null {
  const baseline = baselineOf(record);
  if (baseline === undefined || baseline.name === subject.name) return null;
  const comparison = comparisonOf(record, { variant: subject.name, against: baseline.name });
  if (comparison === undefined || comparison.stale || comparison.speedup.confidence < 0.95) return null;
  if (comparison.verdict === "unstable") return null;
  const { estimate, low, high } = comparison.speedup;
  return { value: estimate, low, high, unit: "ratio" };
}

/** Items per second where the baseline says what a call handles, else calls. */
function throughputOf(measurement: Measurement): Figure {
  const { latency, rates, time } = measurement;
  if (latency === undefined) return rateOf(rates.items ?? 1e9 / time.estimate, measurement);
  return rates.items === undefined ? scaled(latency.throughput, 1) : rateOf(rates.items, measurement);
}

function scaled({ estimate, low, high }: LatencyRange, factor: number): Figure {
  return rangeFigure({ estimate: estimate * factor, low: low * factor, high: high * factor }, "1/s");
}

function rangeFigure({ estimate, low, high }: LatencyRange, unit: "ns" | "1/s"): Figure {
  return { value: estimate, low, high, unit };
}

/** A rate is work over time, so its interval is the time's, turned round. */
function rateOf(rate: number, { time, latency }: Measurement): Figure {
  // Under a load the rate comes from the throughput.
  if (latency) return scaled(latency.throughput, rate / latency.throughput.estimate);
  const work = rate * time.estimate;
  return { value: rate, low: work / time.high, high: work / time.low, unit: "1/s" };
}

function exactly(value: number): Figure {
  return { value, low: value, high: value, unit: "byte" };
}
