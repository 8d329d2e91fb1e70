/** Calls of warm code for a stretch of time: what profiling forks do, where single calls need no clock. */
import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { Channel } from "./channel.js";
import type { VariantModule } from "./module.js";
import { sink } from "./sampler.js";

/** ms between two looks at the clock. */
const TURN = 10;

/** Calls made in at least that many ms. */
export async function runFor(module: VariantModule, duration: number, channel: Channel): Promise<number> {
  const end = performance.now() + duration;
  let batch = 1;
  let calls = 0;
  for (let now = performance.now(); now < end; ) {
    channel.beat("call");
    await runOnce(module, batch);
    calls += batch;
    const next = performance.now();
    if (!module.perCall && next - now < TURN / 2) batch *= 2;
    // V8 tells the profiler of WebAssembly that it has compiled anew in a task of the event loop.
    else await eventLoopTurn();
    now = performance.now();
  }
  return calls;
}

async function runOnce(module: VariantModule, batch: number): Promise<void> {
  await module.perCall?.();
  sink.value = module.asynchronous ? await module.loop(batch) : module.loop(batch);
}
