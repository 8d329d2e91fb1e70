import assert from "node:assert/strict";
import { test } from "node:test";
import { parseProcessorTimes, stealBetween } from "../../src/engine/steal.js";

const stat = (user: number, idle: number, stolen: number) =>
  parseProcessorTimes(`cpu  ${user} 0 10 ${idle} 7 0 5 ${stolen} 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n`);

test("steal is a share of the time that work wanted a processor, however many were idle", () => {
  assert.equal(stealBetween(stat(100, 1000, 4), stat(190, 9000, 14)), 0.1);
  assert.equal(stealBetween(stat(100, 1000, 4), stat(190, 9000, 4)), 0);
});

test("where the system tells nothing, or nothing ran, steal is unknown", () => {
  assert.equal(stealBetween(null, stat(1, 1, 1)), null);
  assert.equal(stealBetween(stat(100, 1000, 4), stat(100, 2000, 4)), null);
  assert.equal(parseProcessorTimes("intr 1 2 3\n"), null);
  assert.equal(parseProcessorTimes("cpu  1 2 3 4\n"), null);
});
