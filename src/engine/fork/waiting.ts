/** The task of waiting forks: warm calls of an instrumented bundle, whose awaits clock themselves. */
import type { AwaitCounters } from "../waiting/counters.js";
import { firstCall } from "./calls.js";
import type { Channel } from "./channel.js";
import type { Loaded } from "./load.js";
import { runFor } from "./run-for.js";
import { WARM_UP, type WaitingReport, type WaitingTask } from "./tasks.js";

export async function waiting(
  task: WaitingTask,
  { module }: Loaded,
  channel: Channel,
): Promise<WaitingReport> {
  const { __benchbookAwaits: counters } = globalThis as { __benchbookAwaits?: AwaitCounters };
  if (!counters) throw new Error("The bundle of a waiting fork has no clocks.");
  channel.beat("call");
  const duration = task.duration / 1e6;
  const first = await firstCall(module);
  if (first.time / 1e6 < duration * WARM_UP) await runFor(module, duration * WARM_UP, channel);
  counters.reset();
  const start = performance.now();
  const calls = await runFor(module, duration, channel);
  const took = (performance.now() - start) * 1e6;
  const sites = counters.read().map(({ count, suspended }) => ({ count, suspended: suspended * 1e6 }));
  channel.beat("report");
  return { calls, duration: took, sites };
}
