/** Amdahl's law. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { neededFactor, overallSpeedup, shareError, speedupCeiling } from "../../src/stats/ceiling.js";

test("what costs nothing leaves the rest", () => {
  assert.equal(speedupCeiling(0.75), 4);
  assert.equal(speedupCeiling(0), 1);
  assert.equal(speedupCeiling(1), Number.POSITIVE_INFINITY);
});

test("half of the time at twice the speed saves a quarter of it", () => {
  assert.equal(overallSpeedup(0.5, 2), 4 / 3);
  assert.ok(overallSpeedup(0.5, 0.5) < 1);
});

test("the needed factor gives the speed-up that it was asked for, below the ceiling only", () => {
  for (const [share, speedup] of [
    [0.62, 2],
    [0.9, 3],
    [1, 50],
  ] as const) {
    const factor = neededFactor(share, speedup);
    assert.ok(factor !== null);
    assert.ok(Math.abs(overallSpeedup(share, factor) - speedup) < 1e-9);
  }
  assert.equal(neededFactor(0.62, 2.7), null);
  assert.equal(neededFactor(0.5, 2), null);
});

test("a share of few samples is uncertain", () => {
  assert.equal(shareError(0.5, 100), 0.05);
  assert.ok(shareError(0.5, 0) > 0.4);
});
