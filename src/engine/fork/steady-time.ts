/**
 * How long a fork samples once it is warm. What a fork costs before its first steady sample (its start, the setup, the
 * warm-up) is spent in any case, so that the steady stretch is in proportion to it (Kalibera & Jones, ISMM 2013): a fork
 * that is dear to start is used for longer, within bounds.
 */
import type { SamplingPlan } from "./tasks.js";

/** Together with the probes that follow the samples, starts and warm-ups stay under two fifths of the time. */
const TIMES_OVERHEAD = 2.5;

/** ns; `overhead` is the ns since the fork's start. */
export function steadyTime({ steady, longest }: SamplingPlan, overhead: number): number {
  return Math.max(steady, Math.min(longest, TIMES_OVERHEAD * overhead));
}
