/**
 * Runs one fork from its request to its final message. However it ends, the outcome is a value of one shape, and the
 * process is gone when the promise resolves.
 */
import type { Exit } from "./exit.js";
import { type Child, type SpawnOptions, spawnChild } from "./spawn.js";
import { createTail } from "./tail.js";

export interface RunOptions extends SpawnOptions {
  /** First message to the child; structured-cloned. */
  readonly request: unknown;
  /** Tells the final message; everything before it is progress. */
  readonly isFinal: (message: unknown) => boolean;
  readonly signal?: AbortSignal;
  /** ms from the start to the final message; none by default. */
  readonly timeout?: number;
  /** ms without any message; none by default. */
  readonly silence?: number;
  /** ms that the child may take to end by itself after its final message, 1000 by default. */
  readonly grace?: number;
}

export interface Outcome {
  readonly kind: "message" | "timeout" | "aborted" | Exit["kind"];
  /** The final message for `message`, else undefined. */
  readonly message: unknown;
  /** The last messages before the final one, oldest first, at most 16. */
  readonly messages: readonly unknown[];
  /** Exit code for `exited`. */
  readonly code: number | null;
  /** Name of the signal for `signal`. */
  readonly signal: string | null;
  /** Why it could not be started, for `spawn-failed`. */
  readonly reason: string | null;
  /** The end of what it printed, at most 8192 characters each. */
  readonly stdout: string;
  readonly stderr: string;
}

const KEPT_MESSAGES = 16;
const TAIL = 8192;

export async function runOnce(options: RunOptions): Promise<Outcome> {
  const messages: unknown[] = [];
  const stdout = createTail(TAIL);
  const decided = deferred<Pick<Outcome, "kind" | "message">>();
  if (options.signal?.aborted) return outcome({ kind: "aborted", message: undefined });

  const silence = createTimer(options.silence, () =>
    decided.resolve({ kind: "timeout", message: undefined }),
  );
  const timeout = createTimer(options.timeout, () =>
    decided.resolve({ kind: "timeout", message: undefined }),
  );
  const abort = () => decided.resolve({ kind: "aborted", message: undefined });
  options.signal?.addEventListener("abort", abort, { once: true });

  const child = spawnChild({
    ...options,
    onMessage(message) {
      silence.restart();
      options.onMessage?.(message);
      if (options.isFinal(message)) return decided.resolve({ kind: "message", message });
      messages.push(message);
      if (messages.length > KEPT_MESSAGES) messages.shift();
    },
    onStdout(text) {
      stdout.add(text);
      options.onStdout?.(text);
    },
  });
  sendOrKill(child, options.request);

  const first = await Promise.race([decided.promise, child.exited]);
  silence.stop();
  timeout.stop();
  options.signal?.removeEventListener("abort", abort);
  if (first.kind === "message") await endOfItself(child, options.grace ?? 1000);
  child.kill();
  await child.exited;
  return outcome(first, child.stderrTail());

  function outcome(end: Pick<Outcome, "kind" | "message"> | Exit, stderr = ""): Outcome {
    return {
      kind: end.kind,
      message: "message" in end ? end.message : undefined,
      messages,
      code: "code" in end ? end.code : null,
      signal: "signal" in end ? end.signal : null,
      reason: "reason" in end ? end.reason : null,
      stdout: stdout.text(),
      stderr,
    };
  }
}

function sendOrKill(child: Child, request: unknown): void {
  try {
    child.send(request);
  } catch (error) {
    // It cannot be cloned: a bug of the caller, which must not leave a process behind.
    child.kill();
    throw error;
  }
}

async function endOfItself(child: Child, grace: number): Promise<void> {
  child.disconnect();
  const waited = deferred<void>();
  const timer = createTimer(grace, waited.resolve);
  await Promise.race([child.exited, waited.promise]);
  timer.stop();
}

function createTimer(duration: number | undefined, action: () => void): { restart(): void; stop(): void } {
  if (duration === undefined) return { restart: () => undefined, stop: () => undefined };
  // Beyond this setTimeout would fire at once.
  const delay = Math.min(duration, 2 ** 31 - 1);
  let timer = setTimeout(action, delay);
  let stopped = false;
  return {
    restart() {
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(action, delay);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
