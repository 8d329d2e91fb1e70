import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { parseCpuProfile } from "../../../src/engine/profile/cpuprofile.js";
import { importCpuProfile } from "../../../src/engine/profile/import.js";
import { createBundleMap } from "../../../src/engine/source-map.js";
import type { Profile } from "../../../src/model/profile.js";
import { drawProfile } from "./draw-profile.js";

/** The bundle says `matmul2`, the cell `matmul`; the first two lines of the cell are types, gone in the bundle. */
const CELL = `type Matrix = Float32Array
type Size = number
function dot(a: Matrix, b: Matrix) {
  return a[0]! * b[0]!
}
function matmul(a: Matrix, b: Matrix, n: Size) {
  let sum = 0
  for (let i = 0; i < n; i++) sum += dot(a, b)
  return sum
}
matmul(A, B, 3)
`;
const BUNDLE = "/bundles/abc.mjs";
const { map: MAP } = transformSync(CELL, { loader: "ts", sourcefile: "cell:naive", sourcemap: "external" });
// What esbuild writes: dot at 1 to 3, matmul at 4 to 8, the expression at 9.
const URLS = {
  main: new URL("../../../src/engine/fork/main.js", import.meta.url).href,
  tiny: "file:///home/me/node_modules/tinybench/dist/index.js",
  bundle: pathToFileURL(BUNDLE).href,
  pack: "file:///home/me/node_modules/fft.js/lib/fft.js",
  node: "node:internal/process/task_queues",
  clock: "node:internal/perf/performance",
  wasm: "wasm://wasm/kernel-0123",
};

test("the engine's frames become one root, and frames stand in the cell's own lines", () => {
  const profile = read(`
    node:processTicks@90:1 main:run@5:1 main:call@9:1 bundle:loop@20:1 bundle:measured@9:1 bundle:matmul@4:16 bundle:dot@1:13 | 6
    node:processTicks@90:1 main:run@5:1 main:call@9:1 bundle:loop@20:1 bundle:measured@9:1 bundle:matmul@4:16 | 3
    node:processTicks@90:1 main:run@5:1 main:call@9:1 | 1
  `);
  assert.deepEqual(folded(profile), [
    "measured cell:naive:11 200",
    "measured cell:naive:11; matmul cell:naive:6 600",
    "measured cell:naive:11; matmul cell:naive:6; dot cell:naive:3 1200",
  ]);
  assert.equal(profile.duration, 2_000_000);
  assert.equal(profile.sampleCount, 10);
});

test("collections stand on top of the stack that they stopped; idle time is told apart", () => {
  const profile = read(`
    main:run@5:1 bundle:matmul@4:16 | 2
    (garbage collector) | 3
    main:run@5:1 bundle:matmul@4:16 | 1
    (program) | 1
    (idle) | 4
  `);
  assert.deepEqual(folded(profile), [
    "measured cell:naive; matmul cell:naive:6 600",
    "measured cell:naive; matmul cell:naive:6; (garbage collector) 600",
    "measured cell:naive; matmul cell:naive:6; (program) 200",
  ]);
  assert.equal(profile.idle, 800_000);
  assert.equal(profile.duration, 1_400_000);
});

test("a native function has the name of its binding, as V8 gives all of them one name, and is the user's", () => {
  const profile = read(`
    bundle:measured@9:1 bundle:scale@99:5 pick | 7
    bundle:measured@9:1 bundle:pick@99:5 pick | 3
    bundle:measured@9:1 bundle:matmul@4:16 slice | 2
  `);
  const named = (name: string) => profile.frames.find((frame) => frame.name === name);
  assert.equal(named("scale (native)")?.category, "module");
  assert.equal(named("pick (native)")?.category, "module");
  assert.equal(named("slice")?.category, "native");
});

test("what the engine calls of Node's is no part of the stacks", () => {
  const profile = read(`
    main:run@5:1 clock:now@137:6 | 2
    main:run@5:1 bundle:matmul@4:16 clock:now@137:6 | 1
  `);
  assert.deepEqual(folded(profile), [
    "measured cell:naive 400",
    "measured cell:naive; matmul cell:naive:6; now node:internal/perf/performance:137 200",
  ]);
});

