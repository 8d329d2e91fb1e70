/** Two forks at once would disturb each other's times: each waits for the one before. */
import type { Executor, ForkOutcome, ForkRequest } from "./executor.js";
import type { TaskKind } from "./fork/tasks.js";

export function oneAtATime(executor: Executor): Executor {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run<K extends TaskKind>(request: ForkRequest<K>, signal: AbortSignal): Promise<ForkOutcome<K>> {
      const next = last.then(() => executor.run(request, signal));
      last = next.catch(() => undefined);
      return next;
    },
  };
}
