/** Builds a profile from stacks of another tool: equal stacks merged, parents before children. */
import type { Frame, FrameCategory, Profile, StackNode } from "../../model/profile.js";
import { Stacks } from "../../stats/stacks.js";

export class ProfileBuilder extends Stacks {
  readonly #timeline: { nodes: number[]; durations: number[] } = { nodes: [], durations: [] };

  /** A sample that ended in a node; negative weights, as clocks that step back give, count nothing. */
  hit(node: number, weight: number, samples = 1): void {
    const at = this.nodes[node];
    if (!at) return;
    const amount = Number.isFinite(weight) ? Math.max(0, weight) : 0;
    at.self += amount;
    at.samples += samples;
    this.#timeline.nodes.push(node);
    this.#timeline.durations.push(amount);
  }

  build(unit: Profile["unit"], idle = 0): Profile {
    const { durations } = this.#timeline;
    const duration = durations.reduce((sum, one) => sum + one, 0);
    const sampleCount = this.nodes.reduce((sum, { samples }) => sum + samples, 0);
    const interval = duration / Math.max(1, sampleCount);
    return {
      kind: unit === "bytes" ? "heap" : "cpu",
      unit,
      frames: this.frames,
      nodes: this.nodes as readonly StackNode[],
      lines: [],
      timeline: this.#timeline,
      duration,
      idle,
      interval: { asked: interval, achieved: interval },
      sampleCount,
      calls: 0,
      sources: {},
    };
  }
}

/** A frame as other tools write it; `line` and `column` 1-based. */
export function foreignFrame(given: {
  readonly name: string;
  readonly file?: string | null | undefined;
  readonly line?: number | null | undefined;
  readonly column?: number | null | undefined;
}): Frame {
  const file = given.file === undefined || given.file === "" ? null : given.file;
  const name = given.name === "" ? "(anonymous)" : given.name;
  const place = (value: number | null | undefined) => (value && value > 0 ? value : null);
  return {
    name,
    category: categoryOf(name, file),
    file,
    line: place(given.line),
    column: place(given.column),
  };
}

function categoryOf(name: string, file: string | null): FrameCategory {
  if (name === "(garbage collector)" || name === "GC") return "gc";
  if (name === "(program)") return "program";
  if (file === null) return "native";
  if (file.startsWith("cell:")) return "cell";
  if (file === "setup" || file.startsWith("setup:")) return "setup";
  if (file.startsWith("node:")) return "node";
  if (/^wasm:|\.wasm$/.test(file)) return "wasm";
  return file.includes("node_modules/") ? "package" : "module";
}

/** The stack of a node, root first. */
export function stackOf({ nodes }: Pick<Profile, "nodes">, node: number): readonly number[] {
  const stack: number[] = [];
  for (let at = node; at >= 0; at = nodes[at]?.parent ?? -1) stack.push(nodes[at]?.frame ?? 0);
  return stack.reverse();
}
