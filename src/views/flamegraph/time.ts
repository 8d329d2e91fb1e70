/** Boxes in the order of time: a frame lasts for as long as the samples in a row are in it. Runs in pages. */
import { flameRuns } from "./decode.js";
import type { FlameBoxes } from "./layout.js";
import { flameBlocks } from "./rows.js";
import type { FlameTree } from "./tree.js";

/** `runs` and `step` are those of the data; `moved` tells the node of the tree for a node of the data. */
export function flameTimeLayout(
  tree: FlameTree,
  moved: Int32Array,
  given: { readonly runs: string; readonly step: number },
): FlameBoxes {
  const runs = flameRuns(given);
  const { parent, depth } = tree;
  let deepest = -1;
  for (const level of depth) deepest = Math.max(deepest, level);
  const rows = new Int32Array(deepest + 2);
  const path = new Int32Array(deepest + 1).fill(-1);
  const open = new Int32Array(deepest + 1);
  /** Calls `begin` for each box with its row, node and start, and `end` with its row and end. */
  const walk = (
    begin: (row: number, node: number, at: number) => void,
    end: (row: number, at: number) => void,
  ) => {
    let [at, high] = [0, -1];
    for (let index = 0; index < runs.nodes.length; index += 1) {
      const node = moved[runs.nodes[index]!] ?? -1;
      const level = node < 0 ? -1 : depth[node]!;
      // Up to the first frame that both stacks share.
      let common = node;
      while (common >= 0 && !(depth[common]! <= high && path[depth[common]!] === common))
        common = parent[common]!;
      const shared = common < 0 ? -1 : depth[common]!;
      for (let row = high; row > shared; row -= 1) end(row, at);
      for (let up = node; up !== common; up = parent[up]!) path[depth[up]!] = up;
      for (let row = shared + 1; row <= level; row += 1) begin(row, path[row]!, at);
      high = level;
      at += runs.durations[index]!;
    }
    for (let row = high; row >= 0; row -= 1) end(row, at);
    return at;
  };
  const span = walk(
    (row) => {
      rows[row + 1]! += 1;
    },
    () => undefined,
  );
  for (let row = 0; row <= deepest; row += 1) rows[row + 1]! += rows[row]!;
  const count = rows[deepest + 1] ?? 0;
  const [left, right] = [new Float64Array(count), new Float64Array(count)];
  const [node, above] = [new Int32Array(count), new Int32Array(count)];
  const next = rows.slice();
  walk(
    (row, which, at) => {
      const box = next[row]!++;
      open[row] = box;
      node[box] = which;
      above[box] = row === 0 ? -1 : open[row - 1]!;
      left[box] = at;
    },
    (row, at) => {
      right[open[row]!] = at;
    },
  );
  return { depth: deepest + 1, rows, left, right, node, parent: above, ...flameBlocks(left, right), span };
}
