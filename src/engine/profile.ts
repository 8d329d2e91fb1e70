/** Profiling: one fork of its own under V8's sampling profiler, read into the cell's own lines. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ProfileOutcome, ProfileRequest, Watch } from "../model/ports/engine.js";
import type { Executor } from "./executor.js";
import { parseCpuProfile } from "./profile/cpuprofile.js";
import { importCpuProfile } from "./profile/import.js";
import { readBundleMap } from "./source-map.js";

export interface ProfileParts {
  readonly executor: Executor;
  readonly scratch: string;
}

export async function profileSide(
  request: ProfileRequest,
  watch: Watch,
  parts: ProfileParts,
): Promise<ProfileOutcome> {
  const { side, parameters, duration, interval, timeout } = request;
  await mkdir(parts.scratch, { recursive: true });
  const file = join(
    parts.scratch,
    `profile-${process.pid}-${Math.random().toString(36).slice(2, 10)}.cpuprofile`,
  );
  watch.progress({ step: `profile ${side.name}`, done: 0, total: 1, timeLeft: duration, note: null });
  try {
    const task = { duration, interval, file };
    const outcome = await parts.executor.run(
      { side, parameters, kind: "profile", task, timeout },
      watch.signal,
    );
    if (outcome.kind === "failed") return outcome;
    const raw = await readFile(file, "utf8");
    const { calls, wrappers } = outcome.report;
    const map = await readBundleMap(side.bundle);
    const profile = importCpuProfile({
      raw: parseCpuProfile(raw),
      variant: side.name,
      bundle: side.bundle,
      map,
      wrappers,
      calls,
      asked: interval,
    });
    return { kind: "profiled", profile, raw };
  } finally {
    await rm(file, { force: true });
  }
}
