/** The engine: measures, verifies and profiles variants; what is timed runs alone. */
import { rmdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { Engine } from "../model/ports/engine.js";
import { checkValues } from "./check.js";
import { evaluateSide } from "./evaluate.js";
import type { Executor } from "./executor.js";
import { heapSide } from "./heap.js";
import { measureSides } from "./measure.js";
import { createProcessExecutor } from "./process-executor.js";
import { profileSide } from "./profile.js";
import { inTurn } from "./queue.js";
import { createReferences } from "./references.js";
import { sessionProfile } from "./session-profile.js";

export interface EngineOptions {
  /** Folder for temporary value files and profiles; made where it is missing, emptied of its own files on close. */
  readonly scratch: string;
  /** Folder that forks run in: the notebook's. This process's by default. */
  readonly folder?: string;
  /** Of one clock cycle, for the finding `optimised-away`. */
  readonly cpuMhz?: number | null;
  /** Where forks run; fresh processes by default. */
  readonly executor?: Executor;
  /** Forks of verification that run beside each other; by default two where the processor has two, one with an `executor`. */
  readonly checksAtOnce?: number;
  /** ns, monotonic. */
  readonly now?: () => number;
}

/** Each holds a workload of its own in memory. */
const MOST_CHECKS = 2;

export function createEngine(options: EngineOptions): Engine {
  const process =
    options.executor ?? createProcessExecutor(options.folder === undefined ? {} : { folder: options.folder });
  const now = options.now ?? (() => performance.now() * 1e6);
  const atOnce =
    options.checksAtOnce ?? (options.executor ? 1 : Math.min(MOST_CHECKS, availableParallelism()));
  const executor = inTurn(process, atOnce);
  const references = createReferences(options.scratch, executor);
  const closing = new AbortController();
  const parts = {
    executor,
    references,
    atOnce,
    now,
    scratch: options.scratch,
    cpuMhz: options.cpuMhz ?? null,
  };
  const until = <W extends { readonly signal: AbortSignal }>(watch: W): W => ({
    ...watch,
    signal: AbortSignal.any([watch.signal, closing.signal]),
  });
  return {
    measure: (request, watch) => measureSides(request, until(watch), parts),
    check: (request, watch) => checkValues(request, until(watch), parts),
    evaluate: (request, watch) => evaluateSide(request, until(watch), references),
    profile: (request, watch) => profileSide(request, until(watch), parts),
    heap: (request, watch) => heapSide(request, until(watch), parts),
    sessionProfile,
    async close() {
      closing.abort();
      await references.close();
      await removeIfEmpty(options.scratch);
    },
  };
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch {
    // It was never made, or holds what is not the engine's.
  }
}
