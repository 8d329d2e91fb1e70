/** The order in time: which node each stretch of samples ended in, packed small. */
import { packNumbers } from "./bytes.js";

export interface FlameRun {
  readonly node: number;
  readonly duration: number;
}

/** At most `most` runs; where there are more, the stretches shorter than the grain go to the longest among them. */
export function mergedRuns(
  timeline: { readonly nodes: readonly number[]; readonly durations: readonly number[] },
  placeOf: Int32Array,
  most: number,
): { readonly runs: readonly FlameRun[]; readonly grain: number } {
  const runs = joined(
    timeline.nodes.map((node, index) => ({
      node: placeOf[node] ?? -1,
      duration: timeline.durations[index] ?? 0,
    })),
  );
  if (runs.length <= most) return { runs, grain: 0 };
  const whole = runs.reduce((sum, run) => sum + run.duration, 0);
  const grain = whole / most;
  return { runs: joined(binned(runs, grain)), grain };
}

export function packRuns(runs: readonly FlameRun[], step: number): string {
  let before = 0;
  let rest = 0;
  return packNumbers(
    runs.flatMap(({ node, duration }) => {
      const distance = node - before;
      before = node;
      // What rounding leaves goes to the next run, so that the ends of long profiles stay in place.
      const exact = duration / step + rest;
      const whole = Math.max(0, Math.round(exact));
      rest = exact - whole;
      return [distance < 0 ? -2 * distance - 1 : 2 * distance, whole];
    }),
  );
}

function joined(runs: readonly FlameRun[]): FlameRun[] {
  const merged: { node: number; duration: number }[] = [];
  for (const { node, duration } of runs) {
    const last = merged.at(-1);
    if (node < 0 || duration <= 0) continue;
    if (last?.node === node) last.duration += duration;
    else merged.push({ node, duration });
  }
  return merged;
}

/** Neighbours gathered until they last a grain; the node that took most of it stands for all. */
function binned(runs: readonly FlameRun[], grain: number): FlameRun[] {
  const bins: FlameRun[] = [];
  const shares = new Map<number, number>();
  let length = 0;
  const close = () => {
    const [top] = [...shares].sort((a, b) => b[1] - a[1]);
    if (top) bins.push({ node: top[0], duration: length });
    shares.clear();
    length = 0;
  };
  for (const { node, duration } of runs) {
    shares.set(node, (shares.get(node) ?? 0) + duration);
    length += duration;
    if (length >= grain) close();
  }
  close();
  return bins;
}
