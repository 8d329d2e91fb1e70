/**
 * The task of tracing forks: calls while V8 writes its log (the process has been started so). An empty script of a
 * known name marks in that log where calls begin, and where the steady stretch does.
 */
import v8 from "node:v8";
import { Script } from "node:vm";
import { MARK } from "../compilation/log.js";
import { CALLS, STEADY } from "../compilation/trace.js";
import { allocatedPerCall } from "./allocation.js";
import { firstCall } from "./calls.js";
import type { Channel } from "./channel.js";
import type { Loaded } from "./load.js";
import { runFor } from "./run-for.js";
import type { TraceReport, TraceTask } from "./tasks.js";

export async function trace(task: TraceTask, { module }: Loaded, channel: Channel): Promise<TraceReport> {
  channel.beat("call");
  mark(CALLS);
  const first = await firstCall(module);
  if (first.time < task.warmUp) await runFor(module, task.warmUp / 1e6, channel);
  mark(STEADY);
  const profiler = new v8.GCProfiler();
  profiler.start();
  const start = performance.now();
  const calls = await runFor(module, task.duration / 1e6, channel);
  const time = (performance.now() - start) * 1e6;
  const { statistics } = profiler.stop() as unknown as { readonly statistics: readonly Collection[] };
  channel.beat("report");
  return {
    calls,
    wrappers: [module.measured.name, module.loop.name, module.perCall?.name ?? ""].filter(Boolean),
    duration: time,
    memory: { allocated: await allocatedPerCall(module, time / calls), collections: byKind(statistics) },
  };
}

function mark(name: string): void {
  new Script("0", { filename: `${MARK}${name}` });
}

interface Collection {
  readonly gcType: string;
  /** µs. */
  readonly cost: number;
}

function byKind(statistics: readonly Collection[]): TraceReport["memory"]["collections"] {
  const kinds = new Map<string, { kind: string; count: number; time: number }>();
  for (const { gcType, cost } of statistics) {
    const known = kinds.get(gcType) ?? { kind: gcType, count: 0, time: 0 };
    known.count++;
    known.time += cost * 1000;
    kinds.set(gcType, known);
  }
  return [...kinds.values()].sort((a, b) => b.time - a.time);
}
