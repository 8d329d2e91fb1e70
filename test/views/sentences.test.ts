import assert from "node:assert/strict";
import { test } from "node:test";
import type { Comparison } from "../../src/model/comparison.js";
import { comparisonOf } from "../../src/model/record.js";
import {
  comparisonSentence,
  predictionSentence,
  targetSentence,
  verdictText,
} from "../../src/views/sentences.js";
import { sampleCase } from "../support/sample-case.js";

const record = sampleCase();
const comparison = (variant: string, against = "naive"): Comparison => {
  const found = comparisonOf(record, { variant, against });
  assert.ok(found);
  return found;
};
const sentence = (one: Comparison) => comparisonSentence(one, record);

test("a faster variant gets ratio, interval, rounds, Node and machine in one sentence", () => {
  assert.equal(
    sentence(comparison("ikj")),
    "ikj is 3.42× faster than naive (95 % CI 3.31 to 3.55, 12 rounds, Node 20.20.2 on AMD EPYC)",
  );
});

test("a slower variant is spoken of from its own side: ratio and interval turn round together", () => {
  assert.equal(
    sentence(comparison("mathjs")),
    "reference: mathjs is 7.46× slower than naive (95 % CI 7.19 to 7.71, 12 rounds, Node 20.20.2 on AMD EPYC)",
  );
});

test("the speed-up of a wrong variant is never an achievement: no sentence calls it faster", () => {
  const words = sentence(comparison("shortcut"));
  assert.match(words, /^WRONG RESULT: shortcut does not compute what the baseline computes/);
  assert.doesNotMatch(words, /faster/);
});

test("what is unverified, rejected, stale or interrupted says so in front", () => {
  assert.match(sentence(comparison("unrolled")), /^UNVERIFIED: unrolled is/);
  assert.match(sentence(comparison("transposed", "ikj")), /^REJECTED: transposed is 1\.22× slower/);
  assert.match(sentence({ ...comparison("ikj"), stale: true }), /^STALE: ikj/);
  assert.match(sentence({ ...comparison("ikj"), interrupted: true }), /^INTERRUPTED: ikj/);
});

test("no verdict claims a difference that the interval does not bear", () => {
  for (const verdict of ["indistinguishable", "unresolved", "unstable"] as const) {
    assert.doesNotMatch(sentence({ ...comparison("ikj"), verdict }), /is [\d.]+× (faster|slower)/);
    assert.doesNotMatch(verdictText({ ...comparison("ikj"), verdict }), /faster|slower/);
  }
});

test("an unresolved comparison says how many rounds would tell", () => {
  assert.match(sentence(comparison("unrolled", "blocked")), /about 48 rounds would tell \(--rounds 48\)$/);
});

test("too few rounds have no interval", () => {
  const few = comparison("ikj");
  const words = sentence({
    ...few,
    verdict: "unresolved",
    speedup: { ...few.speedup, confidence: 0, rounds: 3 },
  });
  assert.match(words, /no interval from so few rounds, 3 rounds/);
});

test("another machine is named as it was recorded", () => {
  assert.match(
    sentence({ ...comparison("ikj"), machine: "Apple M3 × 8 (arm64), Node 26.0.0" }),
    /Apple M3 × 8/,
  );
});

test("a prediction within the interval came true; a ratio below one refutes the hypothesis", () => {
  assert.equal(
    predictionSentence(3.4, comparison("ikj")),
    "predicted 3.40×, got 3.42×: as predicted, within the interval",
  );
  assert.match(predictionSentence(1.5, comparison("transposed", "ikj")), /the hypothesis did not hold$/);
  assert.match(predictionSentence(2, comparison("ikj")), /far more than predicted$/);
});

test("a target says met, missed or undecided with the figure and its interval", () => {
  assert.deepEqual(record.targets.map(targetSentence), [
    "target time <= 10 ms: MET, blocked has 8.91 ms (95 % CI 8.80 to 9.03 ms)",
    "target speedup >= 10: MISSED, blocked has 6.21× (95 % CI 6.01 to 6.45×)",
  ]);
  assert.match(
    targetSentence({ ...record.targets[0]!, verdict: "undecided", actual: null }),
    /undecided, for want of a verified figure with an interval/,
  );
});
