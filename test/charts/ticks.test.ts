import assert from "node:assert/strict";
import { test } from "node:test";
import { FLOPS, logTicks, needsLog, quantityAxis, SPEEDUP, TIME } from "../../src/charts/ticks.js";

test("a linear axis starts at zero and names its unit once, in the title", () => {
  const axis = quantityAxis({ quantity: TIME, values: [55.3e6, 16.2e6], log: false });
  assert.equal(axis.title.text, "time per call (ms)");
  assert.deepEqual(axis.ticktext, ["0", "10", "20", "30", "40", "50"]);
  assert.deepEqual(axis.tickvals, [0, 10e6, 20e6, 30e6, 40e6, 50e6]);
  assert.equal(axis.range[0], 0);
});

test("a logarithmic axis carries the unit at each tick and its range in powers of ten", () => {
  const axis = quantityAxis({ quantity: TIME, values: [310, 5.3e9], log: true });
  assert.deepEqual(axis.ticktext, ["1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s"]);
  assert.deepEqual(axis.range, [Math.log10(310 / 1.25), Math.log10(5.3e9 * 1.25)]);
});

test("logarithmic ticks thin out as the range grows", () => {
  assert.deepEqual(logTicks(1, 100), [1, 2, 5, 10, 20, 50, 100]);
  assert.deepEqual(logTicks(1, 10_000), [1, 10, 100, 1000, 10_000]);
  assert.ok(logTicks(1e-3, 1e17).length <= 8);
});

test("an axis turns logarithmic only beyond a range of twenty", () => {
  assert.equal(needsLog([1, 20]), false);
  assert.equal(needsLog([1, 21]), true);
  assert.equal(needsLog([0, Number.NaN, 5]), false);
  assert.equal(needsLog([]), false);
});

test("ratios and rates have ticks of their own", () => {
  assert.deepEqual(quantityAxis({ quantity: SPEEDUP, values: [3.4], log: false }).ticktext.at(-1), "3.5×");
  assert.equal(
    quantityAxis({ quantity: FLOPS, values: [3.5e9], log: false }).title.text,
    "arithmetic rate (GFLOPS)",
  );
});

test("an axis without values still has a range", () => {
  for (const log of [false, true]) {
    const { range } = quantityAxis({ quantity: TIME, values: [], log });
    assert.ok(range.every(Number.isFinite) && range[0] < range[1]);
  }
});
