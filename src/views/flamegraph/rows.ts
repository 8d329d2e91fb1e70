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

/**
 * The end of a strip of thin boxes that begins with a thin box: each is thinner than `least` and stands close to the
 * one before. Jumps by halves, so that a strip of a million costs as much as its width in pixels.
 */
export function flameStrip(
  boxes: FlameBoxes,
  first: number,
  end: number,
  limits: { readonly least: number; readonly to: number },
): number {
  const { left, right } = boxes;
  const { least, to } = limits;
  let next = first;
  do {
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
  const end = boxes.rows[row + 1]!;
  let box = flameFirst(boxes, boxes.rows[row]!, end, view.from);
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
