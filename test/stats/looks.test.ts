import assert from "node:assert/strict";
import { test } from "node:test";
import { affordableLook, narrowEnough, nextLook, simultaneousLevel } from "../../src/stats/looks.js";

const MARGIN = 0.02;

function speedup(estimate: number, low: number, high: number, confidence = 0.95) {
  return { estimate, low, high, confidence, rounds: 12 };
}

test("looks are at 6, 12, 24 and 48 rounds", () => {
  assert.deepEqual([0, 5, 6, 11, 12, 24, 48, 60].map(nextLook), [6, 6, 12, 12, 24, 48, null, null]);
});

test("an interval is narrow enough at half the margin, or at a tenth of the effect", () => {
  assert.equal(narrowEnough(speedup(1, 0.991, 1.009), MARGIN), true);
  assert.equal(narrowEnough(speedup(1, 0.985, 1.015), MARGIN), false);
  assert.equal(narrowEnough(speedup(3, 2.8, 3.2), MARGIN), true);
  assert.equal(narrowEnough(speedup(3, 2.6, 3.4), MARGIN), false);
  assert.equal(narrowEnough(speedup(1 / 3, 1 / 3.2, 1 / 2.8), MARGIN), true);
});

test("without an interval nothing is narrow enough", () => {
  assert.equal(narrowEnough(speedup(3, 3, 3, 0), MARGIN), false);
  assert.equal(narrowEnough(speedup(Number.NaN, Number.NaN, Number.NaN), MARGIN), false);
});

test("the budget buys the last look that fits; six rounds may take four budgets", () => {
  const second = 1e9;
  assert.equal(affordableLook(0.5 * second, 30 * second), 48);
  assert.equal(affordableLook(2 * second, 30 * second), 12);
  assert.equal(affordableLook(10 * second, 30 * second), 6);
  assert.equal(affordableLook(20 * second, 30 * second), 6);
  assert.equal(affordableLook(21 * second, 30 * second), null);
});

test("intervals that shall hold together share the 5 %", () => {
  assert.equal(simultaneousLevel(1), 0.95);
  assert.equal(simultaneousLevel(5), 0.99);
  assert.equal(simultaneousLevel(0), 0.95);
});
