/** Two profiles held against each other, packed for the widget: as `data.ts`, with a column of what was before. */
import type { ProfileDiff } from "../../stats/profile-diff.js";
import { packNumbers } from "./bytes.js";
import { type FlameData, type FlameLimits, FramePlaces, OUTPUT_LIMITS } from "./data.js";
import { keptNodes } from "./prune.js";

/** A value counts in this share of the larger whole. */
const FINEST = 1e-7;

export function flameDiffData(
  diff: ProfileDiff,
  titles: { readonly now: string; readonly before: string },
  limits: FlameLimits = OUTPUT_LIMITS,
): FlameData {
  const step = Math.max(diff.total.now, diff.total.before) * FINEST || 1;
  const kept = keptNodes(diff.nodes, diff.frames, limits);
  const places = new FramePlaces(kept.frames);
  const nodes = kept.nodes.flatMap((node, index) => [
    places.of(node.frame),
    node.parent < 0 ? 0 : index - node.parent,
    node.self / step,
    node.samples,
    node.before / step,
  ]);
  const changes = new Map(diff.functions.map((change) => [change.frame, change]));
  const sums = places.order.flatMap((at) => {
    const frame = diff.frames[at];
    const change = frame === undefined ? undefined : changes.get(frame);
    if (change === undefined) return [0, 0, 0, 0];
    const { self, total, selfBefore, totalBefore } = change;
    return [self, total, selfBefore, totalBefore].map((amount) => amount / step);
  });
  return {
    title: titles.now,
    unit: diff.unit,
    total: diff.total.now,
    samples: diff.samples.now,
    step,
    ...places.packed(),
    nodes: packNumbers(nodes),
    sums: packNumbers(sums),
    runs: "",
    grain: 0,
    against: { title: titles.before, total: diff.total.before },
  };
}
