/** The nodes of a tree that are wide enough to be drawn; what is cut below one becomes a node "(12 small frames)". */
import type { Frame } from "../../model/profile.js";

export interface PrunableNode {
  readonly frame: number;
  readonly parent: number;
  readonly self: number;
  readonly samples: number;
  /** Of the other profile of two. */
  readonly before?: number;
}

export type DrawnFrame = Omit<Frame, "category"> & { readonly category: string };

export interface KeptNodes {
  readonly nodes: readonly Required<PrunableNode>[];
  /** The given frames, then those that stand for small ones. */
  readonly frames: readonly DrawnFrame[];
  /** By given node: the kept node that shows it. */
  readonly placeOf: Int32Array;
}

/** Parents stand before their children, in what is given and in what is returned. Sums stay as they are. */
export function keptNodes(
  nodes: readonly PrunableNode[],
  frames: readonly Frame[],
  limits: { readonly nodes: number; readonly thinnest: number },
): KeptNodes {
  const widths = widthsOf(nodes);
  const keep = widest(nodes, widths, limits);
  const kept: { frame: number; parent: number; self: number; samples: number; before: number }[] = [];
  const placeOf = new Int32Array(nodes.length).fill(-1);
  const restOf = new Map<number, { count: number; at: number }>();
  nodes.forEach(({ frame, parent, self, samples, before = 0 }, index) => {
    const above = parent < 0 ? -1 : placeOf[parent]!;
    if (keep[index]) {
      placeOf[index] = kept.push({ frame, parent: above, self, samples, before }) - 1;
      return;
    }
    if (widths[index]! <= 0) {
      placeOf[index] = above;
      return;
    }
    const insideRest = parent >= 0 && !keep[parent];
    const rest = insideRest ? undefined : restOf.get(above);
    const at =
      rest?.at ??
      (insideRest ? above : kept.push({ frame: -1, parent: above, self: 0, samples: 0, before: 0 }) - 1);
    if (rest) rest.count += 1;
    else if (!insideRest) restOf.set(above, { count: 1, at });
    const node = kept[at]!;
    node.self += self;
    node.samples += samples;
    node.before += before;
    placeOf[index] = at;
  });
  return { nodes: kept, frames: withSmall(frames, kept, [...restOf.values()]), placeOf };
}

function withSmall(
  frames: readonly Frame[],
  kept: { frame: number }[],
  rests: readonly { readonly count: number; readonly at: number }[],
): readonly DrawnFrame[] {
  const all: DrawnFrame[] = [...frames];
  const byCount = new Map<number, number>();
  for (const { count, at } of rests) {
    let frame = byCount.get(count);
    if (frame === undefined) {
      const name = `(${count} small ${count === 1 ? "frame" : "frames"})`;
      frame = all.push({ name, category: "small", file: null, line: null, column: null }) - 1;
      byCount.set(count, frame);
    }
    kept[at]!.frame = frame;
  }
  return all;
}

/** Of one profile the total; of two the larger, so that what vanished is kept too. */
function widthsOf(nodes: readonly PrunableNode[]): Float64Array {
  const now = Float64Array.from(nodes, (node) => node.self);
  const before = Float64Array.from(nodes, (node) => node.before ?? 0);
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const { parent } = nodes[index]!;
    if (parent < 0) continue;
    now[parent]! += now[index]!;
    before[parent]! += before[index]!;
  }
  return now.map((width, index) => Math.max(width, before[index]!));
}

/** A child is never wider than its parent, so the widest nodes with all their parents form a tree. */
function widest(
  nodes: readonly PrunableNode[],
  widths: Float64Array,
  limits: { readonly nodes: number; readonly thinnest: number },
): Uint8Array {
  const whole = nodes.reduce((sum, node, index) => sum + (node.parent < 0 ? widths[index]! : 0), 0);
  const order = Array.from(widths.keys()).filter(
    (index) => widths[index]! > 0 && widths[index]! >= whole * limits.thinnest,
  );
  order.sort((a, b) => widths[b]! - widths[a]! || a - b);
  const keep = new Uint8Array(nodes.length);
  for (const index of order.slice(0, limits.nodes)) keep[index] = 1;
  return keep;
}
