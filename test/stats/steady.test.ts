import assert from "node:assert/strict";
import { test } from "node:test";
import { seeded } from "../../src/stats/seeded.js";
import { classify, warm } from "../../src/stats/steady.js";

/** `"9 9 5 5 5"`: blocks of 20 samples at these levels, each sample up to 1 % above. */
function blocks(levels: string): number[] {
  const random = seeded(1);
  return levels
    .split(" ")
    .flatMap((level) => Array.from({ length: 20 }, () => Number(level) * (1 + 0.01 * random.next())));
}

test("levels that agree from the first block on are flat", () => {
  assert.deepEqual(classify(blocks("5 5 5 5 5 5")), { steadyFrom: 0, steady: "flat" });
});

test("slow blocks first are warm-up; steady samples start where three blocks agree", () => {
  assert.deepEqual(classify(blocks("9 7 5 5 5 5")), { steadyFrom: 40, steady: "warm-up" });
});

test("a level that rises for good is a slowdown", () => {
  assert.deepEqual(classify(blocks("5 5 5 5 6 6 6 6")), { steadyFrom: 80, steady: "slowdown" });
});

test("a late compilation moves the steady samples to the last level", () => {
  assert.deepEqual(classify(blocks("9 9 9 9 5 5 5 5")), { steadyFrom: 80, steady: "warm-up" });
});

test("a single disturbed block changes nothing, at the start neither", () => {
  assert.deepEqual(classify(blocks("5 5 5 9 5 5 5")), { steadyFrom: 0, steady: "flat" });
  assert.deepEqual(classify(blocks("5 9 5 5 5 5 5")), { steadyFrom: 0, steady: "flat" });
});

test("levels that never agree are no steady state; the last 60 samples stand in", () => {
  assert.deepEqual(classify(blocks("5 6 5 7 5 6 8 5 9 6")), { steadyFrom: 140, steady: "no-steady-state" });
});

test("samples up to 10 % apart by noise that only adds are still flat", () => {
  const random = seeded(2);
  for (let trial = 0; trial < 50; trial++) {
    const samples = Array.from({ length: 400 }, () => 1000 * (1 + 0.1 * random.next() ** 4));
    assert.equal(classify(samples).steady, "flat");
  }
});

test("a slow head within the first steady block is warm-up too", () => {
  const samples = [50, 40, 30, 20, ...blocks("5 5 5 5").slice(4)];
  assert.deepEqual(classify(samples), { steadyFrom: 4, steady: "flat" });
});

test("steady samples never start within the fork's own warm-up", () => {
  assert.equal(classify(blocks("5 5 5 5 5"), 63).steadyFrom, 63);
});

test("few samples: the first is set aside, and only a clearly slow first call is called warm-up", () => {
  assert.deepEqual(classify([300, 200, 201, 199, 202, 200]), { steadyFrom: 1, steady: "warm-up" });
  assert.deepEqual(classify([200, 200, 201, 199, 202, 200]), { steadyFrom: 1, steady: "flat" });
  assert.deepEqual(classify([5]), { steadyFrom: 0, steady: "flat" });
  assert.deepEqual(classify([]), { steadyFrom: 0, steady: "flat" });
});

test("online, a fork is warm when its last three whole blocks agree", () => {
  assert.equal(warm(blocks("5 5")), false);
  assert.equal(warm(blocks("5 5 5")), true);
  assert.equal(warm(blocks("9 5 5")), false);
  assert.equal(warm(blocks("9 5 5 5")), true);
  assert.equal(warm([...blocks("5 5 5"), 100, 100]), true);
});
