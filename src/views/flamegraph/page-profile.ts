/**
 * What a page carries, as a profile again, for the writers of `profile-formats/`. Frames too thin to draw are one, as
 * the picture has them. Runs in pages too.
 */
import type { Frame, Profile } from "../../model/profile.js";
import type { FlameData } from "./data.js";
import { flameRuns } from "./decode.js";
import type { FlameTree } from "./tree.js";

export function flameProfile(data: FlameData, tree: FlameTree): Profile {
  const { unit, total: duration, samples: sampleCount } = data;
  const interval = duration / (sampleCount || 1);
  return {
    kind: unit === "bytes" ? "heap" : "cpu",
    unit,
    frames: data.frames.map(([, , file, line], index) => ({
      name: tree.frames[index]!.name,
      category: tree.frames[index]!.category as Frame["category"],
      file: file < 0 ? null : data.files[file]!,
      line: line || null,
      column: null,
    })),
    nodes: [...tree.frame].map((frame, node) => ({
      frame,
      parent: tree.parent[node]!,
      self: tree.self[node]!,
      samples: tree.samples[node]!,
    })),
    lines: [],
    timeline: timelineOf(data, tree),
    duration,
    idle: 0,
    interval: { asked: interval, achieved: interval },
    sampleCount,
    calls: 0,
    sources: {},
  };
}

/** The same with stretches parted into as many samples as their nodes have: V8's formats count samples. */
export function flameSampled(profile: Profile): Profile {
  const [nodes, durations]: [number[], number[]] = [[], []];
  profile.timeline.nodes.forEach((node, index) => {
    const duration = profile.timeline.durations[index]!;
    const { self, samples } = profile.nodes[node]!;
    const count = Math.max(1, Math.round((samples * duration) / (self || 1)));
    for (let one = 0; one < count; one += 1) {
      nodes.push(node);
      durations.push(duration / count);
    }
  });
  return { ...profile, timeline: { nodes, durations } };
}

/** Stretches gathered into steps of time would give their time to other frames: then the order is given up instead. */
function timelineOf(data: FlameData, tree: FlameTree): Profile["timeline"] {
  if (data.runs !== "" && data.grain === 0) {
    const { nodes, durations } = flameRuns(data);
    return { nodes: [...nodes], durations: [...durations] };
  }
  const nodes = [...tree.self.keys()].filter((node) => tree.self[node]! > 0);
  return { nodes, durations: nodes.map((node) => tree.self[node]!) };
}
