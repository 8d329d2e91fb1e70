import assert from "node:assert/strict";
import { test } from "node:test";
import type { FindingCode } from "../../src/model/finding.js";
import type { ForkRecord } from "../../src/model/measurement.js";
import { findFindings } from "../../src/stats/findings.js";
import { seeded } from "../../src/stats/seeded.js";
import { fork, roundsOf } from "./fork-records.js";

const PAIR = { variant: "b", against: "a" };
const CALM = [100, 100.1, 99.9, 100, 100.2, 99.8].map((time) => time * 1e4);

/** Findings of one variant whose forks differ from ordinary ones in what is given. */
function findingsOf(changes: (index: number) => Partial<ForkRecord>, times: readonly number[] = CALM) {
  const forks = times.map((time, index) => fork("a", time, changes(index)));
  return findFindings({
    rounds: roundsOf({ a: forks }),
    pairs: [],
    baseline: "a",
    parameters: { n: 8 },
    margin: 0.02,
  });
}

function codes(found: readonly { readonly code: FindingCode }[]): FindingCode[] {
  return found.map((finding) => finding.code);
}

test("ordinary forks raise no doubt", () => {
  assert.deepEqual(
    findingsOf(() => ({})),
    [],
  );
});

test("a finding names its variant and parameters, and has figures but no words", () => {
  assert.deepEqual(
    findingsOf(() => ({ gc: { time: 3e7, count: 9 }, steadyTime: 1e8 })),
    [{ code: "gc-bound", variant: "a", against: null, parameters: { n: 8 }, details: { gcShare: 0.3 } }],
  );
});

test("samples shorter than 1000 steps of the clock are timer-limited", () => {
  assert.deepEqual(codes(findingsOf(() => ({ clockResolution: 1000 }))), []);
  assert.deepEqual(codes(findingsOf(() => ({ clockResolution: 1001 }))), ["timer-limited"]);
  assert.deepEqual(codes(findingsOf(() => ({ clockResolution: 1001, batch: 2 }))), []);
});

test("calls clocked alone are timer-limited by the call, whatever the batch", () => {
  const rounds = roundsOf({ a: CALM.map((time) => fork("a", time, { clockResolution: 1001, batch: 2 })) });
  const request = { rounds, pairs: [], baseline: "a", parameters: {}, margin: 0.02 };
  assert.deepEqual(codes(findFindings({ ...request, perCall: true })), ["timer-limited"]);
});

test("a call no longer than the empty loop is optimised away", () => {
  const times = [1.25, 1.25, 1.25, 1.25, 1.25, 1.25];
  const exact = { batch: 1e6, samples: Array(50).fill(1.25) };
  assert.deepEqual(findingsOf(() => exact, times)[0]?.details, { time: 0.25, cycle: 1000 / 3000 });
  assert.deepEqual(codes(findingsOf(() => ({ ...exact, control: 0.5 }), times)), []);
});

test("over a quarter of forks without a steady state are told", () => {
  const steady =
    (upTo: number) =>
    (index: number): Partial<ForkRecord> =>
      index < upTo ? { steady: "no-steady-state" } : {};
  assert.deepEqual(codes(findingsOf(steady(1))), []);
  assert.deepEqual(findingsOf(steady(2))[0]?.details, { without: 2, forks: 6 });
});

test("times that rise from round to round are drift, with their change", () => {
  const rising = Array.from({ length: 12 }, (_, index) => 1e6 * 1.01 ** index);
  const [finding] = findingsOf(() => ({}), rising);
  assert.equal(finding?.code, "drift");
  assert.equal(Number(finding?.details.change).toFixed(3), (1.01 ** 11 - 1).toFixed(3));
});

test("noise is rarely taken for drift or for two levels", () => {
  const random = seeded(4);
  let raised = 0;
  for (let trial = 0; trial < 200; trial++) {
    raised += findingsOf(
      () => ({}),
      Array.from({ length: 12 }, () => 1e6 * (1 + 0.03 * random.normal())),
    ).length;
  }
  assert.ok(raised <= 6, `${raised} of 200`);
});

test("forks that fall into two levels are multimodal", () => {
  const times = [100, 130, 100.5, 131, 100.2, 130.5].map((time) => time * 1e4);
  const [finding] = findingsOf(() => ({}), times);
  assert.equal(finding?.code, "multimodal");
  assert.deepEqual([finding?.details.slower, finding?.details.forks], [3, 6]);
});

test("forks with fewer than five steady samples are told", () => {
  assert.deepEqual(codes(findingsOf(() => ({ samples: [1e6, 1e6, 1e6], steadyFrom: 1 }))), [
    "too-few-samples",
  ]);
  assert.deepEqual(codes(findingsOf(() => ({ samples: Array(6).fill(1e6), steadyFrom: 1 }))), []);
});

