/**
 * `await workers(n, fn, shared)`: threads kept warm, for setups, variants and ordinary cells. It is bundled into forks, so it
 * imports nothing but its neighbours. The calling thread is thread 0 and takes a share itself: n = 2 are two threads in all.
 *
 * Data travels once, as `shared`: memory in a SharedArrayBuffer (or a shared WebAssembly.Memory) is one and the same in all
 * threads; what `%%native` and `%%wasm` compiled is opened by each thread (handed.ts). Tasks that are numbers, or none, go through shared memory too, so that a
 * synchronous call costs microseconds; others are structured-cloned.
 */
import { availableParallelism } from "node:os";
import { type Helper, startHelper } from "./helper.js";
import { checkedSource, copiedNames } from "./request.js";
import type { Pool, Thread, WorkerFunction } from "./types.js";

export type { Pool, Thread, WorkerFunction } from "./types.js";

/** Looks for the next task or reply before sleeping: some 50 µs. */
const SPINS = 20_000;

export async function workers<Task, Shared, Result>(
  count: number,
  fn: WorkerFunction<Task, Shared, Result>,
  shared?: Shared,
): Promise<Pool<Task, Result>> {
  const source = checkedSource(count, fn);
  const cores = availableParallelism();
  warn(count, cores, shared);
  // Where threads share a core, looking only takes it away from the one that works.
  const spins = count <= cores ? SPINS : 0;
  const helpers = Array.from({ length: count - 1 }, (_, at) =>
    startHelper({ source, shared, index: at + 1, count, spins }),
  );
  try {
    await Promise.all(helpers.map(({ ready }) => ready));
  } catch (error) {
    await Promise.all(helpers.map((helper) => helper.end()));
    throw error;
  }
  noteThreads(count);
  const own: Thread<Shared> = { index: 0, count, shared: shared as Shared, kept: {} };
  return createPool(helpers, (task) => fn(task, own));
}

function warn(count: number, cores: number, shared: unknown): void {
  if (count > cores)
    console.warn(
      `workers(${count}, …): more threads than the ${cores} ${cores === 1 ? "core" : "cores"} here. They take turns, so it is no faster than ${cores}.`,
    );
  if (count === 1) return;
  for (const name of copiedNames(shared))
    console.warn(
      `workers(${count}, …): ${name} lies in memory of its own, so each thread gets a copy. Put what threads write into a SharedArrayBuffer.`,
    );
}

/** A fork reports how many threads its variant used. */
function noteThreads(count: number): void {
  const fork = (globalThis as { __benchbook?: { threads?: number } }).__benchbook;
  if (fork) fork.threads = Math.max(fork.threads ?? 1, count);
}

function createPool<Task, Result>(
  helpers: readonly Helper[],
  share: (task: Task) => Result | Promise<Result>,
): Pool<Task, Result> {
  let state: "idle" | "busy" | "closed" = "idle";
  let last: Promise<unknown> = Promise.resolve();

  const run = async (task: Task): Promise<Result[]> => {
    begin("run");
    try {
      for (const helper of helpers) helper.give(task, true);
      const own = await settled(() => share(task));
      await Promise.all(helpers.map((helper) => helper.done()));
      return collect(own);
    } finally {
      if (state === "busy") state = "idle";
    }
  };

  function begin(what: string): void {
    if (state === "closed")
      throw new Error(`pool.${what}: the pool is closed; make another one with workers(n, fn).`);
    if (state === "busy") throw new Error(`pool.${what}: a task is still running; await pool.run(…) first.`);
    state = "busy";
  }

  function collect(own: Settled<Result>): Result[] {
    // Every reply is taken, also where one failed: the next task finds the threads free.
    const all = [own, ...helpers.map((helper): Settled<Result> => attempt(() => helper.take() as Result))];
    return all.map((one) => {
      if (one.kind === "threw") throw one.thrown;
      return one.value;
    });
  }

  return {
    count: helpers.length + 1,
    run(task) {
      const next = last.then(() => run(task));
      last = next.catch(() => undefined);
      return next;
    },
    runSync(task) {
      begin("runSync");
      try {
        for (const helper of helpers) helper.give(task, false);
        const own = attempt(() => share(task));
        const all = collect(own as Settled<Result>);
        if (own.kind === "value" && own.value instanceof Promise)
          throw new Error("pool.runSync: the function gives a promise; use await pool.run(task).");
        return all;
      } finally {
        if (state === "busy") state = "idle";
      }
    },
    async close() {
      state = "closed";
      await Promise.all(helpers.map((helper) => helper.end()));
    },
  };
}

type Settled<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "threw"; readonly thrown: unknown };

function attempt<T>(work: () => T): Settled<T> {
  try {
    return { kind: "value", value: work() };
  } catch (thrown) {
    return { kind: "threw", thrown };
  }
}

async function settled<T>(work: () => T | Promise<T>): Promise<Settled<T>> {
  try {
    return { kind: "value", value: await work() };
  } catch (thrown) {
    return { kind: "threw", thrown };
  }
}
