/** A clock for load generators on which time passes only where something waits: whole runs in a moment, and the same each time. */
import type { LoadClock } from "../../../src/engine/fork/load-clock.js";

export interface VirtualClock extends LoadClock {
  /** Busy for that many ms: nothing else runs meanwhile. */
  block(time: number): void;
  /** Runs until nothing waits any more. */
  run<T>(work: Promise<T>): Promise<T>;
}

interface Waiting {
  readonly at: number;
  readonly wake: () => void;
}

export function createVirtualClock(): VirtualClock {
  let time = 0;
  const waiting: Waiting[] = [];

  /** As the event loop does: due ones in the order of their times, with all that they set off in between. */
  async function run<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const settled = work.finally(() => {
      done = true;
    });
    for (await microtasks(); !done; await microtasks()) {
      waiting.sort((a, b) => a.at - b.at);
      const next = waiting.shift();
      if (next === undefined) throw new Error("Nothing will ever happen again.");
      time = Math.max(time, next.at);
      next.wake();
    }
    return settled;
  }

  return {
    now: () => time,
    pause: (wait) => new Promise((wake) => waiting.push({ at: time + wait, wake })),
    block(busy) {
      time += busy;
    },
    run,
  };
}

async function microtasks(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await null;
}
