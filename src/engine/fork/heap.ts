/**
 * The task of heap-profiling forks: warm code under V8's sampling heap profiler, objects that were collected since
 * included. A second short stretch samples nearly every object, which counts objects: the long one knows bytes only,
 * as V8 reports a sample's size scaled by its probability.
 */
import { writeFile } from "node:fs/promises";
import { Session } from "node:inspector";
import { allocatedOnce, allocatedPerCall } from "./allocation.js";
import { firstCall } from "./calls.js";
import type { Channel } from "./channel.js";
import { collect } from "./collections.js";
import type { Loaded } from "./load.js";
import type { VariantModule } from "./module.js";
import { runFor } from "./run-for.js";
import { sink } from "./sampler.js";
import type { HeapReport, HeapTask } from "./tasks.js";

const WARM_UP = 0.25;
/** Bytes that the counted calls may allocate: each object becomes a sample, which V8 keeps. */
const COUNTED = 8 * 2 ** 20;
const MOST_COUNTED = 1000;

export async function heap(task: HeapTask, { module }: Loaded, channel: Channel): Promise<HeapReport> {
  channel.beat("call");
  const first = await firstCall(module);
  const duration = task.duration / 1e6;
  const short = first.time / 1e6 < duration * WARM_UP;
  const warmed = short ? await runFor(module, duration * WARM_UP, channel) : WARM_UP;
  const perCall = (await allocatedOnce(module)).heap;
  const interval = task.interval ?? intervalFor((perCall * warmed) / WARM_UP);
  collect();
  const session = new Session();
  session.connect();
  session.post("HeapProfiler.enable");
  start(session, interval);
  const before = performance.now();
  const calls = await runFor(module, duration, channel);
  const time = (performance.now() - before) * 1e6;
  const sampled = stop(session);
  const counted = Math.min(MOST_COUNTED, Math.floor(COUNTED / Math.max(1, perCall)));
  const exact = counted > 0 ? await count(module, counted, session) : null;
  session.disconnect();
  channel.beat("report");
  const allocated = await allocatedPerCall(module, time / calls);
  await writeFile(task.file, JSON.stringify({ sampled, exact }));
  return {
    calls,
    wrappers: [module.measured.name, module.loop.name, module.perCall?.name ?? ""].filter(Boolean),
    counted,
    allocated,
    interval,
  };
}

/** A power of two that gives some 10,000 samples: enough for shares of a percent, and a small file. */
function intervalFor(bytes: number): number {
  const wanted = Math.log2(Math.max(1, bytes) / 10_000);
  return 2 ** Math.min(20, Math.max(6, Math.round(wanted)));
}

async function count(module: VariantModule, calls: number, session: Session): Promise<unknown> {
  start(session, 1);
  for (let call = 0; call < calls; call++) {
    await module.perCall?.();
    sink.value = module.asynchronous ? await module.measured() : module.measured();
  }
  return stop(session);
}

function start(session: Session, samplingInterval: number): void {
  session.post("HeapProfiler.startSampling", {
    samplingInterval,
    // Newer than the types; without them only what is still alive would be seen.
    ...{ includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true },
  });
}

/** In the thread's own session the answer is there when `post` returns. */
function stop(session: Session): unknown {
  let raw: unknown = null;
  session.post("HeapProfiler.stopSampling", (error, answer) => {
    if (error) throw error;
    raw = answer.profile;
  });
  return raw;
}
