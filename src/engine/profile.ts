/** Profiling: one fork under V8's log of compilations, one under its sampling profiler, read into the cell's own lines. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ProfileOutcome, ProfileRequest, Watch } from "../model/ports/engine.js";
import type { Profile } from "../model/profile.js";
import { withCompilation } from "./compilation/tiers.js";
import { type CompilationOutcome, traceSide } from "./compilation.js";
import type { Executor } from "./executor.js";
import { parseCpuProfile } from "./profile/cpuprofile.js";
import { importCpuProfile } from "./profile/import.js";
import { readBundleMap } from "./source-map.js";
import { clockWaiting } from "./waiting.js";

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
  const total = request.trace === undefined ? 1 : 2;
  const compilation = await traced(request, watch, parts);
  if (compilation?.kind === "failed" && compilation.failure.kind === "interrupted") return compilation;
  const done = total - 1;
  watch.progress({ step: `profile ${side.name}`, done, total, timeLeft: duration, note: null });
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
    const whole =
      compilation?.kind === "traced" ? withCompilation(profile, compilation.compilation) : profile;
    return { kind: "profiled", profile: await withWaiting(whole, request, { watch, parts }), raw };
  } finally {
    await rm(file, { force: true });
  }
}

/** Where clocking fails, or is interrupted, the profile stands without it. */
async function withWaiting(
  profile: Profile,
  request: ProfileRequest,
  { watch, parts }: { readonly watch: Watch; readonly parts: ProfileParts },
): Promise<Profile> {
  if (request.waiting === undefined) return profile;
  const { name } = request.side;
  watch.progress({ step: `waiting of ${name}`, done: 1, total: 2, timeLeft: request.waiting, note: null });
  const outcome = await clockWaiting({ ...request, duration: request.waiting }, watch.signal, parts.executor);
  return outcome.kind === "clocked" ? { ...profile, waiting: outcome.waiting } : profile;
}

/** Where it fails, the profile stands without; what is wrong with the variant shows there too. */
async function traced(
  request: ProfileRequest,
  watch: Watch,
  parts: ProfileParts,
): Promise<CompilationOutcome | null> {
  if (request.trace === undefined) return null;
  const step = `compilation of ${request.side.name}`;
  watch.progress({ step, done: 0, total: 2, timeLeft: request.duration + 2 * request.trace, note: null });
  return traceSide({ ...request, duration: request.trace }, watch.signal, parts);
}
