/**
 * Starts Node children that talk by messages: the session, the language service, forks. Messages are structured-cloned.
 * A child leads its own process group, so that a terminal's Ctrl-C reaches only the parent, which decides, and so that
 * `kill` ends what the child started too.
 */
import { type ChildProcess, fork } from "node:child_process";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { classifyExit, type Exit } from "./exit.js";
import { killWhole } from "./kill.js";
import { preferAsVictim } from "./oom.js";
import { watch } from "./reaper.js";
import { createTail } from "./tail.js";

export interface SpawnOptions {
  /** Compiled JavaScript: an absolute path or a file URL. */
  readonly entry: string | URL;
  readonly args?: readonly string[];
  /** Flags of Node itself; none are inherited. */
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  /** The whole environment; by default this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Opens file descriptor 4 of the child for reading: a way to a worker thread while the main thread is busy. */
  readonly control?: boolean;
  /** The child is not watched before `watch` is called: the watchdog's own start would delay it. */
  readonly unwatched?: boolean;
  readonly onMessage?: (message: unknown) => void;
  /** Text as it arrives; a character is never split. */
  readonly onStdout?: (text: string) => void;
  readonly onStderr?: (text: string) => void;
}

export interface Child {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** Resolves once the process is gone and its output is read; never rejects. */
  readonly exited: Promise<Exit>;
  /** Does nothing once the child is gone. Throws a DataCloneError for what cannot be cloned. */
  send(message: unknown): void;
  /** Writes to file descriptor 4; see `SpawnOptions.control`. */
  control(text: string): void;
  /** Closes the channel, so that a child with nothing left to do ends by itself. */
  disconnect(): void;
  /** SIGKILL, for what it started too. */
  kill(): void;
  /** From now on it dies with this process also from the midst of a loop; see `reaper.ts`. */
  watch(): void;
  /** The end of its standard error, at most 8192 characters. */
  stderrTail(): string;
}

const TAIL = 8192;
/** ms that output may trail behind the exit: a grandchild in a group of its own can hold the pipe for ever. */
const DRAIN = 300;

export function spawnChild(options: SpawnOptions): Child {
  const stderr = createTail(TAIL);
  let started: ChildProcess;
  try {
    started = fork(
      options.entry instanceof URL ? fileURLToPath(options.entry) : options.entry,
      [...(options.args ?? [])],
      {
        execArgv: [...(options.execArgv ?? [])],
        serialization: "advanced",
        stdio: ["ignore", "pipe", "pipe", "ipc", ...(options.control ? (["pipe"] as const) : [])],
        detached: process.platform !== "win32",
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.env === undefined ? {} : { env: { ...options.env } }),
      },
    );
  } catch (error) {
    return failedChild((error as Error).message);
  }
  let forget: (() => void) | null = null;
  const startWatch = () => {
    if (started.pid !== undefined && started.exitCode === null && started.signalCode === null)
      forget ??= watch(started.pid);
  };
  if (!options.unwatched) startWatch();
  if (started.pid !== undefined) preferAsVictim(started.pid);
  if (options.onMessage) started.on("message", options.onMessage);
  listen(started.stdout, options.onStdout);
  listen(started.stderr, (text) => {
    stderr.add(text);
    options.onStderr?.(text);
  });

  const control = started.stdio[4] as Writable | undefined;
  control?.on("error", () => undefined);
  const exited = whenExited(started, stderr.text).then((exit) => {
    forget?.();
    return exit;
  });

  return {
    pid: started.pid,
    exited,
    send(message) {
      // The callback takes the error of a channel that closes meanwhile; `exited` tells of the end.
      if (started.connected) started.send(message as never, () => undefined);
    },
    control(text) {
      if (control?.writable) control.write(text);
    },
    disconnect() {
      if (started.connected) started.disconnect();
    },
    kill() {
      if (started.pid !== undefined && started.exitCode === null && started.signalCode === null) {
        killWhole(started.pid);
      }
    },
    watch: startWatch,
    stderrTail: stderr.text,
  };
}

function listen(stream: NodeJS.ReadableStream | null, onText: ((text: string) => void) | undefined): void {
  if (!stream) return;
  stream.setEncoding("utf8");
  stream.on("error", () => undefined);
  // Without a reader the output is still drained: a full pipe would block the child.
  stream.on("data", (text: string) => onText?.(text));
}

function whenExited(started: ChildProcess, stderr: () => string): Promise<Exit> {
  return new Promise((resolve) => {
    started.on("error", (error) => {
      if (started.pid === undefined) resolve({ kind: "spawn-failed", reason: error.message });
    });
    // Node's own `close` never comes where this side has disconnected first, so the pipes are awaited one by one.
    const drained = Promise.all([closed(started.stdout), closed(started.stderr), disconnected(started)]);
    started.once("exit", (code, signal) => {
      // What it started goes with it, which also closes the pipes.
      if (started.pid !== undefined) killWhole(started.pid);
      const finish = () => {
        clearTimeout(timer);
        resolve(classifyExit(code, signal, stderr()));
      };
      const timer = setTimeout(finish, DRAIN);
      void drained.then(finish);
    });
  });
}

function closed(stream: NodeJS.ReadableStream | null): Promise<void> {
  return new Promise((resolve) => (stream ? stream.once("close", resolve) : resolve()));
}

function disconnected(started: ChildProcess): Promise<void> {
  return new Promise((resolve) => (started.connected ? started.once("disconnect", resolve) : resolve()));
}

function failedChild(reason: string): Child {
  return {
    pid: undefined,
    exited: Promise.resolve({ kind: "spawn-failed", reason }),
    send: () => undefined,
    control: () => undefined,
    disconnect: () => undefined,
    kill: () => undefined,
    watch: () => undefined,
    stderrTail: () => "",
  };
}
