/** The table of functions: what each costs over all its stacks, who calls it and whom it calls. Runs in pages too. */
import type { FlameTree } from "./tree.js";

export interface FlameFunction {
  readonly frame: number;
  readonly self: number;
  readonly total: number;
  readonly selfBefore: number;
  readonly before: number;
}

/** `sums`: as packed, self and total (and both before) by frame. */
export function flameFunctions(
  tree: FlameTree,
  sums: Float64Array,
  scales: { readonly step: number; readonly before: number },
): FlameFunction[] {
  const width = tree.before ? 4 : 2;
  const rows: FlameFunction[] = [];
  tree.frames.forEach((frame, index) => {
    if (frame.category === "small") return;
    const at = (column: number, scale: number) =>
      column < width ? (sums[index * width + column] ?? 0) * scale * scales.step : 0;
    const row = {
      frame: index,
      self: at(0, 1),
      total: at(1, 1),
      selfBefore: at(2, scales.before),
      before: at(3, scales.before),
    };
    if (row.total > 0 || row.before > 0) rows.push(row);
  });
  return rows;
}

/**
 * Heaviest callers and callees of a function, each with the time of the calls; a call within itself counts once. Frame -1
 * is none, as roots have, and -2 all that are too thin to have a node.
 */
export function flameAround(
  tree: FlameTree,
  which: number,
): {
  readonly callers: [frame: number, amount: number][];
  readonly callees: [frame: number, amount: number][];
} {
  const { frames, frame, parent, total, totalBefore } = tree;
  const [callers, callees] = [new Map<number, number>(), new Map<number, number>()];
  const weight = (node: number) => total[node]! || (totalBefore ? totalBefore[node]! : 0);
  const add = (sums: Map<number, number>, key: number, node: number) =>
    sums.set(key, (sums.get(key) ?? 0) + weight(node));
  for (let node = 0; node < tree.size; node += 1) {
    const above = parent[node]!;
    if (frame[node] === which) {
      let outer = above;
      while (outer >= 0 && frame[outer] !== which) outer = parent[outer]!;
      if (outer < 0) add(callers, above < 0 ? -1 : frame[above]!, node);
    } else if (above >= 0 && frame[above] === which) {
      let outer = parent[above]!;
      let inner = above;
      // Counted already where the same call stands further out.
      while (outer >= 0 && !(frame[outer] === which && frame[inner] === frame[node])) {
        inner = outer;
        outer = parent[outer]!;
      }
      const small = frames[frame[node]!]!.category === "small";
      if (outer < 0) add(callees, small ? -2 : frame[node]!, node);
    }
  }
  const heavy = (sums: Map<number, number>) => [...sums].sort((a, b) => b[1] - a[1]).slice(0, 12);
  return { callers: heavy(callers), callees: heavy(callees) };
}
