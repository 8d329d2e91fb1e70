import assert from "node:assert/strict";
import { test } from "node:test";
import { packNumbers } from "../../src/views/flamegraph/bytes.js";
import { flameData } from "../../src/views/flamegraph/data.js";
import { flameDecode, flameNumbers } from "../../src/views/flamegraph/decode.js";
import { type FlameWish, flameDerive } from "../../src/views/flamegraph/derive.js";
import { flameDetails } from "../../src/views/flamegraph/details.js";
import { type FlameScene, flameDraw, flameInk } from "../../src/views/flamegraph/draw.js";
import { flameAround, flameFunctions } from "../../src/views/flamegraph/functions.js";
import { type FlameBoxes, flameLayout } from "../../src/views/flamegraph/layout.js";
import { flamePaint } from "../../src/views/flamegraph/paint.js";
import { flameAt, flameBlocks, flameStrip } from "../../src/views/flamegraph/rows.js";
import { flameScript } from "../../src/views/flamegraph/script.js";
import { flameSearch } from "../../src/views/flamegraph/search.js";
import { flamegraphSvg } from "../../src/views/flamegraph/static.js";
import { flameTimeLayout } from "../../src/views/flamegraph/time.js";
import type { FlameTree } from "../../src/views/flamegraph/tree.js";
import { profileView } from "../../src/views/profile-view.js";
import { largeProfile } from "../bench/large-profile.js";
import { sampleCase } from "../support/sample-case.js";
import { profileOf, sampleProfile } from "../support/sample-profile.js";

const dataOf = (stacks: string) => flameData(profileOf({ stacks, variant: "v", source: "" }), "");
const treeOf = (stacks: string) => flameDecode(dataOf(stacks));
const PLAIN: FlameWish = { hide: false, fold: false, inverted: false };

/** Drawn as text: a row for each depth, a letter for each twentieth of the time. */
function drawn(tree: FlameTree, boxes: FlameBoxes = flameLayout(tree)): string {
  const rows: string[][] = [];
  for (const [box, node] of boxes.node.entries()) {
    rows[tree.depth[node]!] ??= Array.from({ length: 20 }, () => " ");
    const [from, to] = [boxes.left[box]!, boxes.right[box]!].map((at) => Math.round((at / boxes.span) * 20));
    rows[tree.depth[node]!]!.fill(tree.frames[tree.frame[node]!]!.name, from, to);
  }
  return rows.map((row) => row.join("").trimEnd()).join("\n");
}

/** Boxes of one row, from left to right. */
const rowOf = (left: Float64Array, right: Float64Array): FlameBoxes => ({
  depth: 1,
  rows: Int32Array.of(0, left.length),
  left,
  right,
  node: new Int32Array(left.length),
  parent: new Int32Array(left.length).fill(-1),
  ...flameBlocks(left, right),
  span: right.at(-1) ?? 0,
});

/** A picture without the line break that its template begins with. */
const picture = (text: string) => text.replace(/^\n/, "");

test("the root is on top and the heaviest child stands left", () => {
  assert.equal(
    drawn(treeOf("a;b 5\na;c 10\na;c;d 3\ne 2")),
    picture(`
aaaaaaaaaaaaaaaaaaee
cccccccccccccbbbbb
ddd`),
  );
});

test("in order of time a frame lasts as long as the samples in a row are in it", () => {
  const profile = profileOf({ stacks: "a;b 10\na;c 10", variant: "v", source: "" });
  const [, b, c] = profile.nodes.keys();
  const data = flameData({ ...profile, timeline: { nodes: [b!, c!, c!, b!], durations: [5, 5, 5, 5] } }, "");
  const { tree, moved } = flameDerive(flameDecode(data), PLAIN);
  assert.equal(
    drawn(tree, flameTimeLayout(tree, moved, data)),
    picture(`
aaaaaaaaaaaaaaaaaaaa
bbbbbccccccccccbbbbb`),
  );
});

test("callers stand below the function that took the time", () => {
  const { tree } = flameDerive(treeOf("a;c 12\nb;c 4\nb 4"), { ...PLAIN, inverted: true });
  assert.equal(
    drawn(tree),
    picture(`
ccccccccccccccccbbbb
aaaaaaaaaaaabbbb`),
  );
});

