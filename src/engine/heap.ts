/** Heap profiling: one fork of its own under V8's sampling heap profiler, read into the cell's own functions. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { HeapRequest, ProfileOutcome, Watch } from "../model/ports/engine.js";
import { asHeapProfile } from "./profile/heapprofile.js";
import { importHeapProfile } from "./profile/import-heap.js";
import type { ProfileParts } from "./profile.js";
import { readBundleMap } from "./source-map.js";

export async function heapSide(
  request: HeapRequest,
  watch: Watch,
  parts: ProfileParts,
): Promise<ProfileOutcome> {
  const { side, parameters, duration, interval, timeout } = request;
  await mkdir(parts.scratch, { recursive: true });
  const file = join(parts.scratch, `heap-${process.pid}-${Math.random().toString(36).slice(2, 10)}.json`);
  const step = `allocations of ${side.name}`;
  watch.progress({ step, done: 0, total: 1, timeLeft: duration, note: null });
  try {
    const task = { duration, interval, file };
    const sampled = { ...side, nodeFlags: [...side.nodeFlags, ...APART] };
    const outcome = await parts.executor.run(
      { side: sampled, parameters, kind: "heap", task, timeout },
      watch.signal,
    );
    if (outcome.kind === "failed") return outcome;
    const { calls, wrappers, counted, allocated } = outcome.report;
    const written = JSON.parse(await readFile(file, "utf8")) as { sampled: unknown; exact: unknown };
    const raw = asHeapProfile(written.sampled);
    const profile = importHeapProfile({
      raw,
      exact: written.exact === null ? null : { raw: asHeapProfile(written.exact), calls: counted },
      allocated,
      variant: side.name,
      bundle: side.bundle,
      map: await readBundleMap(side.bundle),
      wrappers,
      calls,
      asked: outcome.report.interval,
    });
    return { kind: "profiled", profile, raw: JSON.stringify(raw) };
  } finally {
    await rm(file, { force: true });
  }
}

/** V8 names the function whose machine code allocates: without these flags, that into which all others were inlined. */
const APART = ["--no-turbo-inlining", "--no-maglev-inlining"];
