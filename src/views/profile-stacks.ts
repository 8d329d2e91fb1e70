/** The heaviest stacks and functions of a profile as text tables, for CPU, heap and other tools' profiles. */
import type { Profile } from "../model/profile.js";
import { placeText } from "./flamegraph/data.js";
import { frameTotals } from "./flamegraph/frame-totals.js";
import { type HeavyRow, heavyRows } from "./flamegraph/heavy.js";
import { percent, percentOrBlank } from "./shares.js";
import { clip, textTable } from "./text.js";

/** Below this share a stack is not worth a row. */
const SMALL = 0.01;
/** A call that keeps this much of its caller's time is only a step on the way. */
const PASSED_ON = 0.9;

/** The heaviest, each below its caller. */
export function stacksTable(profile: Profile, limit: number): string {
  const whole = wholeOf(profile);
  const rows = folded(heavyRows(profile, SMALL), whole);
  const heaviest = new Set(rows.toSorted((a, b) => b.total - a.total || a.depth - b.depth).slice(0, limit));
  const shown = rows
    .filter((row) => heaviest.has(row))
    .map((row) => [
      percent(row.total / whole),
      percentOrBlank(row.self / whole),
      `${"  ".repeat(Math.min(row.depth, 12))}${row.name}${row.place ? `  ${row.place}` : ""}`,
    ]);
  const hidden = rows.length - shown.length;
  return textTable({
    head: ["total", "self", "stack"],
    rows: hidden > 0 ? [...shown, ["", "", `⋯ ${hidden} more above 1 %`]] : shown,
    right: [0, 1],
  });
}

/** By self time, over all stacks. */
export function functionsTable(profile: Profile, limit: number): string {
  const whole = wholeOf(profile);
  const { self, total } = frameTotals(profile.nodes, profile.frames.length);
  const shown = profile.frames
    .map((frame, index) => ({ frame, self: self[index] ?? 0, total: total[index] ?? 0 }))
    .filter((one) => one.self / whole >= SMALL / 2)
    .sort((a, b) => b.self - a.self)
    .slice(0, limit);
  return textTable({
    head: ["self", "total", "function", "place"],
    rows: shown.map(({ frame, ...time }) => [
      percent(time.self / whole),
      percent(time.total / whole),
      clip(frame.name, 40),
      placeText(frame),
    ]),
    right: [0, 1],
  });
}

function wholeOf({ nodes }: Profile): number {
  return nodes.reduce((sum, node) => sum + node.self, 0) || 1;
}

/** Runs of Node's and V8's own calls that only pass on are one row: `fetch › ⋯ 3 › mainFetch`. */
function folded(rows: readonly HeavyRow[], whole: number): readonly HeavyRow[] {
  const shown: HeavyRow[] = [];
  /** By depth in the profile: the depth at which the row on the way down is shown. */
  const shownAt: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const first = rows[at];
    if (first === undefined) break;
    let last = first;
    const start = at;
    for (let next = rows[at + 1]; next && isStep(last, next, whole); next = rows[at + 1]) {
      last = next;
      at++;
    }
    const depth = first.depth === 0 ? 0 : (shownAt[first.depth - 1] ?? -1) + 1;
    for (let level = first.depth; level <= last.depth; level++) shownAt[level] = depth;
    shown.push({ ...last, name: runName(rows.slice(start, at + 1)), depth, total: first.total });
  }
  return shown;
}

function isStep(row: HeavyRow, next: HeavyRow, whole: number): boolean {
  return (
    next.depth === row.depth + 1 &&
    next.total >= PASSED_ON * row.total &&
    row.self < SMALL * whole &&
    isOutside(row) &&
    isOutside(next)
  );
}

function isOutside({ place }: HeavyRow): boolean {
  return place === "" || place.startsWith("node:");
}

function runName(run: readonly HeavyRow[]): string {
  const [first, last] = [run[0]?.name ?? "", run.at(-1)?.name ?? ""];
  if (run.length === 1) return clip(first, 50);
  return `${clip(first, 30)} › ${run.length > 2 ? `⋯ ${run.length - 2} › ` : ""}${clip(last, 30)}`;
}
