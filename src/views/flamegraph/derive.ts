/** The tree as the reader wants it: without the runtime's frames, recursion folded, from the callees' side. Runs in pages. */
import { flameSums } from "./decode.js";
import type { FlameTree } from "./tree.js";

export interface FlameWish {
  readonly hide: boolean;
  readonly fold: boolean;
  readonly inverted: boolean;
}

/** `moved`: by node of the given tree, the node that shows it, or -1. */
export function flameDerive(
  tree: FlameTree,
  wish: FlameWish,
): { readonly tree: FlameTree; readonly moved: Int32Array } {
  const { frames, size, frame, parent, self, samples, before } = tree;
  const moved = new Int32Array(size);
  if (!wish.hide && !wish.fold && !wish.inverted) {
    for (let node = 0; node < size; node += 1) moved[node] = node;
    return { tree, moved };
  }
  const [newFrame, newParent, newSelf, newSamples, newBefore]: number[][] = [[], [], [], [], []];
  const children = new Map<number, number>();
  const child = (above: number, which: number): number => {
    const key = (above + 1) * frames.length + which;
    const known = children.get(key);
    if (known !== undefined) return known;
    const node = newFrame!.push(which) - 1;
    newParent!.push(above);
    newSelf!.push(0);
    newSamples!.push(0);
    newBefore!.push(0);
    children.set(key, node);
    return node;
  };
  const add = (node: number, from: number) => {
    newSelf![node]! += self[from]!;
    newSamples![node]! += samples[from]!;
    if (before) newBefore![node]! += before[from]!;
  };
  const hidden = (which: number) =>
    wish.hide && ["node", "program", "native"].includes(frames[which]!.category);
  if (wish.inverted) {
    const seen = new Set<number>();
    for (let leaf = 0; leaf < size; leaf += 1) {
      moved[leaf] = -1;
      if (self[leaf]! <= 0 && !(before && before[leaf]! > 0)) continue;
      let at = -1;
      seen.clear();
      // Each caller gets the leaf's time; only the end of the chain keeps it as its own, so that sums hold.
      for (let node = leaf; node >= 0; node = parent[node]!) {
        const which = frame[node]!;
        if (hidden(which) || (wish.fold && seen.has(which))) continue;
        seen.add(which);
        at = child(at, which);
      }
      if (at >= 0) add(at, leaf);
    }
  } else {
    for (let node = 0; node < size; node += 1) {
      const which = frame[node]!;
      const above = parent[node]! < 0 ? -1 : moved[parent[node]!]!;
      let at = -1;
      if (hidden(which)) at = above;
      else {
        if (wish.fold) {
          at = above;
          while (at >= 0 && newFrame![at] !== which) at = newParent![at]!;
        }
        if (at < 0) at = child(above, which);
      }
      moved[node] = at;
      if (at >= 0) add(at, node);
    }
  }
  return {
    tree: flameSums({
      frames,
      frame: Int32Array.from(newFrame!),
      parent: Int32Array.from(newParent!),
      self: Float64Array.from(newSelf!),
      samples: Float64Array.from(newSamples!),
      before: before && Float64Array.from(newBefore!),
    }),
    moved,
  };
}
