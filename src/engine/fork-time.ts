/** How long forks will take, from what pilots told; and a plan that gives six rounds room in a small budget. Times are ns. */
import { FEWEST_ROUNDS } from "../stats/looks.js";
import { FEWEST_FOR_STEADY } from "../stats/steady.js";
import { SLOW, SLOW_SAMPLES, VERY_SLOW, VERY_SLOW_SAMPLES } from "./fork/slow.js";
import { steadyTime } from "./fork/steady-time.js";
import type { MeasureReport, SamplingPlan } from "./fork/tasks.js";

export interface RanPilot {
  readonly report: MeasureReport;
  /** From the fork's start to its end. */
  readonly spent: number;
}

/** A fork's own time, and the samples that the plan asks for. */
export function forkTime(pilot: RanPilot, plan: SamplingPlan): number {
  const { report, spent } = pilot;
  // Its samples are windows of calls; the trial run had as short a warm-up as its stretch.
  if (report.latency) return spent + plan.warmUp + plan.steady;
  const sample = sampleOf(report);
  if (isSlow(report)) {
    // A slow call's first sample is its first call.
    return fixedTime(pilot) + sample * (1 + (sample > VERY_SLOW ? VERY_SLOW_SAMPLES : SLOW_SAMPLES));
  }
  const before = timeBefore(pilot, plan);
  return before + Math.max(steadyTime(plan, before), plan.fewest * sample);
}

/**
 * Forks that are dear to start sample for longer, as far as six rounds still fit the budget; never for less than the plan's
 * `steady`. So a small budget gives shorter forks before it gives too few of them for an interval.
 */
export function fitPlan(plan: SamplingPlan, pilots: readonly RanPilot[], budget: number): SamplingPlan {
  if (pilots.some(({ report }) => report.latency || isSlow(report))) return plan;
  const before = pilots.reduce((sum, pilot) => sum + timeBefore(pilot, plan), 0);
  const room = (budget / FEWEST_ROUNDS - before) / pilots.length;
  return { ...plan, longest: Math.min(plan.longest, Math.max(plan.steady, room)) };
}

/** Up to the first steady sample; what follows the last one is counted here too. */
function timeBefore(pilot: RanPilot, plan: SamplingPlan): number {
  return fixedTime(pilot) + Math.min(plan.warmUp, FEWEST_FOR_STEADY * sampleOf(pilot.report));
}

/** Outside of warm-up and samples. */
function fixedTime({ report, spent }: RanPilot): number {
  const sampled = report.samples.reduce((sum, time) => sum + time * report.batch, 0);
  return Math.max(0, spent - (isSlow(report) ? sampled : (report.course ?? sampled)));
}

function sampleOf({ samples, batch }: MeasureReport): number {
  return (samples.at(-1) ?? 0) * batch;
}

function isSlow(report: MeasureReport): boolean {
  return report.batch === 1 && sampleOf(report) > SLOW;
}
