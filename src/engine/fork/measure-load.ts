/**
 * The task of timed forks under a load:
 *
 *     first call │ warm-up, until it is hardly faster │ one collection │ steady stretch │ an empty call under the same load
 *
 * Calls are never batched. What is recorded as samples are means over windows of calls, see `pressed.ts`.
 */
import type { ForkLatency, Load } from "../../model/load.js";
import { digest } from "../values/digest.js";
import { allocatedPerCall } from "./allocation.js";
import { firstCall } from "./calls.js";
import type { Channel } from "./channel.js";
import { readClock } from "./clock.js";
import { collect, observeCollections } from "./collections.js";
import { watchEventLoop } from "./event-loop.js";
import type { Loaded } from "./load.js";
import { type Press, press } from "./press.js";
import { type Call, figuresOf, type LoadStretch, type Pressed, windowsOf } from "./pressed.js";
import { isSameResult } from "./same-result.js";
import type { MeasureReport, MeasureTask } from "./tasks.js";
import { readUsage } from "./usage.js";

/** What a load is put to: the module's own calls, or requests to the server of `serve.ts`. */
export interface LoadTarget {
  press(request: Press, heard: () => void): Promise<Pressed>;
  /** The same with an empty call in place of the work. */
  control(request: Press, heard: () => void): Promise<Pressed>;
}

/** Steady calls wanted, for p99 and a little more; a stretch may take so many times as long for them. */
const WANTED = 1200;
const LONGER = 7;
/** Warm-up goes in parts of half its planned time, at least two, until one is hardly faster than the one before. */
const MOST_PARTS = 8;
const STILL_FASTER = 0.05;
/** ms, and calls, of the empty call's stretch. */
const CONTROL: LoadStretch = { time: 60, fewest: 50, longest: 250 };
/** ms that an open loop waits for answers, at least; and as many times the first call. */
const PATIENCE = 1000;
const FIRST_CALLS = 5;

export async function measureUnderLoad(
  { plan, seed = "" }: MeasureTask,
  load: Load,
  { loaded, channel }: { readonly loaded: Loaded; readonly channel: Channel },
): Promise<MeasureReport> {
  const { module } = loaded;
  const target = loaded.served ?? directTarget(module.measured as Call);
  const clock = readClock();
  const collections = observeCollections();
  const heard = () => channel.beat("call");
  heard();
  const first = await firstCall(module);
  const firstDigest = digest(first.value);
  const patience = Math.max(PATIENCE, (FIRST_CALLS * first.time) / 1e6);
  const request = (name: string, stretch: LoadStretch): Press => ({
    load,
    stretch,
    seed: `${seed}/${name}`,
    patience,
  });

  const warmUpSamples: number[] = [];
  const chunk = plan.warmUp / 1e6 / 2;
  for (let before = Number.POSITIVE_INFINITY, part = 0; part < MOST_PARTS; part++) {
    const stretch = { time: chunk, fewest: 1, longest: chunk };
    const pressed = await target.press(request(`warm-up ${part}`, stretch), heard);
    warmUpSamples.push(...windowsOf(pressed));
    const level = levelOf(pressed);
    // Slower is warm too: then it is no compiler that it waits for.
    if (part > 0 && !(level < before * (1 - STILL_FASTER))) break;
    before = level;
  }
  collect();
  const start = readUsage();
  const stopWatching = watchEventLoop();
  const time = plan.steady / 1e6;
  const stretch = { time, fewest: WANTED, longest: LONGER * time };
  const steady = await target.press(request("steady", stretch), heard);
  const eventLoop = stopWatching();
  const end = readUsage();
  // Nothing was answered: there is nothing to measure, and the error says why.
  if (steady.latencies.length === 0 && steady.failed > 0) throw steady.firstError;

  heard();
  // Where calls fail, one more may fail too; the figures are worth more than these.
  const sound = steady.failed === 0;
  const sameResult = sound ? await isSameResult(firstDigest, module, false) : null;
  const control = figuresOf(await target.control(request("control", CONTROL), heard));
  const figures = figuresOf(steady);
  return {
    batch: 1,
    samples: [...warmUpSamples, ...windowsOf(steady)],
    warmFrom: warmUpSamples.length,
    firstCall: first.time,
    setup: loaded.setup,
    prepare: loaded.prepare,
    control: load.kind === "closed" ? 1e9 / control.throughput : control.p50,
    gc: await collections.between(start.at, end.at),
    steadyTime: (end.at - start.at) * 1e6,
    allocated: sound ? Math.round(await allocatedPerCall(module, Math.max(figures.p50, 1))) : 0,
    peakMemory: end.peakMemory,
    cpu: end.cpu - start.cpu,
    switches: {
      involuntary: end.involuntary - start.involuntary,
      voluntary: end.voluntary - start.voluntary,
    },
    asynchronous: true,
    sameResult,
    latency: { ...figures, control: emptyCall(control), eventLoop },
    clockResolution: clock.resolution,
    perCall: false,
  };
}

/** What a load's figures are made of: the time per completed call, or the median latency. */
function levelOf(pressed: Pressed): number {
  const { throughput, p50 } = figuresOf(pressed);
  return pressed.open ? p50 : 1 / throughput;
}

function emptyCall({ p50, p99, max, throughput }: ReturnType<typeof figuresOf>): ForkLatency["control"] {
  return { p50, p99, max, throughput };
}

function directTarget(call: Call): LoadTarget {
  return {
    press: (request, heard) => press(request, call, { heard }),
    control: (request, heard) => press(request, async () => undefined, { heard }),
  };
}
