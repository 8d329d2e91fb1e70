import assert from "node:assert/strict";
import { test } from "node:test";
import type { Check, Verification } from "../../src/model/verification.js";
import { mismatchText, toleranceText, verificationSentence } from "../../src/views/verification-words.js";

const MISMATCH = {
  path: "[3]",
  expected: "1",
  actual: "2",
  maxAbsolute: 1,
  maxRelative: 1,
  differing: 1,
  compared: 4,
} as const;

function check(verdict: Check["verdict"], more: Partial<Check> = {}): Check {
  return {
    kind: "inputs",
    parameters: { n: 4 },
    mismatch: null,
    note: null,
    described: null,
    verdict,
    ...more,
  };
}

function sentence(verdict: Verification["verdict"], ...checks: readonly Check[]): string {
  return verificationSentence(verification(verdict, checks));
}

function verification(
  verdict: Verification["verdict"],
  checks: readonly Check[],
  shape: Verification["tolerance"]["shape"] = null,
): Verification {
  const tolerance = { rtol: null, atol: null, shape };
  const hashes = { hash: "a", againstHash: "b", recorded: "2026-01-01T00:00:00Z", session: "s" };
  const variant = verdict === "reference" ? "naive" : "fast";
  return { ...hashes, variant, against: "naive", verdict, checks, tolerance, stale: false };
}

test("a reference agrees with itself only where its value could be compared", () => {
  const undefinedResult = check("unverified", { note: "naive: the result is undefined" });
  const differs = check("different", { mismatch: MISMATCH });
  assert.equal(sentence("reference", check("same")), "naive is the reference: its two runs agree");
  assert.equal(
    sentence("reference", undefinedResult),
    "naive is the reference, but its value cannot be compared: naive: the result is undefined",
  );
  assert.match(
    sentence("reference", differs),
    /its two runs differ: the workload is not deterministic; at \[3\]/,
  );
});

test("a variant that gave no value is not said to be wrong", () => {
  const threw = check("failed", { note: "fast threw: Error: no" });
  assert.equal(sentence("failed", threw), "fast gave no result to compare at n=4: fast threw: Error: no");
  assert.match(
    sentence("failed", threw, check("different", { mismatch: MISMATCH })),
    /^fast returns a WRONG RESULT at n=4: at \[3\] expected 1, got 2/,
  );
});

test("a property that holds is no equality", () => {
  assert.equal(sentence("verified", check("same", { kind: "property" })), "fast has the property asked for");
  assert.equal(sentence("verified", check("same")), "fast returns what naive returns in 1 check");
});

test("a difference that has no size is given none", () => {
  const missing = { ...MISMATCH, path: ".has(3)", actual: "missing", maxAbsolute: 0, maxRelative: 0 };
  assert.equal(mismatchText(missing), "at .has(3) expected 1, got missing; 1 of 4 differ (25 %)");
});

test("a shape that does not fit is said, as the position stays flat", () => {
  const flat = check("different", { mismatch: MISMATCH });
  const placed = check("different", { mismatch: { ...MISMATCH, path: "[1, 1]" } });
  assert.match(
    toleranceText(verification("failed", [flat], ["n", 3])),
    /Shape n × 3 does not fit the length of what differs, so its position is flat\.$/,
  );
  assert.match(toleranceText(verification("failed", [placed], [2, 2])), /Shape 2 × 2\.$/);
});
