/**
 * Has the snapshot built once a notebook is in use and the service has nothing to do: the build takes a core for some
 * seconds, so it waits for a quiet moment, and ends where a measurement begins.
 */
import { existsSync } from "node:fs";
import { type Built, buildSnapshot } from "./build.js";

export interface SnapshotKeeper {
  /** The service was used just now. */
  used(): void;
  pause(): void;
  resume(): void;
  /** Ends a build under way. */
  close(): Promise<void>;
}

/** ms without a request to the service. */
const QUIET = 3000;

export function createSnapshotKeeper(
  file: string | null,
  build: (file: string, signal: AbortSignal) => Promise<Built> = buildSnapshot,
  quiet = QUIET,
): SnapshotKeeper {
  let timer: NodeJS.Timeout | null = null;
  let running: { readonly controller: AbortController; readonly done: Promise<void> } | null = null;
  let paused = false;
  let wanted = file !== null;

  function stop(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    running?.controller.abort();
  }

  function wait(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!wanted || paused || running) return;
    timer = setTimeout(start, quiet);
    timer.unref();
  }

  function start(): void {
    timer = null;
    if (file === null || existsSync(file)) return;
    const controller = new AbortController();
    const done = build(file, controller.signal).then((built) => {
      running = null;
      // Another try only where this one was ended; what failed once would fail again.
      if (!controller.signal.aborted && built !== "busy") wanted = false;
      else wait();
    });
    running = { controller, done };
  }

  return {
    used: wait,
    pause() {
      paused = true;
      stop();
    },
    resume() {
      paused = false;
      wait();
    },
    async close() {
      wanted = false;
      stop();
      await running?.done;
    },
  };
}
