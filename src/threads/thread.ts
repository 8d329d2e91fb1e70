/**
 * What a thread does: waits for a task, runs the function, replies. Its text is sent to the thread, so it uses its arguments
 * and globals only.
 *
 *     control   0 number of the newest task   1 its kind   2 number of the task replied to, -1 where the thread ended
 *               3 kind of the reply           4 1 where the caller wants a message at the end
 */
import type { MessagePort } from "node:worker_threads";
import type { Lines, WorkerFunction } from "./types.js";

export interface ThreadData {
  readonly index: number;
  readonly count: number;
  /** Without the compiled modules, which the thread opens itself. */
  readonly shared: unknown;
  /** What each is opened with, by its name in `shared`; "" where it is all that is shared. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly lines: Lines;
  readonly port: MessagePort;
  /** How often it looks for the next task before it sleeps: sleeping and waking cost tens of microseconds. */
  readonly spins: number;
}

/** Name of the function that waits for a task. */
export const SLEEPING = "sleepInPool";

export async function runThread(
  threads: typeof import("node:worker_threads"),
  load: () => WorkerFunction<unknown, unknown, unknown>,
  open: Readonly<Record<string, (given: unknown) => unknown>>,
): Promise<void> {
  const { index, count, given, lines, port, spins, ...rest } = threads.workerData as ThreadData;
  const { control, numbers } = lines;
  let shared = rest.shared;
  for (const [name, opened] of Object.entries(open)) {
    const module = opened(given[name]);
    shared = name === "" ? module : { ...(shared as object), [name]: module };
  }
  const thread = { index, count, shared, kept: {} };
  process.on("exit", () => {
    Atomics.store(control, 2, -1);
    Atomics.notify(control, 2);
  });
  const fn = load();
  threads.parentPort?.postMessage("ready");
  // A function of its own, so that a profile knows it by its name. It wakes now and then: only a thread that runs hears
  // V8's profiler.
  function sleepInPool(seen: number) {
    for (let left = spins; left > 0 && Atomics.load(control, 0) === seen; ) left -= 1;
    while (Atomics.load(control, 0) === seen) Atomics.wait(control, 0, seen, 200);
  }
  for (let seen = 0; ; ) {
    sleepInPool(seen);
    seen = Atomics.load(control, 0);
    const kind = control[1];
    const task =
      kind === 0 ? undefined : kind === 1 ? numbers[0] : threads.receiveMessageOnPort(port)?.message;
    let reply = 0;
    try {
      const given = fn(task, thread);
      const result = given instanceof Promise ? await given : given;
      if (typeof result === "number") {
        numbers[1] = result;
        reply = 1;
      } else if (result !== undefined) {
        port.postMessage(result);
        reply = 2;
      }
    } catch (thrown) {
      const { name, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
      port.postMessage({ name, message, stack: String(stack) });
      reply = 3;
    }
    control[3] = reply;
    const told = control[4] === 1;
    Atomics.store(control, 2, seen);
    Atomics.notify(control, 2);
    if (told) threads.parentPort?.postMessage("done");
  }
}
