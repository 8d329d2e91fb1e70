/**
 * Two forks at once would disturb each other's times: each waits for the one before. Only forks that time nothing, those of
 * verification, run beside each other, so many at most.
 */
import type { Executor, ForkOutcome, ForkRequest } from "./executor.js";
import type { TaskKind } from "./fork/tasks.js";

const UNTIMED: ReadonlySet<TaskKind> = new Set<TaskKind>(["value", "compare"]);

export function inTurn(executor: Executor, untimedAtOnce: number): Executor {
  const waiting: { readonly untimed: boolean; readonly start: () => void }[] = [];
  let running = 0;
  let timed = false;

  function startNext(): void {
    for (;;) {
      const [next] = waiting;
      if (next === undefined) return;
      if (running > 0 && (timed || !next.untimed || running >= untimedAtOnce)) return;
      waiting.shift();
      running++;
      timed = !next.untimed;
      next.start();
    }
  }

  return {
    async run<K extends TaskKind>(request: ForkRequest<K>, signal: AbortSignal): Promise<ForkOutcome<K>> {
      await new Promise<void>((start) => {
        waiting.push({ untimed: UNTIMED.has(request.kind), start });
        startNext();
      });
      try {
        return await executor.run(request, signal);
      } finally {
        running--;
        startNext();
      }
    },
  };
}
