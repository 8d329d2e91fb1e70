import assert from "node:assert/strict";
import { test } from "node:test";
import type { FindingsRequest } from "../../src/stats/finding-request.js";
import { findFindings } from "../../src/stats/findings.js";
import { fork, roundsOf } from "./fork-records.js";

interface Measured {
  /** ns of one call. */
  readonly time: number;
  readonly batch: number;
}

function find(b: Measured, a: Measured, changes: Partial<FindingsRequest> = {}) {
  const forks = (name: string, { time, batch }: Measured) =>
    [1, 1.001, 0.999, 1.002, 0.998, 1].map((factor) => fork(name, time * factor, { batch }));
  const found = findFindings({
    rounds: roundsOf({ b: forks("b", b), a: forks("a", a) }),
    pairs: [{ variant: "b", against: "a" }],
    baseline: "a",
    parameters: {},
    margin: 0.02,
    ...changes,
  });
  return found.flatMap(({ code, variant, against, details }) =>
    code === "batch-changed" ? [{ variant, against, ...details }] : [],
  );
}

const SHORT = { time: 1000, batch: 1100 };

test("a short call beside one that needed far smaller batches is told with both sizes", () => {
  assert.deepEqual(find(SHORT, { time: 2e6, batch: 1 }), [
    { variant: "b", against: "a", batch: 1100, otherBatch: 1 },
  ]);
  assert.deepEqual(find({ time: 2e6, batch: 1 }, SHORT).length, 1);
});

test("one size for both, or calls from 10 µs on, raise no doubt", () => {
  assert.deepEqual(find(SHORT, { time: 3000, batch: 1100 }), []);
  assert.deepEqual(find({ time: 20_000, batch: 55 }, { time: 55e6, batch: 1 }), []);
});

test("calls clocked alone have no batches", () => {
  assert.deepEqual(find(SHORT, { time: 2e6, batch: 1 }, { perCall: true }), []);
});

test("a measurement taken again with another size than in the record is told; the trial run's noise is not", () => {
  const again = (before: number) => find(SHORT, SHORT, { recordedBatches: { b: before } });
  assert.deepEqual(again(1500), []);
  assert.deepEqual(again(2200), [{ variant: "b", against: null, batch: 1100, otherBatch: 2200 }]);
  assert.deepEqual(again(550).length, 1);
});
