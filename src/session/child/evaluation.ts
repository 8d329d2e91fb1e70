/**
 * One evaluation of a cell, and which of them the code that now runs belongs to: so output of a timer finds its cell.
 *
 * Node 24 and later (22 with a flag) carry that in V8's own context frames. Before, AsyncLocalStorage stands on
 * async_hooks, with which Node aborts when V8 ends a loop ("Assertion failed: execution_async_id == 0"): there the
 * owner is known in a cell's synchronous code and in callbacks of timers only, see `timers.ts`.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import * as own from "./own.js";

export interface Evaluation {
  readonly id: number;
  /** Its outcome was sent. */
  settled: boolean;
  /** It was interrupted: what it still does later is stopped. */
  abandoned: boolean;
  /** Characters printed so far. */
  printed: number;
  /** Displays that are not finished: the cell waits for them. */
  readonly displays: Set<Promise<unknown>>;
}

export interface Context {
  run<T>(evaluation: Evaluation | null, work: () => T): T;
  /** Null where it is unknown. */
  get(): Evaluation | null;
  /** Forgets what an ended loop has left. */
  reset(): void;
}

export const hasContextFrames =
  own.Number(own.process.versions.node.split(".")[0]) >= 24 ||
  own.process.execArgv.includes("--experimental-async-context-frame");

export const context: Context = hasContextFrames ? framed() : synchronous();

/** Runs the session's own work outside of every cell, so that what it starts does not end with an interrupted one. */
export function outside<T>(work: () => T): T {
  return context.run(null, work);
}

function framed(): Context {
  const storage = new AsyncLocalStorage<Evaluation | null>();
  return {
    run: (evaluation, work) => storage.run(evaluation, work),
    get: () => storage.getStore() ?? null,
    reset: () => undefined,
  };
}

function synchronous(): Context {
  let owner: Evaluation | null = null;
  return {
    run(evaluation, work) {
      const before = owner;
      owner = evaluation;
      try {
        return work();
      } finally {
        owner = before;
      }
    },
    get: () => owner,
    reset() {
      owner = null;
    },
  };
}
