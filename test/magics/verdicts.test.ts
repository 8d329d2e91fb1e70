/** What a record says of a variant as a whole: checks of both kinds, values that never came, batches, the baseline. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, it } from "node:test";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

const CASE = '%case "Sums"';
const SETUP = "%%setup n=8 seed=1\nconst data = Array.from({ length: n }, (_, index) => index)";
const SLOW = "%%baseline slow\ndata.reduce((a, b) => a + b, 0)";
const FAST = '%%optimize fast --why "fewer" --no-profile "short"\nlet s = 0\nfor (const x of data) s += x\ns';
const PROPERTY = "%%verify\n(expected: number, actual: number) => expected === actual";

describe("a variant's record", () => {
  let notebook: TestNotebook;
  afterEach(() => notebook.close());

  const verification = () => notebook.record().verifications.find((one) => one.variant === "fast");
  const kinds = () => [...new Set(verification()?.checks.map(({ kind }) => kind))].sort();

  it("keeps checks of values and of a property beside each other, in either order", async () => {
    notebook = await openNotebook();
    for (const cell of [CASE, SETUP, SLOW, FAST, "%verify --seeds 1", PROPERTY]) await notebook.ok(cell);
    assert.deepEqual(kinds(), ["inputs", "property", "seed"]);
    await notebook.ok("%verify --seeds 0 --also n=3");
    assert.deepEqual(kinds(), ["inputs", "property", "size"]);
    assert.equal(verification()?.verdict, "verified");
  });

  it("is failed where either kind failed, whatever the other found later", async () => {
    notebook = await openNotebook({ verdicts: (_, kind) => (kind === "property" ? "different" : "same") });
    for (const cell of [CASE, SETUP, SLOW, FAST, PROPERTY, "%verify"]) await notebook.ok(cell);
    assert.equal(verification()?.verdict, "failed");
    assert.match((await notebook.ok("%case")).text, /fast \[WRONG RESULT\]/);
  });

  it("forgets the other kind with the code that it was of", async () => {
    notebook = await openNotebook();
    for (const cell of [CASE, SETUP, SLOW, FAST, PROPERTY, FAST.replace("s += x", "s += +x")])
      await notebook.ok(cell);
    assert.deepEqual(kinds(), ["inputs"]);
  });

  it("says FAILED CHECK of a value that never came, and counts its time for nothing", async () => {
    notebook = await openNotebook({ verdicts: (_, kind) => (kind === "seed" ? "failed" : "same") });
    for (const cell of [CASE, SETUP, SLOW, FAST, "%verify"]) await notebook.ok(cell);
    const { text } = await notebook.ok("%case");
    assert.match(text, /fast \[FAILED CHECK\].*does not count.*no value/);
    assert.match(text, /fast gave no value when it was verified: mend its cell, or %reject fast/);
    assert.doesNotMatch(text, /WRONG RESULT|faster/);
    assert.match((await notebook.ok("%compare fast slow")).text, /^FAILED CHECK: fast gave no value when/);
  });

  it("finds batches that differ from the record's of the very same code", async () => {
    const variants = { slow: "1 µs" };
    notebook = await openNotebook({ variants });
    for (const cell of [CASE, SETUP, SLOW]) await notebook.ok(cell);
    assert.deepEqual(notebook.record().findings, []);
    variants.slow = "5 µs";
    const { text } = await notebook.ok(SLOW.replace("slow", "slow --fresh"));
    assert.match(text, /batch-changed: slow was measured in other batches than in the record: 200 calls/);
    // The record holds these batches now.
    await notebook.ok(SLOW.replace("slow", "slow --fresh"));
    assert.deepEqual(notebook.record().findings, []);
    // Another code has no record.
    variants.slow = "1 µs";
    await notebook.ok(SLOW.replace(", 0)", ", 0 + 0)"));
    assert.deepEqual(notebook.record().findings, []);
  });

  it("names the imported file that was edited between two cells, where values then differ", async () => {
    notebook = await openNotebook({ wrong: ["fast"] });
    const file = join(notebook.folder, "inputs.ts");
    await writeFile(file, "export const item = (index: number) => index");
    const setup = SETUP.replace("=> index", "=> item(index)").concat('\nimport { item } from "./inputs.ts"');
    for (const cell of [CASE, setup, SLOW]) await notebook.ok(cell);
    assert.doesNotMatch((await notebook.ok(FAST)).text, /inputs\.ts/);
    await writeFile(file, "export const item = (index: number) => index + 1");
    const { text } = await notebook.ok(FAST);
    assert.match(text, /^fast was not timed/);
    assert.match(text, /inputs\.ts has changed since the cell of slow ran.*run the cell of slow again/);
  });

  it("has the measured baseline as kept", async () => {
    notebook = await openNotebook();
    for (const cell of [CASE, SETUP, SLOW, FAST]) await notebook.ok(cell);
    assert.deepEqual(
      notebook.record().variants.map(({ decision }) => decision),
      ["kept", null],
    );
  });

  it("shows no ratio without its interval", async () => {
    notebook = await openNotebook({ variants: { slow: "10 ms ± 1 %", fast: "2 ms ± 1 %" } });
    for (const cell of [CASE, SETUP, SLOW, FAST]) await notebook.ok(cell);
    assert.match((await notebook.ok("%case")).text, /[45]\.\d+× faster \([45]\.\d+ to [45]\.\d+\) /);
  });

  it("refuses a time of nothing", async () => {
    notebook = await openNotebook();
    for (const cell of [CASE, SETUP]) await notebook.ok(cell);
    for (const name of ["timeout", "budget"]) {
      const message = await notebook.fails(SLOW.replace("slow", `slow --${name} 0`));
      assert.match(message, new RegExp(`--${name} wants a duration above 0, such as 50ms, got "0"`));
    }
  });
});
