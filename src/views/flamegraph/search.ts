/** What a search finds, and how much of the time it is. Runs in pages too. */
import type { FlameRect } from "./layout.js";

export interface FlameMatch {
  /** By index of rectangle; null: no search. */
  readonly hits: readonly boolean[] | null;
  readonly frames: number;
  /** ns, counting nested matches once. */
  readonly total: number;
}

/** Matches names and places, in any case. */
export function flameSearch(rects: readonly FlameRect[], query: string): FlameMatch {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return { hits: null, frames: 0, total: 0 };
  const hits = rects.map((rect) => `${rect.name}\n${rect.place}`.toLowerCase().includes(wanted));
  const inside: boolean[] = [];
  let total = 0;
  rects.forEach((rect, index) => {
    const above = rect.parent >= 0 && (inside[rect.parent] ?? false);
    if (hits[index] && !above) total += rect.total;
    inside[index] = above || (hits[index] ?? false);
  });
  return { hits, frames: hits.filter(Boolean).length, total };
}