test("recursion keeps each level, and folds to one where that is asked for, also through others", () => {
  assert.equal(drawn(treeOf("f;f;f 10")), "ffffffffffffffffffff\n".repeat(3).trim());
  const folded = flameDerive(treeOf("f;f;g;f;g;h 10\nf 10"), { ...PLAIN, fold: true }).tree;
  assert.equal(
    drawn(folded),
    picture(`
ffffffffffffffffffff
gggggggggg
hhhhhhhhhh`),
  );
});

test("recursion 10,000 deep is laid out, searched, folded and inverted", () => {
  const deep = 10_000;
  const profile = profileOf({ stacks: "f 10", variant: "v", source: "" });
  const nodes = Array.from({ length: deep }, (_, index) => ({
    frame: 0,
    parent: index - 1,
    self: index === deep - 1 ? 10 : 0,
    samples: 1,
  }));
  const tree = flameDecode(flameData({ ...profile, nodes }, "", { nodes: deep, runs: 10, thinnest: 0 }));
  assert.equal(flameLayout(tree).depth, deep);
  assert.equal(flameSearch(tree, "f").total, 10);
  assert.equal(flameLayout(flameDerive(tree, { ...PLAIN, fold: true }).tree).depth, 1);
  assert.equal(flameDerive(tree, { ...PLAIN, inverted: true }).tree.whole, 10);
});

test("without the runtime its time goes to its callers", () => {
  const shown = flameDerive(treeOf("measured;matmul;(program);convolve 5\nmeasured;(program) 15"), {
    ...PLAIN,
    hide: true,
  });
  const names = [...shown.tree.frame].map((frame) => shown.tree.frames[frame]!.name);
  assert.deepEqual(names, ["measured", "matmul", "convolve"]);
  assert.deepEqual([...shown.tree.self], [15, 0, 5]);
});

test("a profile without samples draws a picture that says so and does not fail", () => {
  assert.equal(flameLayout(treeOf("a 0")).depth, 0);
  assert.match(flamegraphSvg(dataOf("a 0")), /^<svg.*no samples/);
});

test("what is too thin to see is one frame that counts what it stands for, and sums stay true", () => {
  const tree = treeOf("a 1000000\na;tiny 1\na;small;deep 1\na;none 0");
  assert.deepEqual(
    tree.frames.map((frame) => frame.name),
    ["a", "(2 small frames)"],
  );
  assert.equal(tree.total[0], 1_000_002);
});

test("a stack too deep for a page ends in a frame that tells how many are deeper", () => {
  const profile = profileOf({
    stacks: `${Array.from({ length: 30 }, (_, depth) => `f${depth}`).join(";")} 100`,
    variant: "v",
    source: "",
  });
  const tree = flameDecode(flameData(profile, "", { nodes: 10, runs: 10, thinnest: 0 }));
  assert.equal(tree.frames.at(-1)?.name, "(20 deeper frames)");
  assert.equal(tree.whole, 100);
});

test("a huge profile stays small in the page, its sums and its table true", () => {
  const stacks = Array.from(
    { length: 20_000 },
    (_, index) => `root;f${index % 500};g${index % 5000} ${1000 + (index % 7)}`,
  );
  const profile = profileOf({ stacks: stacks.slice(0, 6000).join("\n"), variant: "v", source: "" });
  const data = flameData(profile, "", { nodes: 600, runs: 100, thinnest: 0 });
  const tree = flameDecode(data);
  assert.ok(tree.size <= 1200);
  assert.ok(Math.abs(tree.whole - data.total) <= data.total * 1e-5);
  const rows = flameFunctions(tree, flameNumbers(data.sums), { step: data.step, before: 1 });
  const root = rows.find((row) => tree.frames[row.frame]!.name === "root")!;
  assert.ok(Math.abs(root.total - data.total) <= data.total * 1e-5);
  assert.ok(data.grain > 0);
  assert.ok(flameNumbers(data.runs).length <= 2 * 101);
});

