/** Which colour each node gets, as an index into a small palette. Runs in pages. */
import { type FlameScheme, flameChangeColor, flameColor, flameKey } from "./color.js";
import type { FlameTree } from "./tree.js";

export interface FlamePaint {
  readonly palette: readonly string[];
  /** By node. */
  readonly of: Uint16Array;
  /** By node of a differential: net change as a share of all change below, -1 to 1; null for a plain graph. */
  readonly net: Float32Array | null;
  readonly small: string;
}

export function flamePaint(
  tree: FlameTree,
  how: { readonly scheme: FlameScheme; readonly dark: boolean; readonly change: boolean },
): FlamePaint {
  const { totalBefore, more, less } = tree;
  const small = flameColor("small", "", how.dark);
  if (totalBefore && more && less) {
    const steps = 10;
    const palette = Array.from({ length: 2 * steps + 1 }, (_, index) =>
      flameChangeColor(index / steps - 1, how.dark),
    );
    const of = new Uint16Array(tree.size);
    const net = new Float32Array(tree.size);
    for (let node = 0; node < tree.size; node += 1) {
      const change = tree.total[node]! - totalBefore[node]!;
      const most = Math.max(tree.total[node]!, totalBefore[node]!);
      of[node] = Math.round((most > 0 ? change / most : 0) * steps) + steps;
      const moved = more[node]! + less[node]!;
      net[node] = moved > 0 ? change / moved : 0;
    }
    return { palette, of, net: how.change ? net : null, small };
  }
  const places = new Map<string, number>();
  const byFrame = tree.frames.map((frame) => {
    const color = flameColor(flameKey(frame, how.scheme), frame.name, how.dark);
    const place = places.get(color) ?? places.size;
    places.set(color, place);
    return place;
  });
  return {
    palette: [...places.keys()],
    of: Uint16Array.from(tree.frame, (frame) => byFrame[frame]!),
    net: null,
    small,
  };
}
