/** The main thread's side of interrupts: answers the thread that stops it, and stops what interrupted cells left. */
import { Worker } from "node:worker_threads";
import { context } from "./evaluation.js";
import type { FromInterrupter, InterruptSetup, ToInterrupter } from "./interrupt-messages.js";
import * as own from "./own.js";

export interface Interrupts {
  /** From now on, what an abandoned evaluation goes on to do is stopped where it wakes up. */
  stopAbandoned(): void;
}

/** ms that the main thread waits to be stopped; only a broken interrupter takes so long. */
const PATIENCE = 1000;

export function createInterrupts(events: {
  /** Comes before `interrupted`, and again for every attempt. */
  readonly abandon: (evaluation: number) => void;
  readonly interrupted: (evaluation: number) => void;
}): Interrupts {
  const setup: InterruptSetup = { handled: new own.Int32Array(new own.SharedArrayBuffer(4)) };
  const worker = new Worker(new own.URL("./interrupter.js", import.meta.url), {
    workerData: setup,
    execArgv: [],
    // Its own output has nothing to say.
    stdout: true,
    stderr: true,
  });
  let meeting = false;
  worker.unref();
  worker.on("message", (message: FromInterrupter) => {
    events.abandon(message.evaluation);
    // A turn later: a loop of `process.nextTick` that survived its stop runs before that, and is stopped again.
    own.setImmediate(() => {
      own.Atomics.store(setup.handled, 0, message.turn);
      events.interrupted(message.evaluation);
    });
  });

  return {
    stopAbandoned() {
      context.reset();
      if (!meeting) meetAbandoned(worker);
      meeting = true;
    },
  };
}

/**
 * A cell that waits between its steps leaves a continuation when it is interrupted. There is no way to take that back,
 * but it can be met when it wakes up, before its first statement, and ended as a loop would be. Timers are seen to by
 * `timers.ts`, on every Node.
 */
function meetAbandoned(worker: Worker): void {
  context.onContinue(() => {
    if (!context.get()?.abandoned) return;
    context.reset();
    beStopped(worker);
  });
}

function beStopped(worker: Worker): void {
  worker.postMessage({ kind: "stop-me" } satisfies ToInterrupter);
  const end = own.now() + PATIENCE;
  while (own.now() < end);
}
