import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

const CASE = '%case "Sums" --target "speedup >= 2" --target "time <= 5 ms"';
const SETUP = "%%setup n=8 seed=1\nconst data = Array.from({ length: n }, (_, i) => i + seed)";
const SLOW =
  "%%baseline slow --flops '2 n'\nfunction sum(values: number[]) {\n  return values.reduce((a, b) => a + b, 0)\n}\nsum(data)";
const FAST =
  "%%optimize fast --expect 3x\n// a loop needs no calls\nfunction sum(values: number[]) {\n  let s = 0\n  for (const v of values) s += v\n  return s\n}\nsum(data)";

describe("a case study, step by step", () => {
  let notebook: TestNotebook;
  before(async () => {
    notebook = await openNotebook({
      variants: { slow: "10 ms ± 0.3 %", fast: "2 ms ± 0.3 %", other: "10 ms ± 0.3 %" },
    });
  });
  after(() => notebook.close());

  it("asks for a case first", async () => {
    assert.match(
      await notebook.fails(SLOW),
      /NoCaseError: No case is open in this session; run its %case cell, or begin with one such as: %case/,
    );
  });

  it("opens a case with its targets, and says what comes next", async () => {
    const { text } = await notebook.ok(CASE);
    assert.match(text, /Sums/);
    assert.match(text, /target speedup >= 2: undecided/);
    assert.match(text, /%%setup/);
    assert.ok(existsSync(join(notebook.folder, ".benchbook/sums/case.json")));
  });

  it("makes the setup's names known to ordinary cells, typed and not as literals", async () => {
    await notebook.ok(SETUP);
    assert.equal((await notebook.ok("data.length + n")).text, "16");
    await notebook.ok("let changed: 9 | 8 | number = n");
  });

  it("refuses an optimization before there is a baseline", async () => {
    assert.match(await notebook.fails(FAST), /NoBaselineError: .*%%baseline NAME/);
  });

  it("measures the baseline with its rate, and keeps it in the record", async () => {
    const { text } = await notebook.ok(SLOW, "cell-a");
    assert.match(text, /slow takes 10\.0 ms|slow takes 9\.9|slow takes 10/);
    const [slow] = notebook.record().variants;
    assert.equal(slow?.role, "baseline");
    assert.equal(slow?.cellId, "cell-a");
    assert.equal(slow?.expression.text, "sum(data)");
    assert.equal(slow?.measurements[0]?.forks.length, 6);
    assert.ok(Math.abs((slow?.measurements[0]?.rates.flops ?? 0) - 1600) < 100);
  });

  it("runs a variant's declarations in the session, and gives results as a typed value", async () => {
    assert.equal((await notebook.ok("sum([1, 2, 3])")).text, "6");
    assert.match((await notebook.ok("Math.round(results.slow.time.estimate / 1e6)")).text, /^10$/);
  });

  it("refuses an optimization without a profile of its parent", async () => {
    assert.match(
      await notebook.fails(FAST),
      /NoProfileError: Profile before you optimize: run %profile slow first/,
    );
  });

  it("profiles, and names the hottest line", async () => {
    assert.match((await notebook.ok("%profile slow")).text, /slow spends 100.0 % of its time in line 3/);
    assert.equal(notebook.record().profiles[0]?.hotLines[0]?.text, "return 1");
  });

  it("refuses an optimization without a hypothesis", async () => {
    const silent = FAST.replace("// a loop needs no calls\n", "");
    assert.match(await notebook.fails(silent), /NoHypothesisError: Why should fast be faster\?/);
  });

  it("measures an optimization against its parent, beside its prediction", async () => {
    const { text } = await notebook.ok(FAST);
    assert.match(text, /fast is (4\.9|5\.0)\d?× faster than slow \(95 % CI/);
    assert.match(text, /predicted 3(\.00)?×/);
    const comparison = notebook.record().comparisons[0];
    assert.equal(comparison?.verdict, "faster");
    assert.equal(notebook.record().variants[1]?.hypothesis, "a loop needs no calls");
    assert.equal(notebook.record().variants[1]?.parent, "slow");
  });

  it("judges the targets by the verified optimization", () => {
    assert.deepEqual(
      notebook.record().targets.map(({ expression, verdict }) => [expression, verdict]),
      [
        ["speedup >= 2", "met"],
        ["time <= 5 ms", "met"],
      ],
    );
  });

  it("reuses the record of an unchanged cell, and measures again with --fresh", async () => {
    const forks = notebook.executor.log.length;
    assert.match((await notebook.ok(FAST)).text, /[Rr]ecorded .* reused/);
    assert.equal(notebook.executor.log.length, forks);
    await notebook.ok(FAST.replace("--expect 3x", "--expect 3x --fresh"));
    assert.ok(notebook.executor.log.length > forks);
  });

  it("verifies on other seeds and sizes, and the baseline against itself", async () => {
    const { text } = await notebook.ok("%verify --also n=1,7,33 --seeds 2");
    assert.match(text, /fast/);
    const fast = notebook.record().verifications.find((one) => one.variant === "fast");
    assert.deepEqual(
      fast?.checks.map(({ kind, parameters }) => `${kind} n=${parameters.n} seed=${parameters.seed}`),
      [
        "inputs n=8 seed=1",
        "seed n=8 seed=2",
        "seed n=8 seed=3",
        "size n=1 seed=1",
        "size n=7 seed=1",
        "size n=33 seed=1",
      ],
    );
    assert.equal(notebook.record().verifications.find((one) => one.variant === "slow")?.verdict, "reference");
  });

  it("keeps a decision with its reason, and takes another one in its place", async () => {
    await notebook.ok('%reject fast "only for now"');
    assert.equal(notebook.record().targets[0]?.verdict, "undecided");
    assert.match(
      (await notebook.ok('%keep fast "five times faster"')).text,
      /fast is kept: five times faster/,
    );
    assert.deepEqual(
      notebook.record().decisions.map(({ decision, reason }) => [decision, reason]),
      [["kept", "five times faster"]],
    );
    assert.match(await notebook.fails('%keep slow "why not"'), /is the baseline/);
  });

  it("compares any two variants, and shows what changed between them", async () => {
    assert.match((await notebook.ok("%compare slow fast")).text, /slow is (4\.9|5\.0)\d?× slower than fast/);
    assert.match((await notebook.ok("%diff slow fast")).text, /\+ .*for \(const v of values\) s \+= v/);
  });

  it("measures a control without a hypothesis, never as a headline", async () => {
    const { text } = await notebook.ok(
      "%%variant other\nfunction sum2(values: number[]) { return values.length }\nsum2(data)",
    );
    assert.match(text, /other and slow are indistinguishable/);
    assert.match(text, /UNVERIFIED/);
  });

  it("writes the report in every format, with a direct measurement of baseline and final variant", async () => {
    await notebook.ok("%report --out out/study --format html,md,json,pr");
    for (const file of ["study.html", "study.md", "study.json", "study.pr.md"]) {
      assert.ok(existsSync(join(notebook.folder, "out", file)), file);
    }
    const record = JSON.parse(readFileSync(join(notebook.folder, "out/study.json"), "utf8"));
    assert.equal(record.format, "benchbook-case");
    assert.equal(notebook.record().comparisons.filter((one) => one.direct).length, 1);
  });

  it("marks what was measured as STALE when the setup changes, and says to run the cells again", async () => {
    await notebook.ok(SETUP.replace("i + seed", "i * seed"));
    assert.ok(notebook.record().variants.every((variant) => variant.measurements.every((one) => one.stale)));
    assert.ok(notebook.record().comparisons.every((one) => one.stale));
    assert.ok(notebook.record().profiles.every((one) => one.stale));
    assert.match((await notebook.ok("%case")).text, /STALE/);
    assert.match(await notebook.fails("%profile slow"), /StaleError: slow is STALE: the setup has changed/);
  });

  it("is current again when the setup is as it was", async () => {
    await notebook.ok(SETUP);
    assert.ok(notebook.record().comparisons.every((one) => !one.stale));
  });

  it("refuses to drop a parent, and drops a leaf with all that speaks of it", async () => {
    assert.match(await notebook.fails("%drop slow"), /slow is the parent of fast/);
    await notebook.ok("%drop other");
    assert.ok(notebook.record().variants.every((variant) => variant.name !== "other"));
    assert.ok(notebook.record().comparisons.every((one) => one.variant !== "other"));
  });

  it("picks the case up again in a new kernel", async (context) => {
    const again = await openNotebook({ folder: notebook.folder, variants: { slow: "10 ms", fast: "2 ms" } });
    context.after(() => again.runtime.close());
    await again.ok(CASE);
    assert.equal(again.record().variants.length, 2);
    await again.ok(SETUP);
    assert.ok(again.record().comparisons.every((one) => !one.stale));
    assert.match((await again.ok(SLOW)).text, /[Rr]ecorded .* reused/);
  });
});
