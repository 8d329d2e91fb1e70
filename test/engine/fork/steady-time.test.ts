import assert from "node:assert/strict";
import { test } from "node:test";
import { steadyTime } from "../../../src/engine/fork/steady-time.js";

const PLAN = { sample: 1e6, warmUp: 500e6, steady: 300e6, longest: 700e6, fewest: 5 };

test("a fork that was quick to warm up samples for the planned time", () => {
  assert.equal(steadyTime(PLAN, 80e6), 300e6);
});

test("a fork that was dear to start samples for longer, so that less than two fifths of its time are overhead", () => {
  const overhead = 200e6;
  const steady = steadyTime(PLAN, overhead);
  assert.ok(overhead / (overhead + steady) < 0.4, `${steady}`);
});

test("however dear the start, the longest stretch bounds it", () => {
  assert.equal(steadyTime(PLAN, 60e9), 700e6);
});

test("a plan without room keeps to its time", () => {
  assert.equal(steadyTime({ ...PLAN, steady: 80e6, longest: 80e6 }, 1e9), 80e6);
});
