/** The task of profiling forks: warm code under V8's sampling profiler. The profile goes to a file, as it is large. */
import { writeFile } from "node:fs/promises";
import { Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";
import { firstCall } from "./calls.js";
import type { Channel } from "./channel.js";
import { collect } from "./collections.js";
import type { Loaded } from "./load.js";
import { runFor } from "./run-for.js";
import { type ProfileReport, type ProfileTask, WARM_UP } from "./tasks.js";

export async function profile(
  task: ProfileTask,
  { module }: Loaded,
  channel: Channel,
): Promise<ProfileReport> {
  nameWasm();
  channel.beat("call");
  const first = await firstCall(module);
  const duration = task.duration / 1e6;
  // A call that is slower than the warm-up has been warm-up itself.
  if (first.time / 1e6 < duration * WARM_UP) await runFor(module, duration * WARM_UP, channel);
  collect();
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: Math.max(1, Math.round(task.interval / 1000)) });
  session.post("Profiler.start");
  const calls = await runFor(module, duration, channel);
  channel.beat("report");
  const raw = stop(session);
  session.disconnect();
  await writeFile(task.file, JSON.stringify(raw));
  return {
    calls,
    wrappers: [module.measured.name, module.loop.name, module.perCall?.name ?? ""].filter(Boolean),
  };
}

/**
 * Where the compiler has inlined the step into a WebAssembly function, V8 before 12 counts the function's samples for that step,
 * `js-to-wasm`. The step is some nanoseconds a call either way.
 */
function nameWasm(): void {
  if (Number(process.versions.v8.split(".")[0]) < 12) setFlagsFromString("--no-turbo-inline-js-wasm-calls");
}

/** In the thread's own session the answer is there when `post` returns. */
function stop(session: Session): unknown {
  let raw: unknown = null;
  session.post("Profiler.stop", (error, answer) => {
    if (error) throw error;
    raw = answer.profile;
  });
  return raw;
}
