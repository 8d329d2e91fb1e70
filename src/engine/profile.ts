/** Profiling: one fork under V8's log of compilations, one under its sampling profiler, read into the cell's own lines. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ProfileOutcome, ProfileRequest, Watch } from "../model/ports/engine.js";
import { withCompilation } from "./compilation/tiers.js";
import { type CompilationOutcome, traceSide } from "./compilation.js";
import type { Executor } from "./executor.js";
import { parseCpuProfile } from "./profile/cpuprofile.js";
import { importCpuProfile } from "./profile/import.js";
import { readBundleMap } from "./source-map.js";
import { clockWaiting, type WaitingOutcome } from "./waiting.js";

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
  const total = 1 + Number(request.trace !== undefined) + Number(request.waiting !== undefined);
  const compilation = await traced(request, watch, { ...parts, total });
  if (compilation?.kind === "failed" && compilation.failure.kind === "interrupted") return compilation;
  // The sampled run comes last, so that its profile is there as soon as it ends.
  const waiting = await clocked(request, watch, { ...parts, total });
  if (waiting?.kind === "failed" && waiting.failure.kind === "interrupted") return waiting;
  const step = { step: `profile ${side.name}`, done: total - 1, total, timeLeft: duration, note: null };
  watch.progress(step);
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
    return {
      kind: "profiled",
      profile: waiting?.kind === "clocked" ? { ...whole, waiting: waiting.waiting } : whole,
      raw,
    };
  } finally {
    await rm(file, { force: true });
  }
}

interface StepParts extends ProfileParts {
  readonly total: number;
}

/** Where clocking fails, the profile stands without it. */
async function clocked(
  request: ProfileRequest,
  watch: Watch,
  { executor, total }: StepParts,
): Promise<WaitingOutcome | null> {
  const { waiting, duration, side } = request;
  if (waiting === undefined) return null;
  const left = duration + waiting;
  watch.progress({ step: `waiting of ${side.name}`, done: total - 2, total, timeLeft: left, note: null });
  return clockWaiting({ ...request, duration: waiting }, watch.signal, executor);
}

/** Where it fails, the profile stands without; what is wrong with the variant shows there too. */
async function traced(
  request: ProfileRequest,
  watch: Watch,
  { total, ...parts }: StepParts,
): Promise<CompilationOutcome | null> {
  const { trace, duration, side } = request;
  if (trace === undefined) return null;
  const left = duration + trace + (request.waiting ?? 0);
  watch.progress({ step: `compilation of ${side.name}`, done: 0, total, timeLeft: left, note: null });
  return traceSide({ ...request, duration: trace, sampled: duration }, watch.signal, parts);
}
