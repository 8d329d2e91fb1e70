/**
 * V8's sampling profiler over this thread and its workers while one cell runs. An inspector session in its own thread answers at once,
 * so what was sampled is there also when the cell was ended from outside; it is closed with the cell, as an open one
 * would delay `process.exit`.
 */
import { Session } from "node:inspector";
import type { SessionSamples } from "../../model/ports/session.js";
import * as own from "./own.js";
import { inSources } from "./profiler-places.js";
import type { Sources } from "./sources.js";
import { profileThreads, type ThreadProfiles } from "./thread-profiles.js";

export interface Profiler {
  /** `interval` in ns. A profile that still runs is given up. */
  start(cell: string, interval: number): void;
  /** Calls back with null, and at once, where none runs; threads may take a moment to answer. */
  stop(done: (samples: SessionSamples | null) => void): void;
}

interface Running {
  readonly session: Session;
  readonly cell: string;
  readonly threads: ThreadProfiles;
}

export function createProfiler(sources: Sources): Profiler {
  let running: Running | null = null;

  function stop(done: (samples: SessionSamples | null) => void): void {
    if (running === null) {
      done(null);
      return;
    }
    const { session, cell, threads } = running;
    running = null;
    session.post("Profiler.stop", (error, answer) => {
      threads.stop((found) => {
        session.disconnect();
        done(error ? null : inSources({ main: answer.profile, threads: found }, cell, sources));
      });
    });
  }

  return {
    start(cell, interval) {
      stop(() => undefined);
      const micros = own.Math.max(1, own.Math.round(interval / 1000));
      const session = new Session();
      session.connect();
      session.post("Profiler.enable");
      session.post("Profiler.setSamplingInterval", { interval: micros });
      session.post("Profiler.start");
      running = { session, cell, threads: profileThreads(session, micros) };
    },
    stop,
  };
}
