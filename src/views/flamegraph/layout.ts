/**
 * Where each frame stands, root on top, the heaviest child first. Runs in pages too: see `script.ts` for what that
 * asks of a function.
 */
import type { FlameData } from "./data.js";

export interface FlameRect {
  /** Index of the node. */
  readonly node: number;
  /** Index of the parent's rectangle, -1 for a root. */
  readonly parent: number;
  readonly depth: number;
  /** Left edge and width as shares of the whole, 0 to 1. */
  readonly left: number;
  readonly width: number;
  /** ns with all below it. */
  readonly total: number;
  readonly self: number;
  readonly samples: number;
  readonly selfSamples: number;
  readonly name: string;
  readonly category: string;
  readonly place: string;
}

/** Rectangles in the order of a walk from the root, so that a parent stands before its children. */
export function flameLayout(data: FlameData): FlameRect[] {
  const totals = data.nodes.map((node) => node[2]);
  const samples = data.nodes.map((node) => node[3]);
  const children: number[][] = data.nodes.map(() => []);
  const roots: number[] = [];
  for (let index = data.nodes.length - 1; index >= 0; index -= 1) {
    const parent = data.nodes[index]?.[1] ?? -1;
    if (parent < 0) {
      roots.push(index);
      continue;
    }
    totals[parent] = (totals[parent] ?? 0) + (totals[index] ?? 0);
    samples[parent] = (samples[parent] ?? 0) + (samples[index] ?? 0);
    children[parent]?.push(index);
  }
  const heavyFirst = (a: number, b: number) => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b;
  const whole = roots.reduce((sum, root) => sum + (totals[root] ?? 0), 0) || 1;
  const rects: FlameRect[] = [];
  const stack: { node: number; parent: number; depth: number; left: number }[] = [];
  const push = (nodes: number[], parent: number, depth: number, from: number) => {
    let left = from;
    const placed = nodes.sort(heavyFirst).map((node) => {
      const at = { node, parent, depth, left };
      left += (totals[node] ?? 0) / whole;
      return at;
    });
    stack.push(...placed.reverse());
  };
  push(roots, -1, 0, 0);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const node = data.nodes[at.node];
    if (node === undefined) continue;
    const frame = data.frames[node[0]] ?? ["(unknown)", "native", ""];
    rects.push({
      node: at.node,
      parent: at.parent,
      depth: at.depth,
      left: at.left,
      width: (totals[at.node] ?? 0) / whole,
      total: totals[at.node] ?? 0,
      self: node[2],
      samples: samples[at.node] ?? 0,
      selfSamples: node[3],
      name: frame[0] || "(anonymous)",
      category: frame[1],
      place: frame[2],
    });
    push(children[at.node] ?? [], rects.length - 1, at.depth + 1, at.left);
  }
  return rects;
}
