/** Finds the boxes of a row by halves, and gathers what is too thin to see. Runs in pages. */
import type { FlameBoxes } from "./layout.js";

/** First box from `low` on, before `high`, that ends right of a value. */
export function flameFirst(boxes: FlameBoxes, low: number, high: number, value: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (boxes.right[middle]! > value) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Boxes of a block, as a power of two. */
const BLOCK = 6;

/** By block of 64 boxes its widest box, and the widest gap before one of them: what strips jump by. */
export function flameBlocks(left: Float64Array, right: Float64Array): Pick<FlameBoxes, "widest" | "gaps"> {
  const count = (left.length >> BLOCK) + 1;
  const [widest, gaps] = [new Float64Array(count), new Float64Array(count)];
  for (let box = 0; box < left.length; box += 1) {
    const block = box >> BLOCK;
    widest[block] = Math.max(widest[block]!, right[box]! - left[box]!);
    if (box > 0) gaps[block] = Math.max(gaps[block]!, left[box]! - right[box - 1]!);
  }
  return { widest, gaps };
}

/** The end of the boxes of a row that begin in the view, from one of them on. */
export function flameEnd(boxes: FlameBoxes, first: number, end: number, to: number): number {
  return Math.min(end, flameFirst(boxes, first, end, to) + 1);
}

/**
 * The end of a strip of thin boxes that begins with a thin box: each is thinner than `least` and stands close to the
 * one before. Jumps by blocks and by halves, so that a strip of a million costs little.
 */
export function flameStrip(
  boxes: FlameBoxes,
  first: number,
  end: number,
  limits: { readonly least: number; readonly to: number },
): number {
  const { left, right, widest, gaps } = boxes;
  const { least, to } = limits;
  let next = first;
  do {
    let block = next >> BLOCK;
    while ((block + 1) << BLOCK < end && widest[block]! < least && gaps[block]! < least / 2) block += 1;
    next = Math.max(next, (block << BLOCK) - 1);
    // The last that begins in the view may end beyond it; at least one box forward each time.
    next = Math.max(next + 1, flameFirst(boxes, next, end, left[next]! + least));
  } while (
    next < end &&
    left[next]! < to &&
    right[next]! - left[next]! < least &&
    left[next]! - right[next - 1]! < least / 2
  );
  return next;
}

/** The box of a row at a value: `last` is beyond `first` by more than one where it is a strip; null where none is. */
export function flameAt(
  boxes: FlameBoxes,
  row: number,
  value: number,
  view: { readonly from: number; readonly to: number; readonly least: number },
): { readonly first: number; readonly last: number } | null {
  if (row < 0 || row >= boxes.depth) return null;
  let box = flameFirst(boxes, boxes.rows[row]!, boxes.rows[row + 1]!, view.from);
  const end = flameEnd(boxes, box, boxes.rows[row + 1]!, view.to);
  while (box < end && boxes.left[box]! < view.to) {
    const thin = boxes.right[box]! - boxes.left[box]! < view.least;
    const last = thin ? flameStrip(boxes, box, end, view) : box + 1;
    const right = Math.max(boxes.right[last - 1]!, thin ? boxes.left[box]! + view.least : 0);
    if (value < boxes.left[box]!) return null;
    if (value < right) return { first: box, last };
    box = last;
  }
  return null;
}
