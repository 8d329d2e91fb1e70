import assert from "node:assert/strict";
import { test } from "node:test";
import { flameData } from "../../src/views/flamegraph/data.js";
import { flameLayout } from "../../src/views/flamegraph/layout.js";
import { flameDetails } from "../../src/views/flamegraph/parts.js";
import { flameScript } from "../../src/views/flamegraph/script.js";
import { flameSearch } from "../../src/views/flamegraph/search.js";
import { flamegraphSvg } from "../../src/views/flamegraph/static.js";
import { profileOf, sampleProfile } from "../support/sample-profile.js";

/** Drawn as text: a row for each depth, a letter for each twentieth of the time. */
function drawn(stacks: string): string {
  const rects = flameLayout(flameData(profileOf({ stacks, variant: "v", source: "" }), ""));
  const rows: string[][] = [];
  for (const rect of rects) {
    rows[rect.depth] ??= Array.from({ length: 20 }, () => " ");
    const [from, to] = [Math.round(rect.left * 20), Math.round((rect.left + rect.width) * 20)];
    rows[rect.depth]!.fill(rect.name, from, to);
  }
  return rows.map((row) => row.join("").trimEnd()).join("\n");
}

test("the root is on top and the heaviest child stands left", () => {
  assert.equal(
    drawn(`
a;b 5
a;c 10
a;c;d 3
e 2`),
    `
aaaaaaaaaaaaaaaaaaee
cccccccccccccbbbbb
ddd`.trimStart(),
  );
});

test("recursion keeps each level", () => {
  assert.equal(drawn("f;f;f 10"), "ffffffffffffffffffff\n".repeat(3).trim());
});

test("a profile without samples draws nothing and does not fail", () => {
  assert.deepEqual(flameLayout(flameData(profileOf({ stacks: "a 0", variant: "v", source: "" }), "")), []);
  assert.match(flamegraphSvg(flameData(profileOf({ stacks: "a 0", variant: "v", source: "" }), "")), /^<svg/);
});

test("what is too thin to see is cut, and its time stays with its parent", () => {
  const data = flameData(profileOf({ stacks: "a 1000000\na;tiny 1", variant: "v", source: "" }), "");
  assert.equal(data.nodes.length, 1);
  assert.equal(data.nodes[0]?.[2], 1_000_001);
});

test("a huge profile stays small in the page", () => {
  const stacks = Array.from(
    { length: 20_000 },
    (_, index) => `root;f${index % 500};g${index} ${1000 + (index % 7)}`,
  ).join("\n");
  const data = flameData(profileOf({ stacks, variant: "v", source: "" }), "");
  assert.ok(data.nodes.length <= 4000);
  const sum = data.nodes.reduce((total, node) => total + node[2], 0);
  assert.equal(sum, data.total);
});

test("a search counts nested matches once and ignores case", () => {
  const rects = flameLayout(
    flameData(profileOf({ stacks: "a;Mul;mul 30\na;b 50\nmul 20", variant: "v", source: "" }), ""),
  );
  const found = flameSearch(rects, "MUL");
  assert.equal(found.frames, 3);
  assert.equal(found.total, 50);
  assert.equal(flameSearch(rects, " ").hits, null);
});

test("details name self and total with share and samples, and the place", () => {
  const rects = flameLayout(flameData(sampleProfile(), ""));
  const matmul = rects.find((rect) => rect.name === "matmul")!;
  assert.deepEqual(flameDetails(matmul, 2_006_000_000), [
    "matmul",
    "this cell · cell:naive:1",
    "self 1.90 s (94.7 %, 5352 samples)",
    "total 1.96 s (97.8 %, 5526 samples)",
  ]);
});

test("the widget's script is small, complete, and cannot end the script it stands in", () => {
  const script = flameScript();
  assert.ok(script.length < 40_000);
  assert.doesNotMatch(script, /<\/script|<!--/);
  const declared = new Set([...script.matchAll(/function (flame\w+)/g)].map(([, name]) => name));
  for (const [name] of script.matchAll(/\bflame[A-Z]\w*/g))
    assert.ok(declared.has(name), `${name} is used but not in the script`);
  assert.doesNotThrow(() => new Function(script));
});

test("the script does nothing on a page without flamegraphs, however often it runs", () => {
  const run = new Function("document", flameScript());
  for (let times = 0; times < 3; times += 1) run({ querySelectorAll: () => [] });
});
