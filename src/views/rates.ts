/** Rates with intervals: a rate is work over time, so its interval is the time's, turned round. */
import type { Measurement } from "../model/measurement.js";

export interface RateRange {
  /** Per second. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Null where the workload states no floating-point operations. */
export function flopsRange(measurement: Measurement | null): RateRange | null {
  const flops = measurement?.rates.flops;
  if (measurement === null || flops === undefined) return null;
  const work = flops * measurement.time.estimate;
  return { estimate: flops, low: work / measurement.time.high, high: work / measurement.time.low };
}
