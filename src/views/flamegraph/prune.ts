/**
 * The nodes of a tree that are wide enough to be drawn; what is cut below one becomes a node "(12 small frames)", or, of
 * stacks too deep for a page, "(6000 deeper frames)".
 */
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
  const whole = nodes.reduce((sum, node, index) => sum + (node.parent < 0 ? widths[index]! : 0), 0);
  /** By kept node above, and by its own node. */
  const [restOf, rests] = [new Map<number, Rest>(), new Map<number, Rest>()];
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
    if (insideRest) rests.get(above)!.all += 1;
    const rest = insideRest ? undefined : restOf.get(above);
    const at =
      rest?.at ??
      (insideRest ? above : kept.push({ frame: -1, parent: above, self: 0, samples: 0, before: 0 }) - 1);
    if (rest) {
      rest.count += 1;
      rest.all += 1;
    } else if (!insideRest) {
      const one = { count: 1, all: 1, wide: widths[index]! > whole * WIDE, at };
      restOf.set(above, one);
      rests.set(at, one);
    }
    const node = kept[at]!;
    node.self += self;
    node.samples += samples;
    node.before += before;
    placeOf[index] = at;
  });
  return { nodes: kept, frames: withSmall(frames, kept, [...restOf.values()]), placeOf };
}

/** What was cut below a node. */
interface Rest {
  /** Frames directly below it, and all. */
  count: number;
  all: number;
  /** It was cut for its depth. */
  readonly wide: boolean;
  readonly at: number;
}

/** Share of the whole that is no small frame. */
const WIDE = 0.001;

function withSmall(
  frames: readonly Frame[],
  kept: { frame: number }[],
  rests: readonly Rest[],
): readonly DrawnFrame[] {
  const all: DrawnFrame[] = [...frames];
  const byName = new Map<string, number>();
  for (const rest of rests) {
    const { at } = rest;
    const [count, kind] = rest.wide ? [rest.all, "deeper"] : [rest.count, "small"];
    const name = `(${count} ${kind} ${count === 1 ? "frame" : "frames"})`;
    let frame = byName.get(name);
    if (frame === undefined) {
      frame = all.push({ name, category: "small", file: null, line: null, column: null }) - 1;
      byName.set(name, frame);
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
