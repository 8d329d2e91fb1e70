/** Forks and rounds as tests need them: a time, and what differs from an ordinary fork. */
import type { ForkRecord, Round } from "../../src/model/measurement.js";
import { summarize } from "../../src/stats/summary.js";

/** An ordinary fork of 1 ms per call. `time` is every figure; samples scatter a little above it. */
export function fork(variant: string, time: number, changes: Partial<ForkRecord> = {}): ForkRecord {
  const samples =
    changes.samples ?? Array.from({ length: 100 }, (_, index) => time * (1 + 0.0001 * (index % 10)));
  return {
    variant,
    round: 0,
    position: 0,
    batch: 1,
    samples,
    steadyFrom: 0,
    steady: "flat",
    ...summarize(samples),
    firstCall: time * 3,
    setup: 1e6,
    prepare: 100,
    control: 1,
    gc: { time: 0, count: 0 },
    steadyTime: time * samples.length,
    allocated: 0,
    peakMemory: 50e6,
    cpu: time * samples.length,
    sameResult: true,
    clockResolution: 100,
    ...changes,
  };
}

/** Rounds of the forks given by variant, side by side. */
export function roundsOf(sides: Readonly<Record<string, readonly ForkRecord[]>>): Round[] {
  const count = Math.max(...Object.values(sides).map((forks) => forks.length));
  return Array.from({ length: count }, (_, index) => ({
    index,
    forks: Object.values(sides).flatMap((forks, position) => {
      const one = forks[index];
      return one ? [{ ...one, round: index, position }] : [];
    }),
  }));
}

/** Rounds where only the times of forks matter. */
export function roundsOfTimes(sides: Readonly<Record<string, readonly number[]>>): Round[] {
  return roundsOf(
    Object.fromEntries(
      Object.entries(sides).map(([variant, times]) => [variant, times.map((time) => fork(variant, time))]),
    ),
  );
}
