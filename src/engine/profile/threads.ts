/**
 * Profiles of worker threads beside the main thread's, each below a root with the thread's name. Threads run at once, so
 * their times add up to more than the clock's; in the order of time one thread stands behind the other.
 */
import type { LineCost, Profile } from "../../model/profile.js";
import { Stacks } from "../../stats/stacks.js";

export interface ThreadProfile {
  readonly name: string;
  readonly profile: Profile;
}

export function withThreads(main: Profile, threads: readonly ThreadProfile[]): Profile {
  const busy = threads.filter(({ profile }) => profile.sampleCount > 0);
  if (busy.length === 0) return main;
  const joined = new Joined();
  joined.add(main, -1);
  for (const { name, profile } of busy) {
    const root = { name, category: "module", file: null, line: null, column: null } as const;
    joined.add(profile, joined.node(joined.frame(root), -1));
  }
  const all = [main, ...busy.map(({ profile }) => profile)];
  const sum = (of: (profile: Profile) => number) => all.reduce((total, profile) => total + of(profile), 0);
  return {
    ...main,
    frames: joined.frames,
    nodes: joined.nodes,
    timeline: joined.timeline,
    lines: mergedLines(all),
    duration: sum(({ duration }) => duration),
    sampleCount: sum(({ sampleCount }) => sampleCount),
    threads: { count: all.length, clock: main.duration + main.idle },
  };
}

class Joined extends Stacks {
  readonly timeline: { readonly nodes: number[]; readonly durations: number[] } = {
    nodes: [],
    durations: [],
  };

  /** `above`: the node that the profile's roots stand on, -1 for none. */
  add({ frames, nodes, timeline }: Profile, above: number): void {
    const places: number[] = [];
    for (const { frame, parent, self, samples } of nodes) {
      const { category } = frames[frame] ?? UNKNOWN;
      const below = parent < 0 ? above : (places[parent] ?? above);
      // Node's own steps to a worker's code say nothing of it.
      const start = above >= 0 && below === above && (category === "node" || category === "native");
      const at = start ? above : this.node(this.frame(frames[frame] ?? UNKNOWN), below);
      places.push(at);
      const node = this.nodes[at];
      if (node === undefined) continue;
      node.self += self;
      node.samples += samples;
    }
    timeline.nodes.forEach((node, index) => {
      this.timeline.nodes.push(places[node] ?? above);
      this.timeline.durations.push(timeline.durations[index] ?? 0);
    });
  }
}

const UNKNOWN = { name: "(unknown)", category: "native", file: null, line: null, column: null } as const;

function mergedLines(profiles: readonly Profile[]): readonly LineCost[] {
  const costs = new Map<string, LineCost>();
  for (const line of profiles.flatMap(({ lines }) => lines)) {
    const key = `${line.file}:${line.line}`;
    const known = costs.get(key);
    costs.set(
      key,
      known === undefined
        ? line
        : {
            ...known,
            self: known.self + line.self,
            total: known.total + line.total,
            samples: known.samples + line.samples,
          },
    );
  }
  return [...costs.values()];
}
