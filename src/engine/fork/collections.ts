/** Garbage collection in a stretch of time, from the `gc` entries of node:perf_hooks. */
import { PerformanceObserver } from "node:perf_hooks";

export interface Collections {
  /** Of the stretch between two readings of `performance.now()`; time in ns. */
  between(start: number, end: number): Promise<{ readonly time: number; readonly count: number }>;
}

export function observeCollections(): Collections {
  const seen: { readonly at: number; readonly duration: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.push({ at: entry.startTime, duration: entry.duration });
  });
  observer.observe({ entryTypes: ["gc"] });
  return {
    async between(start, end) {
      // Entries arrive with the turns of the event loop, which a synchronous stretch has held up.
      await turn();
      await turn();
      observer.disconnect();
      const inside = seen.filter(({ at }) => at >= start && at <= end);
      return { time: inside.reduce((sum, { duration }) => sum + duration, 0) * 1e6, count: inside.length };
    },
  };
}

/** The full collection that separates warm-up from samples; forks run with `--expose-gc`. */
export function collect(): void {
  gc?.();
}

const gc = (globalThis as { gc?: () => void }).gc;
Reflect.deleteProperty(globalThis, "gc");

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
