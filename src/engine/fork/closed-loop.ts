/** Closed loop: so many callers, each calls again as soon as it has its answer. */
import type { LoadClock } from "./load-clock.js";
import type { Call, LoadStretch, Pressed } from "./pressed.js";
import { Samples } from "./samples.js";

export interface ClosedLoop {
  readonly call: Call;
  readonly concurrency: number;
  readonly stretch: LoadStretch;
  readonly clock: LoadClock;
  /** After every call: the work is alive. */
  readonly heard?: () => void;
}

/** Each caller is answered this often before a stretch may end: else the first ones alone would be its figure. */
const TURNS = 2;

export async function closedLoop({ call, concurrency, stretch, clock, heard }: ClosedLoop): Promise<Pressed> {
  const latencies = new Samples();
  const ends = new Samples();
  let failed = 0;
  let firstError: unknown;
  let elapsed = Number.NaN;
  const begun = clock.now();

  function isOver(now: number): boolean {
    if (!Number.isNaN(elapsed)) return true;
    const turned = latencies.length + failed >= TURNS * concurrency;
    const enough = latencies.length >= stretch.fewest || now >= stretch.longest;
    if (now < stretch.time || !turned || !enough) return false;
    elapsed = now;
    return true;
  }

  async function caller(): Promise<void> {
    for (let start = clock.now() - begun; !isOver(start); ) {
      try {
        await call();
        const end = clock.now() - begun;
        latencies.add(end - start);
        ends.add(end);
        start = end;
      } catch (error) {
        if (failed++ === 0) firstError = error;
        start = clock.now() - begun;
      }
      heard?.();
    }
  }

  await Promise.all(Array.from({ length: concurrency }, caller));
  return { latencies: latencies.from(0), ends: ends.from(0), elapsed, failed, firstError, open: null };
}
