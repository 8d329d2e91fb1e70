/** The task of timed forks: one variant measured once. */
import { digest } from "../values/digest.js";
import { allocatedOnce, allocatedPerCall, startAllocation } from "./allocation.js";
import { firstCall } from "./calls.js";
import type { Channel } from "./channel.js";
import { readClock } from "./clock.js";
import { observeCollections } from "./collections.js";
import { timeControl } from "./control.js";
import { runCourse } from "./course.js";
import type { Loaded } from "./load.js";
import type { ForkGlobals } from "./module.js";
import { dropResults, watchRetained } from "./retained.js";
import { isSameResult } from "./same-result.js";
import { createSampler } from "./sampler.js";
import { VERY_SLOW } from "./slow.js";
import type { MeasureReport, MeasureTask } from "./tasks.js";
import { readUsage } from "./usage.js";

export async function measure(task: MeasureTask, loaded: Loaded, channel: Channel): Promise<MeasureReport> {
  const { module } = loaded;
  const clock = readClock();
  const collections = observeCollections();

  const meter = (await module.meter?.()) ?? null;

  channel.beat("call");
  const stopAllocation = startAllocation();
  const first = await firstCall(module);
  const firstAllocation = stopAllocation();
  const firstDigest = digest(first.value);

  const sampler = createSampler({ module, clock, channel });
  let steady = readUsage();
  let retained = () => 0;
  const begun = performance.now();
  const course = await runCourse({
    sampler,
    clock,
    plan: task.plan,
    batch: task.batch,
    firstCall: first.time,
    onWarm() {
      retained = watchRetained();
      meter?.restart();
      steady = readUsage();
    },
  });
  const end = readUsage();
  const courseTime = (performance.now() - begun) * 1e6;
  const typical = sampler.samples.last();
  const command = await meter?.figures();

  channel.beat("call");
  const sameResult = await isSameResult(firstDigest, module, course.slow);
  const control = await timeControl(module, course.batch);
  if (course.slow) dropResults();
  const kept = retained();
  return {
    batch: meter ? 1 : course.batch,
    samples: Array.from(sampler.samples.from(0)),
    warmFrom: course.warmFrom,
    firstCall: first.time,
    setup: loaded.setup,
    prepare: loaded.prepare,
    control,
    ...(command ? { command } : {}),
    gc: await collections.between(steady.at, end.at),
    steadyTime: (end.at - steady.at) * 1e6,
    course: courseTime,
    allocated: command ? 0 : Math.round(await allocated()),
    peakMemory: command ? (command.peakMemory ?? 0) : end.peakMemory,
    retained: kept,
    cpu: end.cpu - steady.cpu,
    ...threadsUsed(),
    switches: {
      involuntary: end.involuntary - steady.involuntary,
      voluntary: end.voluntary - steady.voluntary,
    },
    asynchronous: module.asynchronous,
    sameResult,
    clockResolution: clock.resolution,
    // A command is clocked alone in any case; the word is for calls that others batch.
    perCall: module.perCall !== null && meter === null,
  };

  /** The first call also allocates what code does that is not compiled yet; of a very slow one it must do. */
  async function allocated(): Promise<number> {
    if (!course.slow) return allocatedPerCall(module, typical);
    const { heap, external } = typical > VERY_SLOW ? firstAllocation : await allocatedOnce(module);
    return heap + external;
  }
}

/** Of `workers(n, …)`; nothing where the variant makes no pool. */
function threadsUsed(): { readonly threads?: number } {
  const { threads } = (globalThis as { __benchbook?: ForkGlobals }).__benchbook ?? {};
  return threads === undefined ? {} : { threads };
}
