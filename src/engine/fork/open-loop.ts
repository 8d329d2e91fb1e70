/**
 * Open loop: calls start at their intended times whatever became of those before, and latency counts from there. A
 * generator that waits for answers, or that counts from when it got round to the call, leaves out the calls that a
 * stall held up (coordinated omission; see `model/load.ts`).
 */
import type { LoadClock } from "./load-clock.js";
import type { Call, LoadStretch, Pressed } from "./pressed.js";
import { Samples } from "./samples.js";

export interface OpenLoop {
  readonly call: Call;
  /** Calls per second, and their starts in ms from the beginning. */
  readonly rate: number;
  readonly arrivals: () => number;
  readonly stretch: LoadStretch;
  /** ms that answers are waited for after the last start. */
  readonly patience: number;
  readonly clock: LoadClock;
  readonly heard?: () => void;
}

export async function openLoop(loop: OpenLoop): Promise<Pressed> {
  const { call, rate, arrivals, stretch, patience, clock, heard } = loop;
  const length = Math.min(Math.max(stretch.time, (stretch.fewest / rate) * 1000), stretch.longest);
  const begun = clock.now();
  const elapsed = () => clock.now() - begun;
  const latencies = new Samples();
  const ends = new Samples();
  const answered = new Samples();
  const starts = new Samples();
  const waiting = new Set<number>();
  let failed = 0;
  let firstError: unknown;
  let closed = false;

  async function start(due: number): Promise<void> {
    waiting.add(due);
    try {
      await call();
      if (closed) return;
      const end = elapsed();
      latencies.add(end - due);
      ends.add(end);
    } catch (error) {
      if (closed) return;
      if (failed++ === 0) firstError = error;
    }
    waiting.delete(due);
    answered.add(elapsed());
    heard?.();
  }

  const hopeless = () => elapsed() > length + patience;
  let next = arrivals();
  while (next < length && !hopeless()) {
    const now = elapsed();
    if (next > now) {
      await clock.pause(next - now);
      continue;
    }
    for (; next <= now && next < length && !hopeless(); next = arrivals()) {
      starts.add(next);
      void start(next);
    }
    // Overdue calls must not keep out the answers to those before.
    await clock.pause(0);
  }
  while (waiting.size > 0 && !hopeless()) await clock.pause(DRAIN_STEP);
  closed = true;
  for (; next < length; next = arrivals()) {
    starts.add(next);
    waiting.add(next);
  }

  const end = elapsed();
  return {
    latencies: latencies.from(0),
    ends: ends.from(0),
    elapsed: length,
    failed,
    firstError,
    open: {
      intended: rate,
      unanswered: Float64Array.from(waiting, (due) => end - due),
      overloaded: pilesUp(starts.from(0), answered.from(0), length),
    },
  };
}

/** ms */
const DRAIN_STEP = 5;

/** More than this share of the second half's calls has to pile up. */
const GROWTH = 0.05;
/** Standard deviations of Poisson noise in the difference of two backlogs. */
const SURE = 3;

/** Whether more calls were waiting at the end than at the middle, by more than chance: they start faster than they end. */
function pilesUp(starts: Float64Array, answered: Float64Array, length: number): boolean {
  const upTo = (times: Float64Array, time: number) => times.filter((one) => one <= time).length;
  const middle = upTo(starts, length / 2) - upTo(answered, length / 2);
  const growth = starts.length - upTo(answered, length) - middle;
  const noise = SURE * Math.sqrt(2 * Math.max(1, middle));
  return growth > Math.max(noise, GROWTH * (starts.length - upTo(starts, length / 2)));
}
