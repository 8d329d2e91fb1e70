/** How forks sample, by the measurement's options. Times are ns. */
import type { MeasureOptions } from "../model/ports/engine.js";
import type { SamplingPlan } from "./fork/tasks.js";

/** Longer than any jitter of the timer, short enough for hundreds in a fork. */
const SAMPLE = 1e6;

/** Sixty samples are the least that show a steady state; steady samples take more time than start and warm-up. Times are ns. */
const FULL: SamplingPlan = { sample: SAMPLE, warmUp: 500e6, steady: 300e6, longest: 700e6, fewest: 5 };
const QUICK: SamplingPlan = { sample: SAMPLE, warmUp: 120e6, steady: 80e6, longest: 80e6, fewest: 3 };
/** Finds batch sizes and what a fork will take; its samples are thrown away. */
export const PILOT: SamplingPlan = { sample: SAMPLE, warmUp: 100e6, steady: 20e6, longest: 20e6, fewest: 3 };

export function planOf(options: Pick<MeasureOptions, "quick">): SamplingPlan {
  return options.quick ? QUICK : FULL;
}
