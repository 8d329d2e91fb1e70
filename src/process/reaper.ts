/**
 * Children die with this process, however it ends: one small watchdog process holds the reading end of a pipe and ends
 * the registered ones when the pipe closes. It works against busy loops too, and costs timed forks no thread.
 */
import { type ChildProcess, spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { startTime } from "./start-time.js";

const watched = new Map<number, string>();
let watchdog: ChildProcess | null = null;
/** A watchdog that keeps dying is not restarted at once, only with the next child. */
let lastStart = Number.NEGATIVE_INFINITY;
const RESTART_PAUSE = 1000;

/** Registers a child; the returned function forgets it again. */
export function watch(pid: number): () => void {
  watched.set(pid, startTime(pid) ?? "-");
  if (watchdog) tell(`+${pid} ${watched.get(pid)}\n`);
  else start();
  return () => {
    if (watched.delete(pid)) tell(`-${pid}\n`);
  };
}

/** For tests: the watchdog's process id. */
export function watchdogPid(): number | undefined {
  return watchdog?.pid;
}

function start(): void {
  lastStart = performance.now();
  const started = spawn(
    process.execPath,
    ["--max-old-space-size=32", fileURLToPath(new URL("./reaper-main.js", import.meta.url))],
    { stdio: ["pipe", "ignore", "ignore"], detached: process.platform !== "win32", windowsHide: true },
  );
  watchdog = started;
  // Neither the watchdog nor its pipe keeps this process alive.
  started.unref();
  (started.stdin as Writable & { unref?(): void }).unref?.();
  started.stdin.on("error", () => lost(started));
  started.once("error", () => lost(started));
  started.once("exit", () => lost(started));
  tell([...watched].map(([pid, time]) => `+${pid} ${time}\n`).join(""));
}

function lost(which: ChildProcess): void {
  if (watchdog !== which) return;
  watchdog = null;
  if (watched.size > 0 && performance.now() - lastStart > RESTART_PAUSE) start();
}

function tell(lines: string): void {
  if (lines !== "" && watchdog?.stdin?.writable) watchdog.stdin.write(lines);
}
