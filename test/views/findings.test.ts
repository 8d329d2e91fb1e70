import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding, FindingCode } from "../../src/model/finding.js";
import { FINDING_CODES, findingLine, findingWords } from "../../src/views/findings.js";

const finding = (code: FindingCode, details: Finding["details"] = {}): Finding => ({
  code,
  variant: "ikj",
  against: "naive",
  parameters: { n: 256 },
  details,
  recorded: "2026-11-23T14:00:00.000Z",
});

for (const code of FINDING_CODES) {
  test(`${code} says what was seen, what it means and what to do, also without figures`, () => {
    const words = findingWords(finding(code));
    for (const sentence of [words.sentence, words.meaning, words.advice])
      assert.match(sentence, /^[A-Zi3].*\.$/);
    assert.match(`${words.sentence} ${words.meaning}`, /ikj|naive/);
    assert.doesNotMatch(findingLine(finding(code)), /undefined|–/);
  });
}

test("what the statistics found is in the sentence", () => {
  assert.equal(
    findingWords(finding("noisy", { low: 0.896, high: 1.139, margin: 0.02 })).sentence,
    "Equal forks of naive differ while ikj is measured: their ratio is 0.896 to 1.14×, the margin ±2 %.",
  );
  assert.match(
    findingWords(finding("no-steady-state", { without: 3, forks: 6 })).sentence,
    /^3 of 6 forks of ikj/,
  );
});

test("a ratio that moved names both values with their intervals", () => {
  const details = { ratio: 8.38, low: 6.96, high: 9.1, before: 4.57, beforeLow: 4.57, beforeHigh: 4.58 };
  assert.equal(
    findingWords(finding("ratio-moved", details)).sentence,
    "The ratio of ikj to naive is not what it was: 8.38× (6.96 to 9.10×) measured directly at the end, and 4.57× (4.57 to 4.58×) before.",
  );
});

test("what other work took is told by what raised the doubt", () => {
  assert.equal(
    findingWords(finding("busy-machine", { cpuShare: 0.784, switches: 312 })).sentence,
    "Other work used the machine while ikj was measured: forks ran for 78.4 % of their steady time, with 312 interruptions a second.",
  );
  assert.equal(
    findingWords(finding("busy-machine", { steal: 0.031 })).sentence,
    "Other work used the machine while ikj was measured; the hypervisor took 3.1 % of the processors' time.",
  );
});

test("a machine that slowed down names both sides, the change and the rounds", () => {
  assert.equal(
    findingWords(finding("throttled", { change: 0.117, rounds: 12 })).sentence,
    "ikj and naive slowed down together, by 11.7 % over 12 rounds.",
  );
});

test("batches are told beside those of the other side, or of the record", () => {
  const details = { batch: 1000, otherBatch: 40 };
  assert.equal(
    findingWords(finding("batch-changed", details)).sentence,
    "ikj was measured in other batches than naive: 1000 calls to a sample, not 40.",
  );
  const recorded = findingWords({ ...finding("batch-changed", details), against: null });
  assert.equal(
    recorded.sentence,
    "ikj was measured in other batches than in the record: 1000 calls to a sample, not 40.",
  );
  assert.equal(recorded.advice, "Compare only times from the same measurement.");
});

test("figures are shown in readable units", () => {
  assert.match(findingWords(finding("work-moved", { prepare: 48e6 })).sentence, /48\.0 ms/);
});

test("a budget too small says what six rounds need", () => {
  assert.match(
    findingWords(finding("too-few-samples", { forks: 1, samples: 44, budget: 11.2e9 })).advice,
    /^Six rounds need --budget 12s, or fix/,
  );
  assert.match(
    findingWords(finding("too-few-samples", { forks: 1, samples: 44 })).sentence,
    /: 1 fork with 44 /,
  );
});

test("calls that leave memory behind are told by the call and in all", () => {
  assert.match(
    findingWords(finding("memory-grows", { each: 800_000, total: 8e8 })).sentence,
    /781 KiB each, 763 MiB in a fork's steady calls/,
  );
});
