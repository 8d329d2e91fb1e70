/** The clock of load generators, and how they wait on it. Milliseconds, as `performance.now()` has them. */

export interface LoadClock {
  now(): number;
  /** Resolves at about that time, rather early than late; 0 lets the event loop turn once. */
  pause(wait: number): Promise<void>;
}

/** ms. Timers have whole milliseconds and fire up to one late. */
const COARSE = 2;

/**
 * Far from the due time a timer, near it turns of the event loop: a timer alone would be late by up to a millisecond at
 * every call, and a busy loop would keep out the work.
 */
export const realClock: LoadClock = {
  now: () => performance.now(),
  pause: (wait) =>
    new Promise((resolve) => {
      if (wait > COARSE) setTimeout(resolve, Math.floor(wait - 1));
      else setImmediate(resolve);
    }),
};
