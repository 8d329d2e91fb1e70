/** V8's call tree as ours: equal stacks merged, the engine's frames taken out, collections on top of what they stopped. */
import type { Frame, StackNode } from "../../model/profile.js";
import { Stacks } from "../../stats/stacks.js";
import type { CpuNode, CpuProfile } from "./cpuprofile.js";
import type { FrameReader, ReadFrame } from "./frames.js";
import type { TimedSample } from "./timeline.js";

export interface StackTree {
  readonly frames: readonly Frame[];
  readonly nodes: readonly StackNode[];
  /** Samples in time order, idle ones left out. */
  readonly sampled: readonly { readonly node: number; readonly duration: number }[];
  /** ns. */
  readonly idle: number;
  /** By V8's id: our node; absent for root and idle. */
  readonly nodeOf: ReadonlyMap<number, number>;
}

interface TreeRequest {
  readonly raw: CpuProfile;
  readonly timeline: readonly TimedSample[];
  readonly reader: FrameReader;
}

export function buildTree({ raw, timeline, reader }: TreeRequest): StackTree {
  const growing = new Growing();
  const rootFrame = growing.frame(reader.root);
  const byId = new Map(raw.nodes.map((node) => [node.id, node]));
  const nodeOf = new Map<number, number>();
  const engine = new Set<number>();
  for (const { node, parent } of parentsFirst(raw)) {
    const found = reader.read(node.callFrame, byId.get(parent ?? -1)?.callFrame);
    // What the engine calls of Node's is the engine's too: its clock, its beats.
    const read = found.kind === "frame" && isNodes(found.frame) && engine.has(parent ?? -1) ? ENGINE : found;
    const above = parent === null ? undefined : nodeOf.get(parent);
    if (read.kind === "idle" || read.kind === "root" || floats(node)) continue;
    if (read.kind === "engine") engine.add(node.id);
    // The engine stands below everything of the user's, and only Node's own event loop below the engine.
    const at =
      read.kind === "frame"
        ? growing.node(growing.frame(read.frame), above ?? -1)
        : growing.node(rootFrame, -1);
    nodeOf.set(node.id, at);
  }
  const sampled: { node: number; duration: number }[] = [];
  let idle = 0;
  let before = -1;
  for (const { id, duration } of timeline) {
    const node = byId.get(id);
    const read = node && reader.read(node.callFrame);
    if (!node || !read || read.kind === "idle" || read.kind === "root") {
      idle += duration;
      continue;
    }
    const floating = read.kind === "frame" && floats(node);
    const at = floating ? growing.node(growing.frame(read.frame), before) : (nodeOf.get(id) as number);
    if (!floating) before = at;
    growing.hit(at, duration);
    sampled.push({ node: at, duration });
  }
  return { ...growing.pruned(sampled, nodeOf), idle };
}

const ENGINE: ReadFrame = { kind: "engine" };

function isNodes({ category }: Frame): boolean {
  return category === "node" || category === "native";
}

/** Stands beside the stacks, though it belongs on top of one. */
function floats({ callFrame }: CpuNode): boolean {
  return callFrame.functionName === "(garbage collector)" || callFrame.functionName === "(program)";
}

function* parentsFirst({
  nodes,
}: CpuProfile): Iterable<{ readonly node: CpuNode; readonly parent: number | null }> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const children = new Set(nodes.flatMap((node) => node.children ?? []));
  const waiting = nodes
    .filter((node) => !children.has(node.id))
    .map((node): { node: CpuNode; parent: number | null } => ({ node, parent: null }));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    yield next;
    for (const id of next.node.children ?? []) {
      const child = byId.get(id);
      if (child) waiting.push({ node: child, parent: next.node.id });
    }
  }
}

class Growing extends Stacks {
  hit(node: number, duration: number): void {
    const hit = this.nodes[node];
    if (!hit) throw new Error(`A sample fell on node ${node}, which does not exist.`);
    hit.self += duration;
    hit.samples++;
  }

  /** Without the nodes that no sample has been in or above, and the frames that only they had. */
  pruned(
    sampled: readonly { readonly node: number; readonly duration: number }[],
    nodeOf: ReadonlyMap<number, number>,
  ): Omit<StackTree, "idle"> {
    const used = this.nodes.map(({ samples }) => samples > 0);
    for (let index = this.nodes.length - 1; index >= 0; index--) {
      const parent = this.nodes[index]?.parent ?? -1;
      if (used[index] && parent >= 0) used[parent] = true;
    }
    const nodeIndex = renumber(used);
    const frameIndex = renumber(
      this.frames.map((_, frame) => this.nodes.some((node, at) => used[at] && node.frame === frame)),
    );
    return {
      frames: this.frames.filter((_, frame) => frameIndex[frame] !== -1),
      nodes: this.nodes.flatMap((node, at) => {
        if (!used[at]) return [];
        const parent = node.parent < 0 ? -1 : (nodeIndex[node.parent] as number);
        return [{ ...node, frame: frameIndex[node.frame] as number, parent }];
      }),
      sampled: sampled.map(({ node, duration }) => ({ node: nodeIndex[node] as number, duration })),
      nodeOf: new Map(
        [...nodeOf].filter(([, node]) => used[node]).map(([id, node]) => [id, nodeIndex[node] as number]),
      ),
    };
  }
}

/** New indices of what is kept, -1 for what is not. */
function renumber(kept: readonly boolean[]): number[] {
  let next = 0;
  return kept.map((keep) => (keep ? next++ : -1));
}