test("categories tell cells, packages, Node, WebAssembly and V8's own apart", () => {
  const profile = read(`
    main:run@5:1 tiny:task@1:1 bundle:matmul@4:16 pack:transform@3:1 | 1
    main:run@5:1 tiny:task@1:1 bundle:matmul@4:16 wasm:kernel@1:1 | 1
    main:run@5:1 tiny:task@1:1 bundle:matmul@4:16 sort | 1
    node:processTicks@90:1 | 1
  `);
  const categories = Object.fromEntries(
    profile.frames.map(({ name, category, file }) => [name, [category, file]]),
  );
  assert.deepEqual(categories, {
    measured: ["cell", "cell:naive"],
    processTicks: ["node", "node:internal/process/task_queues"],
    matmul: ["cell", "cell:naive"],
    transform: ["package", "fft.js/lib/fft.js"],
    kernel: ["wasm", "wasm://wasm/kernel-0123"],
    sort: ["native", null],
  });
});

test("ticks fall on the cell's lines, and a call's line has its callee's time in the total", () => {
  const profile = read(`
    main:run@5:1 bundle:matmul@4:16 bundle:dot@1:13 | 6 6x2
    main:run@5:1 bundle:matmul@4:16 | 4 3x6 1x7
  `);
  assert.deepEqual(
    profile.lines.map(({ line, self, total, samples }) => [line, self / 1000, total / 1000, samples]),
    [
      // a[0] * b[0]
      [4, 1200, 1200, 6],
      // sum += dot(a, b)
      [8, 600, 1800, 3],
      // return sum
      [9, 200, 200, 1],
      // matmul(A, B, 3)
      [11, 0, 2000, 0],
    ],
  );
});

test("a recursive line counts once in its total", () => {
  const frame = "bundle:matmul@4:16";
  const profile = read(`main:run@5:1 ${frame} ${frame} ${frame} | 5 5x6`);
  const line = profile.lines.find(({ line }) => line === 8);
  assert.deepEqual([line?.self, line?.total], [1_000_000, 1_000_000]);
});

test("a name that the bundler changed is the cell's again", () => {
  const profile = read("main:run@5:1 bundle:matmul2@4:17 | 1");
  assert.equal(profile.frames.at(-1)?.name, "matmul");
});

test("the achieved interval is the median gap; time that runs backwards is taken as none", () => {
  const raw = drawProfile({ urls: URLS, interval: 350, stacks: "main:run@5:1 bundle:matmul@4:16 | 5" });
  const deltas = [350, 350, -20, 720, 350];
  const profile = importRaw({ ...raw, timeDeltas: deltas });
  assert.deepEqual(profile.interval, { asked: 200_000, achieved: 350_000 });
  assert.ok(profile.timeline.durations.every((duration) => duration >= 0));
});

test("the sources of cells are there for the hot-line table", () => {
  const profile = read("main:run@5:1 bundle:matmul@4:16 | 1");
  assert.deepEqual(profile.sources, { "cell:naive": CELL });
});

test("without a map the bundle's own lines are shown", () => {
  const raw = drawProfile({ urls: URLS, interval: 200, stacks: "main:run@5:1 bundle:matmul@4:16 | 1" });
  const profile = importCpuProfile({ ...REQUEST, raw, map: null });
  assert.deepEqual(profile.frames.at(-1), {
    name: "matmul",
    category: "cell",
    file: null,
    line: 4,
    column: 16,
  });
});

test("what is no profile is refused", () => {
  assert.throws(() => parseCpuProfile('{"nodes":[]}'), /no \.cpuprofile/);
});

const REQUEST = {
  variant: "naive",
  bundle: BUNDLE,
  map: createBundleMap(MAP),
  wrappers: ["loop", "measured"],
  calls: 10,
  asked: 200_000,
};

function importRaw(raw: Parameters<typeof importCpuProfile>[0]["raw"]): Profile {
  return importCpuProfile({ ...REQUEST, raw });
}

function read(stacks: string): Profile {
  return importRaw(drawProfile({ urls: URLS, interval: 200, stacks }));
}

/** Stacks with the µs that ended in them. */
function folded({ nodes, frames }: Profile): string[] {
  const stack = (index: number): string[] => {
    const node = nodes[index];
    if (!node) return [];
    const { name, file, line } = frames[node.frame] ?? { name: "?", file: null, line: null };
    const place = file === null ? "" : ` ${file}${line === null ? "" : `:${line}`}`;
    return [...stack(node.parent), name + place];
  };
  return nodes
    .flatMap((node, index) => (node.self > 0 ? [`${stack(index).join("; ")} ${node.self / 1000}`] : []))
    .sort();
}