test("packed numbers come back, also beyond 32 bits", () => {
  const numbers = [0, 1, 127, 128, 300, 2 ** 31, 2 ** 40 + 5];
  assert.deepEqual([...flameNumbers(packNumbers(numbers))], numbers);
});

test("a typical output of 5,000 samples stays under 150 KB, all of its bundle, under a cell of 80 lines", () => {
  const profile = largeProfile({ samples: 5000, nodes: 1500, functions: 300 });
  const source = Array.from({ length: 80 }, (_, line) => `  sum += a[${line}] * b[(i + ${line}) % n]`);
  const lines = source.flatMap((_, at) =>
    at % 3 === 0 ? [{ file: "cell:naive", line: at + 1, self: 5e6, total: 1e7, samples: 25 }] : [],
  );
  const bundle = profileView({
    profile: { ...profile, lines, sources: { "cell:naive": source.join("\n") } },
    record: sampleCase().profiles[0]!,
    variant: { name: "naive" },
  });
  const bytes = Buffer.byteLength(JSON.stringify(bundle));
  assert.ok(bytes > 60_000 && bytes < 150_000, `${bytes} bytes`);
});

test("a search counts nested matches once and ignores case", () => {
  const tree = treeOf("a;Mul;mul 30\na;b 50\nmul 20");
  const found = flameSearch(tree, "MUL");
  assert.equal(found.frames, 2);
  assert.equal(found.total, 50);
  assert.equal(flameSearch(tree, " ").hits, null);
});

test("a search takes a regular expression, and what is none as plain text", () => {
  const tree = treeOf("alpha 30\nbeta 50\n(program) 20");
  assert.equal(flameSearch(tree, "^(alpha|beta)$").total, 80);
  const broken = flameSearch(tree, "(prog");
  assert.equal(broken.total, 20);
  assert.equal(broken.plain, true);
});

test("a search looks at files only where the pattern speaks of files", () => {
  const tree = treeOf("measured;matmul 30\nmeasured;convolve 50");
  assert.equal(flameSearch(tree, "kernel").frames, 0);
  assert.equal(flameSearch(tree, "kernel.ts").total, 50);
  assert.equal(flameSearch(tree, "src/").total, 50);
  assert.equal(flameSearch(tree, "cell:").frames, 2);
});

test("callers and callees of a function: a call within itself counts once", () => {
  const tree = treeOf("a;f 10\nb;f;f;g 5\nb;f;g;f;g 3");
  const name = (frame: number) => tree.frames[frame]?.name ?? "(root)";
  const f = tree.frames.findIndex((frame) => frame.name === "f");
  const { callers, callees } = flameAround(tree, f);
  assert.deepEqual(
    callers.map(([frame, time]) => [name(frame), time]),
    [
      ["a", 10],
      ["b", 8],
    ],
  );
  assert.deepEqual(
    callees.map(([frame, time]) => [name(frame), time]),
    [["g", 8]],
  );
});

test("callees that are too thin to have a node are one, whatever their number", () => {
  const tree = treeOf("a;b 1000000\na;tiny 1\na;b;a;small 1\na;b;a;deep 1");
  const a = tree.frames.findIndex((frame) => frame.name === "a");
  const { callees } = flameAround(tree, a);
  assert.deepEqual(callees.filter(([frame]) => frame === -2).length, 1);
  assert.ok(callees.every(([frame]) => frame === -2 || tree.frames[frame]!.category !== "small"));
});

test("thin neighbours are one strip, wherever in it one points; a wide one stands alone", () => {
  const boxes = rowOf(Float64Array.of(0, 100, 101, 102, 103), Float64Array.of(100, 101, 102, 103, 200));
  const view = { from: 0, to: 200, least: 4 };
  assert.equal(flameStrip(boxes, 1, 5, view), 4);
  assert.deepEqual(flameAt(boxes, 0, 101.5, view), { first: 1, last: 4 });
  assert.deepEqual(flameAt(boxes, 0, 50, view), { first: 0, last: 1 });
  assert.equal(flameAt(boxes, 1, 50, view), null);
});

