/** One progress bar for several pieces of work: each has an equal share of it. */
import type { Watch } from "../../model/ports/engine.js";

export function shareOf(watch: Watch, index: number, count: number): Watch {
  return {
    signal: watch.signal,
    progress: (progress) =>
      watch.progress({
        ...progress,
        done: progress.done + index * progress.total,
        total: progress.total * count,
      }),
  };
}
