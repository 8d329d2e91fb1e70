/** The tree as a list of rows, the heaviest stacks first, for text. */
import type { Profile } from "../../model/profile.js";
import { placeText } from "./data.js";

export interface HeavyRow {
  readonly name: string;
  readonly place: string;
  readonly depth: number;
  readonly total: number;
  readonly self: number;
}

/** Nodes of at least a share of the whole, each below its caller. */
export function heavyRows(profile: Profile, least: number): readonly HeavyRow[] {
  const totals = profile.nodes.map((node) => node.self);
  const children = new Map<number, number[]>();
  for (let index = profile.nodes.length - 1; index >= 0; index -= 1) {
    const { parent } = profile.nodes[index]!;
    if (parent >= 0) totals[parent]! += totals[index]!;
    const siblings = children.get(parent);
    if (siblings) siblings.push(index);
    else children.set(parent, [index]);
  }
  const whole = (children.get(-1) ?? []).reduce((sum, root) => sum + totals[root]!, 0) || 1;
  const heavy = (parent: number) =>
    (children.get(parent) ?? [])
      .filter((node) => totals[node]! > 0 && totals[node]! / whole >= least)
      .sort((a, b) => totals[a]! - totals[b]! || b - a);
  const rows: HeavyRow[] = [];
  const waiting = heavy(-1).map((node) => ({ node, depth: 0 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { self, frame: index } = profile.nodes[next.node]!;
    const frame = profile.frames[index] ?? { name: "(unknown)", file: null, line: null };
    rows.push({
      name: frame.name,
      place: placeText(frame),
      depth: next.depth,
      total: totals[next.node]!,
      self,
    });
    const depth = next.depth + 1;
    waiting.push(...heavy(next.node).map((node) => ({ node, depth })));
  }
  return rows;
}
