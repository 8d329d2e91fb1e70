import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { compareCases } from "../../src/cli/check/compare.js";
import { createCheckCommand } from "../../src/cli/check.js";
import type { Case } from "../../src/model/case.js";
import { createStore } from "../../src/store/index.js";
import { fakeIo } from "../support/command-io.js";
import { temporaryFolder } from "../support/folder.js";
import { writeNotebookFile } from "../support/notebook-file.js";
import { sampleCase } from "../support/sample-case.js";
import { scriptedRuntime } from "../support/scripted-runtime.js";

function goodCase(): Case {
  const record = sampleCase();
  return { ...record, variants: record.variants.filter(({ name }) => name !== "shortcut") };
}

/** Every time of one variant, and every ratio over it, by a factor. */
function slowed(record: Case, name: string, factor: number): Case {
  return {
    ...record,
    variants: record.variants.map((variant) =>
      variant.name !== name
        ? variant
        : {
            ...variant,
            measurements: variant.measurements.map((one) => ({
              ...one,
              time: {
                ...one.time,
                estimate: one.time.estimate * factor,
                low: one.time.low * factor,
                high: one.time.high * factor,
              },
            })),
          },
    ),
    comparisons: record.comparisons.map((one) => {
      if (one.variant !== name) return one;
      const { estimate, low, high } = one.speedup;
      return {
        ...one,
        speedup: { ...one.speedup, estimate: estimate / factor, low: low / factor, high: high / factor },
      };
    }),
  };
}

const kinds = (after: Case, name: string) =>
  compareCases(goodCase(), after)
    .filter(({ sentence }) => sentence.startsWith(name))
    .map(({ kind }) => kind);

test("the same case has no change", () => {
  assert.deepEqual([...new Set(compareCases(goodCase(), goodCase()).map(({ kind }) => kind))], ["same"]);
});

test("a variant that became slower regressed in its time and over the baseline", () => {
  assert.deepEqual(kinds(slowed(goodCase(), "blocked", 1.5), "blocked"), ["regression", "regression"]);
  assert.deepEqual(kinds(slowed(goodCase(), "blocked", 0.5), "blocked"), ["improvement", "improvement"]);
  assert.deepEqual(kinds(slowed(goodCase(), "blocked", 1.03), "blocked"), ["same", "same"]);
});

test("a rejected variant may do as it likes", () => {
  assert.deepEqual(kinds(slowed(goodCase(), "transposed", 9), "transposed"), []);
});

test("times of another machine do not compare, ratios do", () => {
  const moved = {
    ...goodCase(),
    variants: goodCase().variants.map((variant) => ({
      ...variant,
      measurements: variant.measurements.map((one) => ({ ...one, machine: "another" })),
    })),
  };
  assert.deepEqual(kinds(moved, "blocked"), ["same", "unknown"]);
});

test("a target that was met and is missed is a regression", () => {
  const after = {
    ...goodCase(),
    targets: goodCase().targets.map((target) => ({ ...target, verdict: "missed" as const })),
  };
  assert.deepEqual(kinds(after, "target"), ["regression"]);
});

async function check(folder: string, after: Case) {
  const store = createStore({ folder });
  await store.save(goodCase());
  await writeNotebookFile(folder, "matmul.ipynb", ["%%setup n=512 seed=1\n1"]);
  const before = await readFile(join(folder, ".benchbook", "matmul", "case.json"), "utf8");
  const [io, runtime] = [fakeIo(folder), scriptedRuntime({ record: after })];
  const status = await createCheckCommand(runtime.create)(["matmul.ipynb"], io);
  assert.equal(await readFile(join(folder, ".benchbook", "matmul", "case.json"), "utf8"), before);
  return { status, out: io.out(), err: io.err(), overrides: runtime.options().overrides };
}

test("check leaves the record as it is, and fails on a regression or a wrong variant", async (t) => {
  const folder = await temporaryFolder(t);
  const same = await check(folder, goodCase());
  assert.equal(same.status, 0);
  assert.match(same.out, /No regression against the record\./);
  const worse = await check(folder, slowed(goodCase(), "blocked", 2));
  assert.equal(worse.status, 1);
  assert.match(worse.out, /regression +blocked over naive: 6\.21×.* in the record, 3\.1[01]×.* now/);
  const wrong = await check(folder, sampleCase());
  assert.equal(wrong.status, 1);
  assert.match(wrong.err, /shortcut gives a wrong result/);
});

test("check runs at the record's parameters, where they are no sweep", async (t) => {
  const { overrides } = await check(await temporaryFolder(t), goodCase());
  assert.deepEqual(overrides, { seed: 1 });
});
