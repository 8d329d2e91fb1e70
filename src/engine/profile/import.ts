/**
 * A `.cpuprofile` as a profile in the user's own lines. Pure. What is done to it:
 *
 *     (root) main.js run tinybench loop matmul      V8's stack
 *     measured                          matmul      ours: the engine's frames become one root
 *
 * `(garbage collector)` and `(program)` stand in V8's tree beside the stacks; here they go on top of the stack before.
 */
import type { Profile } from "../../model/profile.js";
import { median } from "../../stats/quantile.js";
import type { BundleMap } from "../source-map.js";
import type { CpuProfile } from "./cpuprofile.js";
import { createFrameReader } from "./frames.js";
import { lineCosts } from "./lines.js";
import { readTimeline } from "./timeline.js";
import { buildTree } from "./tree.js";

export interface ImportRequest {
  readonly raw: CpuProfile;
  readonly variant: string;
  /** Absolute path of the profiled bundle. */
  readonly bundle: string;
  readonly map: BundleMap | null;
  /** Names of the bundle's own functions around the measured expression. */
  readonly wrappers: readonly string[];
  readonly calls: number;
  /** Interval asked for, ns. */
  readonly asked: number;
}

export function importCpuProfile(request: ImportRequest): Profile {
  const { raw, map } = request;
  const timeline = readTimeline(raw);
  const reader = createFrameReader(request);
  const tree = buildTree({ raw, timeline, reader });
  const gaps = timeline.map(({ gap }) => gap).filter((gap) => gap > 0);
  return {
    kind: "cpu",
    unit: "ns",
    frames: tree.frames,
    nodes: tree.nodes,
    lines: lineCosts({ raw, tree, reader, sources: map?.sources ?? {} }),
    timeline: {
      nodes: tree.sampled.map(({ node }) => node),
      durations: tree.sampled.map(({ duration }) => duration),
    },
    duration: tree.sampled.reduce((sum, { duration }) => sum + duration, 0),
    idle: tree.idle,
    interval: { asked: request.asked, achieved: gaps.length > 0 ? median(gaps) : 0 },
    sampleCount: tree.sampled.length,
    calls: request.calls,
    sources: sourcesSeen(map, tree.frames),
  };
}

/** Cells and setups always, files where the profile has been in them. */
function sourcesSeen(map: BundleMap | null, frames: Profile["frames"]): Readonly<Record<string, string>> {
  const seen = new Set(frames.map(({ file }) => file));
  const kept = Object.entries(map?.sources ?? {}).filter(
    ([file]) => file.startsWith("cell:") || file === "setup" || file.startsWith("setup:") || seen.has(file),
  );
  return Object.fromEntries(kept);
}
