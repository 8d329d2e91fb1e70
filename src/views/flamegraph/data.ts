/** What a flamegraph is drawn of: a profile's tree without what is too thin to see, as small JSON. */
import type { FrameCategory, Profile } from "../../model/profile.js";

/** Rides in the page beside the widget. Times are ns. Parents stand before their children; -1 is a root. */
export interface FlameData {
  readonly title: string;
  readonly total: number;
  readonly samples: number;
  readonly frames: readonly FlameFrame[];
  readonly nodes: readonly FlameNode[];
}

export type FlameFrame = readonly [name: string, category: FrameCategory, place: string];
export type FlameNode = readonly [frame: number, parent: number, self: number, samples: number];

/** Nodes kept, so that an output stays small: the widest ones. */
const MAX_NODES = 4000;
/** A twentieth of a pixel on a wide screen. */
const THINNEST = 1 / 40_000;

export function flameData(profile: Profile, title: string): FlameData {
  const totals = nodeTotals(profile);
  const whole = profile.nodes.reduce((sum, node) => sum + node.self, 0);
  const kept = widest(totals, whole);
  const places = new Map<number, number>();
  const frames = new Map<number, number>();
  const nodes: FlameNode[] = [];
  profile.nodes.forEach((node, index) => {
    if (!kept.has(index)) return;
    const parent = node.parent < 0 ? -1 : (places.get(node.parent) ?? -1);
    places.set(index, nodes.length);
    if (!frames.has(node.frame)) frames.set(node.frame, frames.size);
    // What was cut from below a node counts as its own, so that sums stay true.
    const cut = childrenOf(profile, index).filter((child) => !kept.has(child));
    const self = cut.reduce((sum, child) => sum + (totals.time[child] ?? 0), node.self);
    const samples = cut.reduce((sum, child) => sum + (totals.samples[child] ?? 0), node.samples);
    nodes.push([frames.get(node.frame) ?? 0, parent, Math.round(self), samples]);
  });
  return {
    title,
    total: whole,
    samples: profile.nodes.reduce((sum, node) => sum + node.samples, 0),
    frames: [...frames.keys()].map((index) => {
      const frame = profile.frames[index];
      return frame ? [frame.name, frame.category, placeText(frame)] : ["(unknown)", "native", ""];
    }),
    nodes,
  };
}

export function placeText(frame: { readonly file: string | null; readonly line: number | null }): string {
  if (frame.file === null) return "";
  return frame.line === null ? frame.file : `${frame.file}:${frame.line}`;
}

/** Time and samples of each node with all below it. */
export function nodeTotals(profile: Profile): {
  readonly time: readonly number[];
  readonly samples: readonly number[];
} {
  const time = profile.nodes.map((node) => node.self);
  const samples = profile.nodes.map((node) => node.samples);
  for (let index = profile.nodes.length - 1; index >= 0; index -= 1) {
    const parent = profile.nodes[index]?.parent ?? -1;
    if (parent < 0) continue;
    time[parent] = (time[parent] ?? 0) + (time[index] ?? 0);
    samples[parent] = (samples[parent] ?? 0) + (samples[index] ?? 0);
  }
  return { time, samples };
}

/** A child is never wider than its parent, so the widest nodes with all their parents form a tree. */
function widest(totals: { readonly time: readonly number[] }, whole: number): ReadonlySet<number> {
  const order = totals.time
    .map((time, index) => ({ time, index }))
    .filter(({ time }) => time > 0 && time >= whole * THINNEST);
  order.sort((a, b) => b.time - a.time || a.index - b.index);
  return new Set(order.slice(0, MAX_NODES).map(({ index }) => index));
}

const childLists = new WeakMap<Profile, readonly (readonly number[])[]>();

function childrenOf(profile: Profile, index: number): readonly number[] {
  let lists = childLists.get(profile);
  if (lists === undefined) {
    const made: number[][] = profile.nodes.map(() => []);
    profile.nodes.forEach((node, child) => {
      if (node.parent >= 0) made[node.parent]?.push(child);
    });
    lists = made;
    childLists.set(profile, lists);
  }
  return lists[index] ?? [];
}
