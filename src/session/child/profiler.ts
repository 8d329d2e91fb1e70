/**
 * V8's sampling profiler over this thread while one cell runs. An inspector session in its own thread answers at once,
 * so what was sampled is there also when the cell was ended from outside; it is closed with the cell, as an open one
 * would delay `process.exit`.
 */
import { Session } from "node:inspector";
import type { SessionSamples } from "../../model/ports/session.js";
import * as own from "./own.js";
import { inSources } from "./profiler-places.js";
import type { Sources } from "./sources.js";

export interface Profiler {
  /** `interval` in ns. A profile that still runs is given up. */
  start(cell: string, interval: number): void;
  /** Null where none runs. */
  stop(): SessionSamples | null;
}

export function createProfiler(sources: Sources): Profiler {
  let running: { readonly session: Session; readonly cell: string } | null = null;

  function stop(): SessionSamples | null {
    if (running === null) return null;
    const { session, cell } = running;
    running = null;
    let sampled: SessionSamples | null = null;
    session.post("Profiler.stop", (error, answer) => {
      if (!error) sampled = inSources(answer.profile, cell, sources);
    });
    session.disconnect();
    return sampled;
  }

  return {
    start(cell, interval) {
      stop();
      const session = new Session();
      session.connect();
      session.post("Profiler.enable");
      session.post("Profiler.setSamplingInterval", {
        interval: own.Math.max(1, own.Math.round(interval / 1000)),
      });
      session.post("Profiler.start");
      running = { session, cell };
    },
    stop,
  };
}