/** A canvas that only counts. */
function countingCanvas() {
  const counts = { rectangles: 0, texts: 0, colors: 0 };
  const context = {
    set fillStyle(_: string) {
      counts.colors += 1;
    },
    strokeStyle: "",
    lineWidth: 0,
    font: "",
    globalAlpha: 1,
    textBaseline: "",
    setTransform: () => undefined,
    clearRect: () => undefined,
    strokeRect: () => undefined,
    fillText: () => {
      counts.texts += 1;
    },
    measureText: () => ({ width: 66 }),
    fillRect: () => {
      counts.rectangles += 1;
    },
  };
  return { counts, context };
}

const sceneOf = (tree: FlameTree, boxes: FlameBoxes): FlameScene => ({
  tree,
  boxes,
  paint: flamePaint(tree, { scheme: "category", dark: false, change: false }),
  labels: new Map(),
  shares: false,
  from: 0,
  to: boxes.span,
  width: 1000,
  height: 480,
  scroll: 0,
  row: 20,
  flame: false,
  ratio: 1,
  dark: false,
  hits: null,
  chosen: -1,
  chosenEnd: -1,
  at: { box: 0, last: 0, left: 0, top: 0, wide: 0, character: 6 },
  ink: flameInk(),
});

test("a million boxes in a row are drawn as strips, no more of them than pixels", () => {
  const count = 1_000_000;
  const boxes = rowOf(
    Float64Array.from({ length: count }, (_, box) => box),
    Float64Array.from({ length: count }, (_, box) => box + 1),
  );
  let looks = 0;
  const right = new Proxy(boxes.right, {
    get: (target, key) => {
      looks += 1;
      return target[key as unknown as number];
    },
  });
  const scene = sceneOf(treeOf("a 10"), { ...boxes, right });
  const all = countingCanvas();
  flameDraw(all.context, scene);
  assert.equal(all.counts.rectangles, 1);
  assert.ok(looks < 200, `${looks} boxes looked at for a strip of a million`);
  const zoomed = countingCanvas();
  flameDraw(zoomed.context, { ...scene, from: 500_000, to: 500_010 });
  assert.equal(zoomed.counts.rectangles, 10);
});

test("a frame of 50,000 stacks draws what pixels have room for, and tells the canvas each colour once", () => {
  const profile = largeProfile({ samples: 100_000, nodes: 50_000, functions: 2000 });
  const tree = flameDecode(flameData(profile, "", { nodes: 50_000, runs: 0, thinnest: 0 }));
  const scene = sceneOf(tree, flameLayout(tree));
  assert.ok(scene.boxes.node.length > 40_000);
  for (const [from, to] of [
    [0, 1],
    [0.2, 0.4],
  ] as const) {
    const { counts, context } = countingCanvas();
    flameDraw(context, { ...scene, from: from * scene.boxes.span, to: to * scene.boxes.span });
    // 24 rows are in view.
    assert.ok(counts.rectangles > 1000 && counts.rectangles <= 24 * 1100, `${counts.rectangles} rectangles`);
    assert.ok(counts.texts <= 24 * 28, `${counts.texts} labels`);
    assert.ok(counts.colors - counts.texts <= scene.paint.palette.length + 1, `${counts.colors} colours`);
  }
});

test("details name self and total with share and samples, and the place", () => {
  const tree = flameDecode(flameData(sampleProfile(), ""));
  const matmul = tree.frame.findIndex((frame) => tree.frames[frame]!.name === "matmul");
  assert.deepEqual(flameDetails(tree, matmul, { unit: "ns" }), [
    "matmul",
    "this cell · cell:naive:1",
    "self 1.90 s (94.7 %, 5352 samples)",
    "total 1.96 s (97.8 %, 5526 samples)",
  ]);
});

test("the widget's script is small, complete, and cannot end the script it stands in", () => {
  const script = flameScript();
  assert.ok(script.length <= 40_000, `${script.length} bytes`);
  assert.doesNotMatch(script, /<\/script|<!--/);
  assert.doesNotThrow(() => new Function(script));
});

test("the script does nothing on a page without flamegraphs, however often it runs", () => {
  const run = new Function("document", flameScript());
  for (let times = 0; times < 3; times += 1) assert.equal(run({ querySelectorAll: () => [] }), undefined);
});
