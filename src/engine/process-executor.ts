/** Runs a fork as a fresh Node process. */
import { runOnce } from "../process/run.js";
import type { Executor, ForkOutcome, ForkRequest } from "./executor.js";
import { explainFailure } from "./failure.js";
import { type ForkMessage, type ForkOrder, isFinal, parseMessage, type Stage } from "./fork/messages.js";
import type { TaskKind, TaskMap } from "./fork/tasks.js";
import { limitOf } from "./limits.js";
import { readProcessorTimes, stealBetween } from "./steal.js";

export interface ProcessExecutorOptions {
  /** Folder that forks run in. */
  readonly folder?: string;
}

/** Besides the side's own: the collection between warm-up and samples needs it. Part of what is recorded. */
export const FORK_FLAGS: readonly string[] = ["--expose-gc"];

/** ns that a process may take to start on a machine under load. */
const START = 30e9;

export function createProcessExecutor(options: ProcessExecutorOptions = {}): Executor {
  return { run: (request, signal) => runFork(request, signal, options) };
}

async function runFork<K extends TaskKind>(
  request: ForkRequest<K>,
  signal: AbortSignal,
  { folder }: ProcessExecutorOptions,
): Promise<ForkOutcome<K>> {
  const watchdog = createWatchdog(request.timeout);
  const order: ForkOrder<K> = {
    bundle: request.side.bundle,
    parameters: { ...request.parameters, ...request.side.fixed },
    kind: request.kind,
    task: request.task,
    offset: request.offset ?? 0,
    ...(request.side.serve ? { serve: true } : {}),
  };
  const before = request.kind === "measure" ? await readProcessorTimes() : null;
  const outcome = await runOnce({
    entry: new URL("./fork/main.js", import.meta.url),
    execArgv: [...FORK_FLAGS, ...request.side.nodeFlags],
    env: environmentOf(request),
    request: order,
    isFinal,
    signal: AbortSignal.any([signal, watchdog.signal]),
    onMessage: watchdog.heard,
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  watchdog.stop();
  const message = outcome.kind === "message" ? parseMessage(outcome.message) : null;
  if (message?.kind === "finished") {
    const steal = before && stealBetween(before, await readProcessorTimes());
    return { kind: "finished", report: message.report as TaskMap[K]["report"], steal };
  }
  const end = { outcome, message, timedOut: watchdog.signal.aborted, stage: watchdog.stage() };
  return { kind: "failed", failure: await explainFailure(end, request) };
}

/**
 * The time limit is one call's, or the setup's: it counts from the last beat, so a long measurement of short calls is
 * no timeout, and a loop without end is one.
 */
function createWatchdog(timeout: number) {
  const abort = new AbortController();
  let stage: Stage = "start";
  let timer = start(Math.max(START, timeout));
  function start(limit: number) {
    return setTimeout(() => abort.abort(), Math.min(limit / 1e6, 2 ** 31 - 1));
  }
  return {
    signal: abort.signal,
    stage: () => stage,
    heard(message: unknown) {
      const parsed: ForkMessage | null = parseMessage(message);
      if (parsed?.kind !== "beat") return;
      stage = parsed.stage;
      clearTimeout(timer);
      timer = start(limitOf(stage, timeout));
    },
    stop: () => clearTimeout(timer),
  };
}

/** The kernel's environment without what would slip unrecorded flags into forks. */
function environmentOf({ side, padding }: ForkRequest): Record<string, string | undefined> {
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...environment } = process.env;
  return { ...environment, ...side.env, ...(padding ? { BENCHBOOK_PADDING: "x".repeat(padding) } : {}) };
}
