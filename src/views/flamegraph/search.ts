/** What a search finds, and how much of the whole it is. Runs in pages too. */
import type { FlameFrame, FlameTree } from "./tree.js";

export interface FlameMatch {
  /** By frame; null: no search. */
  readonly hits: Uint8Array | null;
  /** Functions that match. */
  readonly frames: number;
  /** In the unit, counting nested matches once. */
  readonly total: number;
  /** The pattern is no regular expression and was taken as plain text. */
  readonly plain: boolean;
}

/**
 * Takes a regular expression, in any case, and matches the names of functions. Places are matched only where the
 * pattern speaks of files: it has a slash, a colon or a suffix such as `.ts`.
 */
export function flameSearch(tree: FlameTree, query: string): FlameMatch {
  const wanted = query.trim();
  if (wanted === "") return { hits: null, frames: 0, total: 0, plain: false };
  let pattern: RegExp | null = null;
  try {
    pattern = new RegExp(wanted, "i");
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
  }
  const files = /[/:]|\.([mc]?[jt]sx?|wasm)\b/.test(wanted);
  const has = (text: string) =>
    pattern ? pattern.test(text) : text.toLowerCase().includes(wanted.toLowerCase());
  const matches = (frame: FlameFrame) => has(frame.name) || (files && has(frame.place));
  const hits = Uint8Array.from(tree.frames, (frame) =>
    frame.category !== "small" && matches(frame) ? 1 : 0,
  );
  const inside = new Uint8Array(tree.size);
  const found = new Set<number>();
  let total = 0;
  for (let node = 0; node < tree.size; node += 1) {
    const above = tree.parent[node]! >= 0 && inside[tree.parent[node]!] === 1;
    const hit = hits[tree.frame[node]!] === 1;
    if (hit) found.add(tree.frame[node]!);
    if (hit && !above) total += tree.total[node]!;
    inside[node] = above || hit ? 1 : 0;
  }
  return { hits, frames: found.size, total, plain: pattern === null };
}
