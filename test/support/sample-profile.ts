/** Profiles of the sample case's variants, drawn as folded stacks with the ns each stack ended in. */
import type { Frame, FrameCategory, LineCost, Profile, StackNode } from "../../src/model/profile.js";
import { SETUP, SOURCES } from "./sample-sources.js";

/** `category name file:line`, by the name that stacks use. */
const FRAMES: Readonly<
  Record<string, readonly [category: FrameCategory, file: string | null, line: number | null]>
> = {
  measured: ["cell", "cell:naive", 11],
  matmul: ["cell", "cell:naive", 1],
  "Float32Array (native)": ["native", null, null],
  "(garbage collector)": ["gc", null, null],
  "(program)": ["program", null, null],
  "random.float32": ["setup", "setup", 2],
  runBatch: ["package", "node_modules/tinybench/dist/index.js", 88],
  hrtimeNow: ["package", "node_modules/tinybench/dist/index.js", 12],
  processTicksAndRejections: ["node", "node:internal/process/task_queues", 89],
  convolve: ["module", "src/kernel.ts", 14],
  memcpy: ["wasm", "kernel.wasm", null],
};

const STACKS = `
runBatch;measured;matmul 1900000000
runBatch;measured;matmul;Float32Array (native) 31000000
runBatch;measured;matmul;convolve 22000000
runBatch;measured;matmul;convolve;memcpy 9000000
runBatch;measured 4000000
runBatch;hrtimeNow 6000000
runBatch 3000000
processTicksAndRejections;random.float32 8000000
processTicksAndRejections 2000000
(garbage collector) 14000000
(program) 7000000`;

export function sampleProfile(variant: keyof typeof SOURCES = "naive"): Profile {
  return profileOf({ stacks: STACKS, variant, source: SOURCES[variant] });
}

/** Builds a profile from folded stacks: `root;child;leaf ns` a line. */
export function profileOf(input: {
  readonly stacks: string;
  readonly variant: string;
  readonly source: string;
}): Profile {
  const { variant, source } = input;
  const frames: Frame[] = [];
  const nodes: { frame: number; parent: number; self: number; samples: number }[] = [];
  const frameIndex = (name: string) => {
    const known = frames.findIndex((frame) => frame.name === name);
    if (known >= 0) return known;
    const [category, file, line] = FRAMES[name] ?? ["cell", "cell:naive", 1];
    return (
      frames.push({
        name,
        category,
        file: file === "cell:naive" ? `cell:${variant}` : file,
        line,
        column: null,
      }) - 1
    );
  };
  for (const row of input.stacks.trim().split("\n")) {
    const space = row.lastIndexOf(" ");
    let parent = -1;
    for (const name of row.slice(0, space).split(";")) {
      const frame = frameIndex(name);
      const known = nodes.findIndex((node) => node.parent === parent && node.frame === frame);
      parent = known >= 0 ? known : nodes.push({ frame, parent, self: 0, samples: 0 }) - 1;
    }
    const leaf = nodes[parent];
    if (leaf) leaf.self += Number(row.slice(space + 1));
  }
  for (const node of nodes) node.samples = Math.round(node.self / 355_000);
  const duration = nodes.reduce((sum, node) => sum + node.self, 0);
  return {
    kind: "cpu",
    unit: "ns",
    frames,
    nodes: nodes as readonly StackNode[],
    lines: hotLines(variant, source, duration),
    timeline: { nodes: nodes.map((_, index) => index), durations: nodes.map((node) => node.self) },
    duration,
    idle: 1e6,
    interval: { asked: 200_000, achieved: 355_000 },
    sampleCount: nodes.reduce((sum, node) => sum + node.samples, 0),
    calls: 36,
    sources: { [`cell:${variant}`]: source, setup: SETUP },
  };
}

/** The innermost loop's line takes nearly all. */
function hotLines(variant: string, source: string, duration: number): readonly LineCost[] {
  const lines = source.split("\n");
  const hot = lines.findIndex((line) => line.includes("+=") && line.includes("b["));
  const cost = (line: number, self: number, total = self): LineCost => ({
    file: `cell:${variant}`,
    line,
    self: self * duration,
    total: total * duration,
    samples: Math.round(self * 5600),
  });
  const inner = hot < 0 ? 3 : hot + 1;
  return [
    cost(inner, 0.921),
    cost(inner + 1, 0.021),
    cost(inner - 1, 0.011),
    cost(2, 0.006, 0.022),
    cost(lines.length, 0.002, 0.978),
    { file: "setup", line: 2, self: 0.004 * duration, total: 0.004 * duration, samples: 22 },
  ];
}
