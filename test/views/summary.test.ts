import assert from "node:assert/strict";
import { test } from "node:test";
import type { Case, Variant } from "../../src/model/case.js";
import { finalVariant, headline, nextStep, stages, verdictLines } from "../../src/views/summary.js";
import { sampleCase, staleCase } from "../support/sample-case.js";

const record = sampleCase();

function having(name: string, change: Partial<Variant>): Case {
  return {
    ...record,
    variants: record.variants.map((one) => (one.name === name ? { ...one, ...change } : one)),
  };
}

test("the final variant is the fastest that is verified, not stale and not rejected", () => {
  assert.equal(finalVariant(record)?.name, "blocked");
});

test("unrolled is faster still, but unverified: only verifying it makes it the final one", () => {
  assert.equal(finalVariant(having("unrolled", { verification: { verdict: "verified" } }))?.name, "unrolled");
});

test("a rejected or wrong variant and a reference are never the final one", () => {
  assert.equal(finalVariant(having("blocked", { decision: "rejected" }))?.name, "ikj");
  assert.equal(finalVariant(having("blocked", { verification: { verdict: "failed" } }))?.name, "ikj");
  assert.equal(
    finalVariant({ ...record, variants: record.variants.filter((one) => one.role !== "optimization") }),
    null,
  );
});

test("where everything is stale, nothing stands and the headline says so of each", () => {
  assert.equal(finalVariant(staleCase()), null);
  assert.match(headline(staleCase()), /^No optimization stands: ikj is STALE/);
});

test("the headline speaks of the final variant against the baseline", () => {
  assert.match(headline(record), /^blocked is 6\.21× faster than naive/);
  assert.equal(verdictLines(record).length, 3);
});

test("a baseline whose forks failed is not called measured, and comes first", () => {
  assert.equal(
    nextStep(having("naive", { measurements: [] })),
    "Mend the cell of naive and run it again: it has not been measured.",
  );
  assert.equal(
    headline(having("naive", { measurements: [] })),
    "Matrix multiplication: the baseline naive has not been measured.",
  );
});

test("stages stand in the order they were made, the baseline first, with their marks", () => {
  const reversed = { ...record, variants: [...record.variants].reverse() };
  assert.equal(stages(reversed)[0]?.variant.name, "naive");
  assert.deepEqual(
    stages(record).map(
      (stage) => `${stage.variant.name}: ${stage.marks.join(", ")}${stage.final ? "final" : ""}`,
    ),
    [
      "naive: ",
      "ikj: ",
      "transposed: REJECTED",
      "shortcut: WRONG RESULT",
      "blocked: final",
      "unrolled: UNVERIFIED",
      "mathjs: ",
    ],
  );
});

test("the next step leads from an empty case to a report", () => {
  const empty: Case = {
    ...record,
    variants: [],
    comparisons: [],
    profiles: [],
    workload: { ...record.workload, setups: [] },
  };
  assert.match(nextStep(empty), /%%setup/);
  assert.match(nextStep({ ...empty, workload: record.workload }), /%%baseline/);
  const baseline = { ...record, variants: record.variants.slice(0, 1), profiles: [] };
  assert.match(nextStep(baseline), /%profile naive/);
  assert.match(nextStep({ ...baseline, profiles: record.profiles }), /%%optimize/);
  assert.match(nextStep(record), /shortcut gives a wrong result/);
  assert.match(nextStep(staleCase()), /Run the cell of naive again/);
  const slower: Case = {
    ...record,
    variants: record.variants
      .slice(0, 2)
      .map((one) => (one.role === "optimization" ? { ...one, decision: null } : one)),
    comparisons: record.comparisons.map((one) => ({ ...one, verdict: "slower" })),
  };
  assert.equal(nextStep(slower), 'ikj is slower than naive: %reject ikj "why", and try another hypothesis.');
  const done: Case = { ...record, variants: record.variants.slice(0, 2), targets: [] };
  assert.equal(nextStep(done), "Write it up: %report");
});
