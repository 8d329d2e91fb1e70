/**
 * Where each frame stands: boxes row by row, in each row from left to right, so that a row is searched by halves.
 *
 *     rows   0       1           3               first box of each row, and the end
 *     boxes  root  | a       b | c  d  e         left and right in the profile's unit
 *
 * Runs in pages too.
 */
import { flameBlocks } from "./rows.js";
import type { FlameTree } from "./tree.js";

export interface FlameBoxes {
  /** Rows; each begins at `rows[depth]` and ends before `rows[depth + 1]`. */
  readonly depth: number;
  readonly rows: Int32Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly node: Int32Array;
  /** Index of the box it stands on, -1 for a root. */
  readonly parent: Int32Array;
  /** By block of boxes: see `rows.ts`. */
  readonly widest: Float64Array;
  readonly gaps: Float64Array;
  /** Right end of all. */
  readonly span: number;
}

/** The heaviest child first. `width` is by node; a node without width is left out with all below it. */
export function flameLayout(tree: FlameTree, width: Float64Array = tree.total): FlameBoxes {
  const { size, parent, depth } = tree;
  let deepest = -1;
  let count = 0;
  // Children of each node as a range of one list; roots are those of the last entry.
  const start = new Int32Array(size + 2);
  const shown = new Uint8Array(size);
  for (let node = 0; node < size; node += 1) {
    const above = parent[node]!;
    if (!(width[node]! > 0) || (above >= 0 && !shown[above])) continue;
    shown[node] = 1;
    count += 1;
    deepest = Math.max(deepest, depth[node]!);
    start[(above < 0 ? size : above) + 1]! += 1;
  }
  for (let node = 0; node <= size; node += 1) start[node + 1]! += start[node]!;
  const list = new Int32Array(count);
  const fill = start.slice();
  for (let node = 0; node < size; node += 1) {
    if (shown[node]) list[fill[parent[node]! < 0 ? size : parent[node]!]!++] = node;
  }
  const boxes = {
    depth: deepest + 1,
    rows: new Int32Array(deepest + 2),
    left: new Float64Array(count),
    right: new Float64Array(count),
    node: new Int32Array(count),
    parent: new Int32Array(count),
    span: 0,
  };
  let next = 0;
  const place = (node: number, above: number, from: number) => {
    const children = list.subarray(start[node]!, start[node + 1]!);
    if (children.length > 1) children.sort((a, b) => width[b]! - width[a]! || a - b);
    let left = from;
    for (let index = 0; index < children.length; index += 1) {
      boxes.node[next] = children[index]!;
      boxes.parent[next] = above;
      boxes.left[next] = left;
      left += width[children[index]!]!;
      boxes.right[next++] = left;
    }
    return left;
  };
  boxes.span = place(size, -1, 0);
  for (let row = 0, box = 0; row <= deepest; row += 1) {
    boxes.rows[row] = box;
    for (const end = next; box < end; box += 1) place(boxes.node[box]!, box, boxes.left[box]!);
  }
  boxes.rows[deepest + 1] = count;
  return { ...boxes, ...flameBlocks(boxes.left, boxes.right) };
}
