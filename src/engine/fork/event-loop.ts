/** Delay of the event loop: how late a timer of a millisecond comes. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Delay } from "../../model/load.js";

/** ms between two looks; it is part of what the histogram of node:perf_hooks holds. */
const INTERVAL = 1;

/** Starts watching; the returned function ends it. */
export function watchEventLoop(): () => Delay {
  const histogram = monitorEventLoopDelay({ resolution: INTERVAL });
  histogram.enable();
  return () => {
    histogram.disable();
    const delay = (interval: number) => Math.max(0, interval - INTERVAL * 1e6);
    if (histogram.count === 0) return { p50: 0, p99: 0, max: 0 };
    return {
      p50: delay(histogram.percentile(50)),
      p99: delay(histogram.percentile(99)),
      max: delay(histogram.max),
    };
  };
}