test("fewer than six forks have no interval, which is told in the same way", () => {
  assert.deepEqual(findingsOf(() => ({}), CALM.slice(0, 3))[0]?.details, { samples: 100, forks: 3 });
});

test("of a comparison cut short the one judged is told, not the one it is held against", () => {
  const two = (name: string) => CALM.slice(0, 2).map((time) => fork(name, time));
  const rounds = roundsOf({ a: two("a"), b: two("b") });
  const found = findFindings({ rounds, pairs: [PAIR], baseline: "a", parameters: {}, margin: 0.02 });
  const few = found.filter(({ code }) => code === "too-few-samples");
  assert.deepEqual(
    few.map(({ variant }) => variant),
    ["b"],
  );
});

test("a budget that too few rounds fitted is told with what six rounds ask for", () => {
  const rounds = roundsOf({ a: CALM.slice(0, 2).map((time) => fork("a", time)) });
  const request = { rounds, pairs: [], baseline: "a", parameters: {}, margin: 0.02, budgetForSix: 12e9 };
  assert.deepEqual(findFindings(request)[0]?.details, { samples: 100, forks: 2, budget: 12e9 });
});

test("calls that leave megabytes in use after a collection are told", () => {
  const kept = (retained: number) =>
    findingsOf(() => ({ batch: 10, samples: Array(100).fill(1e6), retained }));
  assert.deepEqual(kept(2 ** 20), []);
  assert.deepEqual(kept(8e6)[0], {
    code: "memory-grows",
    variant: "a",
    against: null,
    parameters: { n: 8 },
    details: { total: 8e6, each: 8e3 },
  });
});

test("a value that changes from the first call to the last is told; values that cannot be compared are not", () => {
  assert.deepEqual(findingsOf((index) => ({ sameResult: index !== 2 }))[0]?.details, {
    changed: 1,
    forks: 6,
  });
  assert.deepEqual(
    findingsOf(() => ({ sameResult: null })),
    [],
  );
});

test("statements before the expression that outlast one baseline call moved work out of sight", () => {
  const rounds = (prepare: number) =>
    roundsOf({
      b: CALM.map((time) => fork("b", time / 10, { prepare })),
      a: CALM.map((time) => fork("a", time)),
    });
  const find = (prepare: number) =>
    findFindings({ rounds: rounds(prepare), pairs: [], baseline: "a", parameters: {}, margin: 0.02 });
  assert.deepEqual(codes(find(0.9e6)), []);
  assert.deepEqual(find(1.1e6)[0], {
    code: "work-moved",
    variant: "b",
    against: null,
    parameters: {},
    details: { prepare: 1.1e6, call: find(1.1e6)[0]?.details.call ?? 0 },
  });
});

test("the baseline's own preparation is not held against it, nor is the cold start of short calls", () => {
  assert.deepEqual(
    findingsOf(() => ({ prepare: 1e9 })),
    [],
  );
  const short = roundsOf({
    b: CALM.map(() => fork("b", 100, { prepare: 15_000, batch: 1e4 })),
    a: CALM.map(() => fork("a", 200, { batch: 1e4 })),
  });
  assert.deepEqual(
    findFindings({ rounds: short, pairs: [], baseline: "a", parameters: {}, margin: 0.02 }),
    [],
  );
});

test("a reference that differs from itself is noisy, with the ratio to itself", () => {
  const times = Array.from({ length: 12 }, (_, index) => (index % 2 ? 1.05e6 : 1e6 + index));
  const rounds = roundsOf({
    b: times.map((time) => fork("b", time)),
    a: times.map((time) => fork("a", time)),
  });
  const noisy = findFindings({ rounds, pairs: [PAIR], baseline: "a", parameters: {}, margin: 0.02 }).find(
    (finding) => finding.code === "noisy",
  );
  assert.equal(noisy?.against, "a");
  assert.equal(Number(noisy?.details.low).toFixed(2), "1.05");
});

test("a mean that tells the contrary of the low quantile is a differing tail; one that is only unsure is not", () => {
  const pair = (meanOfB: (index: number) => number) =>
    roundsOf({
      b: CALM.map((time, index) => fork("b", time, { mean: meanOfB(index) })),
      a: CALM.map((time) => fork("a", time)),
    });
  const find = (meanOfB: (index: number) => number) =>
    findFindings({ rounds: pair(meanOfB), pairs: [PAIR], baseline: "a", parameters: {}, margin: 0.02 });
  const [finding] = find(() => 2e6);
  assert.equal(finding?.code, "tail-differs");
  assert.deepEqual(
    [
      finding?.details.estimator,
      finding?.details.verdict,
      finding?.details.other,
      finding?.details.otherVerdict,
    ],
    ["p10", "indistinguishable", "mean", "slower"],
  );
  assert.deepEqual(
    find((index) => (index % 2 ? 2e6 : 1e6)),
    [],
  );
});
