/**
 * Whether values fall into two groups: the widest gap between neighbours is at least twice the width of either group,
 * and each group has two or more. Rough, and deaf to anything subtler, on purpose: forks that differ by luck of compilation
 * do so by far more than their noise.
 */
import { sorted } from "./quantile.js";

export interface Split {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

const FEWEST = 6;
const SMALLEST_GROUP = 2;
const GAP_PER_WIDTH = 2;

/** Null where there is one group, or the gap is below `least`. */
export function splitInTwo(values: readonly number[], least: number): Split | null {
  if (values.length < FEWEST) return null;
  const ascending = Array.from(sorted(values));
  let at = SMALLEST_GROUP;
  for (let index = SMALLEST_GROUP; index <= ascending.length - SMALLEST_GROUP; index++) {
    if (gapBefore(ascending, index) > gapBefore(ascending, at)) at = index;
  }
  const lower = ascending.slice(0, at);
  const upper = ascending.slice(at);
  const gap = gapBefore(ascending, at);
  const widest = Math.max(width(lower), width(upper));
  return gap >= least && gap >= GAP_PER_WIDTH * widest ? { lower, upper } : null;
}

function gapBefore(ascending: readonly number[], index: number): number {
  return (ascending[index] as number) - (ascending[index - 1] as number);
}

function width(group: readonly number[]): number {
  return (group[group.length - 1] as number) - (group[0] as number);
}
