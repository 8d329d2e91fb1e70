/**
 * Timers that know their cell: a callback prints below the cell that set it, and once that cell was interrupted its
 * timers do nothing more, so that a loop that sleeps between its steps ends too.
 */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import promises from "node:timers/promises";
import { blame, context, type Evaluation } from "./evaluation.js";
import * as own from "./own.js";

type Callback = (this: unknown, ...args: unknown[]) => unknown;
type Timer = (callback: unknown, ...rest: unknown[]) => unknown;
type Named<T> = Record<string, T>;

/** `current` is the cell to which code of unknown origin is counted. */
export function adoptTimers(current: () => Evaluation | null): void {
  const owner = () => context.get() ?? current();
  const modules = timers as unknown as Named<Timer>;
  const globals = globalThis as unknown as Named<Timer>;
  for (const name of ["setTimeout", "setInterval", "setImmediate"]) {
    const adopted = adopt(modules[name] as Timer, owner);
    modules[name] = adopted;
    globals[name] = adopted;
  }
  const { setTimeout, setImmediate, setInterval, scheduler } = promises;
  promises.setTimeout = mute(setTimeout, owner);
  promises.setImmediate = mute(setImmediate, owner);
  promises.setInterval = muteEach(setInterval, owner);
  const wait = scheduler.wait.bind(scheduler);
  own.Reflect.defineProperty(scheduler, "wait", {
    value: mute(wait, owner),
    configurable: true,
    writable: true,
  });
  // What `import { setTimeout } from "node:timers/promises"` finds.
  syncBuiltinESMExports();
}

function adopt(original: Timer, owner: () => Evaluation | null): Timer {
  const adopted: Timer = (callback, ...rest) => {
    // Node words the error for what is no function.
    if (typeof callback !== "function") return original(callback, ...rest);
    const evaluation = owner();
    const called: Callback = function (...args) {
      if (evaluation?.abandoned) return timers.clearInterval(this as NodeJS.Timeout);
      try {
        return context.run(evaluation, () => own.Reflect.apply(callback, this, args));
      } catch (error) {
        blame(error, evaluation);
        throw error;
      }
    };
    return original(called, ...rest);
  };
  // Among them what `util.promisify` looks for.
  return own.Object.defineProperties(adopted, own.Object.getOwnPropertyDescriptors(original));
}

/** The promise of an interrupted cell never settles: a rejection could be caught, and the loop would go on. */
function mute<Args extends readonly unknown[], Value>(
  original: (...args: Args) => Promise<Value>,
  owner: () => Evaluation | null,
): (...args: Args) => Promise<Value> {
  return (...args) => {
    const evaluation = owner();
    return original(...args).then((value) => (evaluation?.abandoned ? never<Value>() : value));
  };
}

function muteEach<Args extends readonly unknown[], Value>(
  original: (...args: Args) => AsyncIterable<Value>,
  owner: () => Evaluation | null,
): (...args: Args) => NodeJS.AsyncIterator<Value> {
  return async function* (...args) {
    const evaluation = owner();
    for await (const value of original(...args)) {
      if (evaluation?.abandoned) await never();
      yield value;
    }
  };
}

function never<T>(): Promise<T> {
  return new own.Promise<T>(() => undefined);
}
