/** The clock of a fork: `performance.now()`, which Node backs with the monotonic nanosecond clock. */

export interface Clock {
  /** Smallest step seen, ns. */
  readonly resolution: number;
  /** What reading it twice adds to a duration, ns. */
  readonly cost: number;
}

const READINGS = 2000;

export function readClock(): Clock {
  const steps: number[] = [];
  const gaps: number[] = [];
  for (let reading = 0; reading < READINGS; reading++) {
    const start = performance.now();
    let end = performance.now();
    gaps.push(end - start);
    while (end === start) end = performance.now();
    steps.push(end - start);
  }
  gaps.sort((one, other) => one - other);
  return { resolution: Math.min(...steps) * 1e6, cost: (gaps[READINGS / 2] as number) * 1e6 };
}

/** A sample shorter than this many steps of the clock is coarse by more than 0.1 %. */
const STEPS = 1000;

/** ns that a sample must last. */
export function sampleLength(clock: Clock, planned: number): number {
  return Math.max(planned, STEPS * clock.resolution);
}
