/** Real forks under V8's log: the right line and reason, whatever the version of Node. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createEngine } from "../../../src/engine/index.js";
import { type HandBundle, openWorkshop } from "../bundles.js";

const workshop = openWorkshop();

test("integers that turn into doubles are told at their line, and the log is gone afterwards", async () => {
  const { compilation, scratch } = await compilationOf("mixed", {
    prepare: `let turn = 0
function scale(value) {
  let out = 0
  for (let k = 0; k < 100; k++) out = (out + value) | 0
  return out + value
}
function run() { turn++; return scale(turn < 20000 ? turn : turn + 0.5) }`,
    measured: "run()",
  });
  const found = compilation.deopts.filter(({ file, name }) => file === "cell:mixed" && name === "scale");
  assert.ok(found.length > 0, JSON.stringify(compilation.deopts));
  assert.match(found.map(({ reason }) => reason).join(), /Smi|lost precision|int32|Number/i);
  assert.deepEqual(readdirSync(scratch), []);
});

test("a property of five shapes is megamorphic", async () => {
  const { compilation } = await compilationOf("wide", {
    prepare: `const objects = Array.from({ length: 100 }, (_, i) => ({ ["k" + (i % 5)]: 1, x: i }))
function sum(list) {
  let total = 0
  for (let i = 0; i < list.length; i++) {
    total += list[i].x
  }
  return total
}`,
    measured: "sum(objects)",
  });
  const [access] = compilation.accesses.filter(({ megamorphic }) => megamorphic);
  assert.deepEqual([access?.name, access?.property, access?.operation], ["sum", "x", "read"]);
  assert.equal(access?.shapes, 5);
  const sum = compilation.functions.find(({ name }) => name === "sum");
  assert.ok(sum && (sum.optimised > 0 || sum.inlinedInto.length > 0));
});

test("a hot function that no optimising compiler takes keeps its tier, and collections are counted by kind", async () => {
  const flags = ["--no-opt", "--no-maglev"];
  const { compilation } = await compilationOf(
    "plainly",
    {
      prepare: `function fill(count) {
  const made = []
  for (let i = 0; i < count; i++) made.push({ i, half: i + 0.5 })
  return made.length
}`,
      measured: "fill(2000)",
    },
    flags,
  );
  const fill = compilation.functions.find(({ name }) => name === "fill");
  assert.ok(fill?.tier === "interpreter" || fill?.tier === "baseline", fill?.tier);
  assert.equal(fill.optimised, 0);
  const { allocated, collections } = compilation.memory;
  assert.ok(allocated > 2000 * 16, String(allocated));
  assert.ok(
    collections.some(({ kind, count, time }) => /Scavenge|Minor/.test(kind) && count > 0 && time > 0),
  );
});

async function compilationOf(name: string, bundle: HandBundle, nodeFlags: readonly string[] = []) {
  const scratch = join(workshop.folder, `scratch-${name}`);
  const outcome = await createEngine({ scratch }).profile(
    {
      side: workshop.side(name, bundle, nodeFlags),
      parameters: { n: 3 },
      duration: 0.2e9,
      interval: 200e3,
      timeout: 20e9,
      trace: 0.3e9,
    },
    { signal: new AbortController().signal, progress: () => undefined },
  );
  assert.ok(outcome.kind === "profiled" && outcome.profile.compilation);
  return { compilation: outcome.profile.compilation, scratch };
}
