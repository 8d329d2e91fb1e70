import assert from "node:assert/strict";
import { test } from "node:test";
import { ratioMoved } from "../../src/stats/ratio-moved.js";

const measured = (estimate: number, low: number, high: number, confidence = 0.97) => ({
  speedup: { estimate, low, high, confidence, rounds: 6 },
  margin: 0.02,
});

test("intervals that lie apart by more than the margin contradict each other, whichever is larger", () => {
  const [now, before] = [measured(8.4, 7, 9.1), measured(4.6, 4.5, 4.7)];
  assert.deepEqual(ratioMoved(now, before), {
    ...{ ratio: 8.4, low: 7, high: 9.1 },
    ...{ before: 4.6, beforeLow: 4.5, beforeHigh: 4.7 },
  });
  assert.equal(ratioMoved(before, now)?.before, 8.4);
});

test("overlapping intervals, and those a margin apart, do not", () => {
  assert.equal(ratioMoved(measured(8.4, 7, 9.1), measured(6.5, 6, 7.2)), null);
  assert.equal(ratioMoved(measured(4.7, 4.68, 4.72), measured(4.6, 4.58, 4.62)), null);
});

test("without an interval there is nothing to contradict", () => {
  assert.equal(ratioMoved(measured(8.4, 8, 9, 0), measured(4.6, 4.5, 4.7)), null);
});
