/**
 * Whose code runs now, across `await`. Node 24 and later (22 with a flag) carry that in V8's own frames. Before,
 * AsyncLocalStorage stands on async_hooks, with which Node aborts when V8 ends a loop (`CHECK_EQ(execution_async_id(),
 * 0)` in `InternalCallbackScope::Close`); V8's promise hooks have no such check, and serve instead. Callbacks of
 * timers are seen to by `timers.ts`.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { promiseHooks } from "node:v8";
import * as own from "./own.js";

export interface Context<T extends object> {
  run<R>(owner: T | null, work: () => R): R;
  /** Null where it is unknown. */
  get(): T | null;
  /** Forgets what an ended loop has left open. */
  reset(): void;
  /** Calls `meet` before each continuation of a promise. */
  onContinue(meet: () => void): void;
}

const hasFrames =
  own.Number(own.process.versions.node.split(".")[0]) >= 24 ||
  own.process.execArgv.includes("--experimental-async-context-frame");

export function createContext<T extends object>(): Context<T> {
  return hasFrames ? inFrames<T>() : inPromises<T>();
}

function inFrames<T extends object>(): Context<T> {
  const storage = new AsyncLocalStorage<T | null>();
  return {
    run: (owner, work) => storage.run(owner, work),
    get: () => storage.getStore() ?? null,
    reset: () => undefined,
    onContinue: (meet) => void promiseHooks.onBefore(meet),
  };
}

function inPromises<T extends object>(): Context<T> {
  const owners = new own.WeakMap<object, T>();
  let owner: T | null = null;
  // Owners of what a running continuation has interrupted.
  let outer: (T | null)[] = [];
  let meet: () => void = () => undefined;

  promiseHooks.createHook({
    init(promise: object) {
      if (owner) owners.set(promise, owner);
    },
    before(promise: object) {
      outer.push(owner);
      owner = owners.get(promise) ?? null;
      meet();
    },
    after() {
      owner = outer.pop() ?? null;
    },
  });

  return {
    run(next, work) {
      const before = owner;
      owner = next;
      try {
        return work();
      } finally {
        owner = before;
      }
    },
    get: () => owner,
    reset() {
      owner = null;
      outer = [];
    },
    onContinue(action) {
      meet = action;
    },
  };
}
