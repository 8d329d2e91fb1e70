/**
 * Two profiles held against each other, per call of the measured expression: a merged tree, and what changed by
 * function. Widths and shades follow pprof's diff mode; "elided" stacks (gone from the new profile) follow CPython's
 * `profiling.sampling --diff-flamegraph`.
 */
import type { Frame, Profile } from "../model/profile.js";

/** ns (or bytes) per call: `self` in the new profile, `before` in the one it is held against. */
export interface DiffNode {
  readonly frame: number;
  readonly parent: number;
  readonly self: number;
  readonly before: number;
  /** Samples of the new profile. */
  readonly samples: number;
}

export interface FunctionChange {
  readonly frame: Frame;
  /** Per call. A function that calls itself counts once in its total. */
  readonly self: number;
  readonly selfBefore: number;
  readonly total: number;
  readonly totalBefore: number;
  readonly kind: "new" | "gone" | "both";
}

export interface ProfileDiff {
  readonly unit: Profile["unit"];
  readonly frames: readonly Frame[];
  /** Parents stand before their children. */
  readonly nodes: readonly DiffNode[];
  readonly total: { readonly now: number; readonly before: number };
  readonly calls: { readonly now: number; readonly before: number };
  readonly samples: { readonly now: number; readonly before: number };
  /** Largest change of self time first. */
  readonly functions: readonly FunctionChange[];
}

/**
 * Functions are the same where name, kind and file are; the cell of one variant counts as that of the other, and lines
 * may differ. A profile without a whole call counts as one call: refuse it before, where per-call figures matter.
 */
export function diffProfiles(now: Profile, before: Profile): ProfileDiff {
  const tree = new MergedTree();
  tree.add(now, "self");
  tree.add(before, "before");
  return {
    unit: now.unit,
    frames: tree.frames,
    nodes: tree.nodes,
    total: {
      now: tree.nodes.reduce((sum, node) => sum + node.self, 0),
      before: tree.nodes.reduce((sum, node) => sum + node.before, 0),
    },
    calls: { now: now.calls, before: before.calls },
    samples: { now: now.sampleCount, before: before.sampleCount },
    functions: functionChanges(tree.frames, tree.nodes),
  };
}

/** Of each function the place in what `changes` has most of. */
function functionChanges(frames: readonly Frame[], nodes: readonly DiffNode[]): FunctionChange[] {
  const columns = { self: sums(frames, nodes, "self"), before: sums(frames, nodes, "before") };
  const changes = frames.map((frame, index): FunctionChange => {
    const [self, selfBefore] = [columns.self.self[index] ?? 0, columns.before.self[index] ?? 0];
    const [total, totalBefore] = [columns.self.total[index] ?? 0, columns.before.total[index] ?? 0];
    const kind = totalBefore <= 0 ? "new" : total <= 0 ? "gone" : "both";
    return { frame, self, selfBefore, total, totalBefore, kind };
  });
  return changes
    .filter((change) => change.total > 0 || change.totalBefore > 0)
    .sort((a, b) => Math.abs(b.self - b.selfBefore) - Math.abs(a.self - a.selfBefore));
}

function sums(frames: readonly Frame[], nodes: readonly DiffNode[], side: "self" | "before") {
  const self = new Float64Array(frames.length);
  const total = new Float64Array(frames.length);
  const below = Float64Array.from(nodes, (node) => node[side]);
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const node = nodes[index];
    if (node === undefined) continue;
    const { frame, parent } = node;
    const amount = below[index] ?? 0;
    self[frame] = (self[frame] ?? 0) + node[side];
    if (parent >= 0) below[parent] = (below[parent] ?? 0) + amount;
    let above = parent;
    while (above >= 0 && nodes[above]?.frame !== frame) above = nodes[above]?.parent ?? -1;
    if (above < 0) total[frame] = (total[frame] ?? 0) + amount;
  }
  return { self, total };
}

interface GrowingNode {
  readonly frame: number;
  readonly parent: number;
  self: number;
  before: number;
  samples: number;
}

class MergedTree {
  readonly frames: Frame[] = [];
  readonly nodes: GrowingNode[] = [];
  readonly #frameIndex = new Map<string, number>();
  readonly #nodeIndex = new Map<string, number>();

  add(profile: Profile, side: "self" | "before"): void {
    const calls = Math.max(1, profile.calls);
    const frames = profile.frames.map((frame) => this.#frame(frame));
    const places: number[] = [];
    for (const { frame, parent, self, samples } of profile.nodes) {
      const at = this.#node(frames[frame] ?? -1, parent < 0 ? -1 : (places[parent] ?? -1));
      places.push(at);
      const node = this.nodes[at];
      if (node === undefined) continue;
      node[side] += self / calls;
      if (side === "self") node.samples += samples;
    }
  }

  #frame(frame: Frame): number {
    const key = frameKey(frame);
    const known = this.#frameIndex.get(key);
    if (known !== undefined) return known;
    this.#frameIndex.set(key, this.frames.length);
    return this.frames.push(frame) - 1;
  }

  #node(frame: number, parent: number): number {
    const key = `${parent}/${frame}`;
    const known = this.#nodeIndex.get(key);
    if (known !== undefined) return known;
    this.#nodeIndex.set(key, this.nodes.length);
    return this.nodes.push({ frame, parent, self: 0, before: 0, samples: 0 }) - 1;
  }
}

function frameKey({ name, category, file, line }: Frame): string {
  const place = file?.startsWith("cell:") ? "cell" : (file ?? "");
  // Without a name only the line tells two functions of a file apart; in a cell lines differ by variant.
  const nameless = name === "(anonymous)" && place !== "cell" ? `:${line ?? 0}` : "";
  return [name, category, place + nameless].join("\n");
}
