/** A profile as a long run of a large program gives it, the same for one seed. */
import type { Frame, FrameCategory, Profile, StackNode } from "../../src/model/profile.js";
import { createRandom } from "../../src/stats/random.js";

const CATEGORIES: readonly FrameCategory[] = ["cell", "module", "package", "node", "native"];
/** ns */
const INTERVAL = 200_000;

export function largeProfile(size: {
  readonly samples: number;
  readonly nodes: number;
  readonly functions: number;
}): Profile {
  const random = createRandom("large profile");
  const nodes = stacks(size, random);
  const timeline = { nodes: new Array<number>(size.samples), durations: new Array<number>(size.samples) };
  for (let sample = 0; sample < size.samples; sample++) {
    // Some stacks are seen often, most of them seldom.
    const at = Math.floor(size.nodes * random() ** 2);
    const node = nodes[at] as { self: number; samples: number };
    node.self += INTERVAL;
    node.samples++;
    timeline.nodes[sample] = at;
    timeline.durations[sample] = INTERVAL;
  }
  return {
    ...{ kind: "cpu", unit: "ns", frames: frames(size.functions), nodes, lines: [], timeline },
    ...{ duration: size.samples * INTERVAL, idle: 0, interval: { asked: INTERVAL, achieved: INTERVAL } },
    ...{ sampleCount: size.samples, calls: 1, sources: {} },
  };
}

/** Half of the nodes grow from recent ones, so that stacks become some fifty frames deep. */
function stacks(
  size: { readonly nodes: number; readonly functions: number },
  random: () => number,
): StackNode[] {
  const nodes: StackNode[] = [{ frame: 0, parent: -1, self: 0, samples: 0 }];
  while (nodes.length < size.nodes) {
    const reach = random() < 0.5 ? Math.min(30, nodes.length) : nodes.length;
    const parent = nodes.length - 1 - Math.floor(random() * reach);
    nodes.push({ frame: Math.floor(random() * size.functions), parent, self: 0, samples: 0 });
  }
  return nodes;
}

function frames(count: number): Frame[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `function${index}`,
    category: CATEGORIES[index % CATEGORIES.length] ?? "cell",
    file: `src/file${index % 97}.ts`,
    line: 1 + (index % 300),
    column: 1,
  }));
}
