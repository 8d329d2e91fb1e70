/** What a frame costs, as lines for the tooltip and for a screen reader. Runs in pages too. */
import type { ProfileUnit } from "../../model/profile.js";
import { flameKeyName } from "./color.js";
import { flameChange, flamePercent, flameValue } from "./page-text.js";
import type { FlameTree } from "./tree.js";

export function flameDetails(
  tree: FlameTree,
  node: number,
  how: { readonly unit: ProfileUnit; readonly inverted?: boolean },
): string[] {
  const { unit } = how;
  const frame = tree.frames[tree.frame[node]!]!;
  const { name, category, place, tier } = frame;
  const where = [flameKeyName(category), tier && flameKeyName(tier), place].filter((part) => part !== "");
  const samples = (count: number) => `${count} ${count === 1 ? "sample" : "samples"}`;
  if (tree.before && tree.totalBefore) {
    const side = (title: string, total: number, self: number, whole: number) =>
      `${title} ${flameValue(total, unit)} a call (${flamePercent(total, whole)}), self ${flameValue(self, unit)}`;
    const [now, before] = [tree.total[node]!, tree.totalBefore[node]!];
    const change = now - before;
    return [
      name,
      where.join(" · "),
      side("now", now, tree.self[node]!, tree.whole),
      side("before", before, tree.before[node]!, tree.wholeBefore),
      `change ${change > 0 ? "+" : ""}${flameValue(change, unit)} (${flameChange(now, before)})`,
    ];
  }
  if (how.inverted) {
    let root = node;
    while (tree.parent[root]! >= 0) root = tree.parent[root]!;
    const inner = tree.frames[tree.frame[root]!]!.name;
    const own = `${flameValue(tree.total[node]!, unit)} (${flamePercent(tree.total[node]!, tree.whole)}, ${samples(tree.totalSamples[node]!)})`;
    return [
      name,
      where.join(" · "),
      root === node ? `self ${own}` : `self time of ${inner} called this way: ${own}`,
    ];
  }
  const figures = (title: string, amount: number, count: number) =>
    `${title} ${flameValue(amount, unit)} (${flamePercent(amount, tree.whole)}, ${samples(count)})`;
  return [
    name,
    where.join(" · "),
    figures("self", tree.self[node]!, tree.samples[node]!),
    figures("total", tree.total[node]!, tree.totalSamples[node]!),
  ];
}

/** A strip of boxes too thin to see. */
export function flameStripDetails(given: {
  readonly count: number;
  readonly amount: number;
  readonly whole: number;
  readonly unit: ProfileUnit;
}): string[] {
  const { count, amount, whole, unit } = given;
  return [
    `(${count} small frames)`,
    "too thin to draw here; click to zoom in on them",
    `together ${flameValue(amount, unit)} (${flamePercent(amount, whole)})`,
  ];
}
