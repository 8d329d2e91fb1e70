/**
 * The course of one fork, after its first call:
 *
 *     first call │ warm-up to evidence, or a cap │ one collection │ steady samples
 *
 * A slow call has no room for that: over 100 ms the first call is the warm-up and five are timed, over 1 s two.
 */
import { warm } from "../../stats/steady.js";
import { findBatch } from "./batch.js";
import { type Clock, sampleLength } from "./clock.js";
import type { Sampler } from "./sampler.js";
import { SLOW, SLOW_SAMPLES, VERY_SLOW, VERY_SLOW_SAMPLES } from "./slow.js";
import { steadyTime } from "./steady-time.js";
import type { SamplingPlan } from "./tasks.js";

export interface CourseRequest {
  readonly sampler: Sampler;
  readonly clock: Clock;
  readonly plan: SamplingPlan;
  readonly batch: number | null;
  /** ns. */
  readonly firstCall: number;
  /** Runs between warm-up and steady samples: the collection, and probes that start there. */
  readonly onWarm: () => void;
}

export interface Course {
  readonly batch: number;
  readonly warmFrom: number;
  readonly slow: boolean;
}

export async function runCourse(request: CourseRequest): Promise<Course> {
  return (request.firstCall > SLOW ? await slowCourse(request) : null) ?? (await fastCourse(request));
}

/** Null where the call turns out to be fast once it is warm. A pilot learns enough from a call or two. */
async function slowCourse({ sampler, batch, firstCall, onWarm }: CourseRequest): Promise<Course | null> {
  sampler.samples.add(firstCall);
  onWarm();
  const course: Course = { batch: 1, warmFrom: 1, slow: true };
  if (batch === null && firstCall > VERY_SLOW) return { ...course, warmFrom: 0 };
  await sampler.run({ batch: 1, time: 0, fewest: 1 });
  const time = sampler.samples.last();
  if (time < SLOW) {
    sampler.samples.clear();
    return null;
  }
  const timed = batch === null ? 1 : time > VERY_SLOW ? VERY_SLOW_SAMPLES : SLOW_SAMPLES;
  if (timed > 1) await sampler.run({ batch: 1, time: 0, fewest: timed - 1 });
  return course;
}

async function fastCourse({ sampler, clock, plan, batch: given, onWarm }: CourseRequest): Promise<Course> {
  const { samples } = sampler;
  const batch = given ?? (await findBatch(sampler, sampleLength(clock, plan.sample)));
  const warmedAt = () => warm(samples.from(0));
  await sampler.run({ batch, time: plan.warmUp, fewest: 1, enough: warmedAt });
  const warmFrom = samples.length;
  onWarm();
  // The clock starts with the process.
  const time = steadyTime(plan, performance.now() * 1e6);
  await sampler.run({ batch, time, fewest: plan.fewest });
  return { batch, warmFrom, slow: false };
}
