import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { type NotebookOptions, openNotebook } from "../support/notebook.js";

const CASE = '%case "Sums" --target "speedup >= 2"';
const SETUP = '%%setup n=4,8 seed=1\nconst data = [n, seed]\nconst text = "x".repeat(n)';
const SLOW = "%%baseline slow\ndata.reduce((a, b) => a + b)";
const FAST = "%%optimize fast --no-profile 'tested elsewhere'\n// no calls\n(data[0] ?? 0) + (data[1] ?? 0)";
const VARIANTS = { slow: "10 ms ± 0.3 %", fast: "2 ms ± 0.3 %" };

async function open(context: TestContext, options: NotebookOptions = {}) {
  const notebook = await openNotebook({ variants: VARIANTS, ...options });
  context.after(() => notebook.close());
  return notebook;
}

describe("what a call costs", () => {
  it("is read in a fork at each value of a sweep, whatever ordinary cells do to the names", async (context) => {
    const notebook = await open(context, {
      sizes: ({ n }) => ({ text: { length: Number(n) } }),
    });
    for (const cell of [CASE, SETUP, "const text = 'another'"]) await notebook.ok(cell);
    await notebook.ok(SLOW.replace("slow", "slow --bytes 'text.length'"));
    const bytes = notebook.record().variants[0]?.measurements.map(({ rates, time }) => {
      return Math.round(((rates.bytes ?? 0) * time.estimate) / 1e9);
    });
    assert.deepEqual(bytes, [4, 8]);
  });

  it("may be stated later: what was measured is kept, and its rates follow", async (context) => {
    const notebook = await open(context);
    for (const cell of [CASE, SETUP, SLOW]) await notebook.ok(cell);
    const forks = notebook.executor.log.length;
    const { text } = await notebook.ok(SLOW.replace("slow", "slow --flops '3 n'"));
    assert.match(text, /rate 2\.40 kFLOPS/);
    assert.equal(notebook.executor.log.length, forks);
  });
});

describe("setups", () => {
  it("keep the inputs that one of them asks for", async (context) => {
    const notebook = await open(context);
    for (const cell of [CASE, `${SETUP.replace("seed=1", "seed=1 --inputs 3")}`, "%%setup more\nconst q = 1"])
      await notebook.ok(cell);
    assert.equal(notebook.record().workload.inputs, 3);
  });

  it("do not share a parameter with two values", async (context) => {
    const notebook = await open(context);
    for (const cell of [CASE, SETUP]) await notebook.ok(cell);
    assert.match(
      await notebook.fails("%%setup more n=3\nconst q = 1"),
      /n is a parameter of %%setup setup already/,
    );
    assert.match(await notebook.fails("%%setup class=3\n1"), /a name of your own before =.*got "?class=3/);
  });
});

describe("a record that is taken up", () => {
  it("starts afresh with a bare %case --fresh, under the same title and targets", async (context) => {
    const notebook = await open(context);
    for (const cell of [CASE, SETUP, SLOW]) await notebook.ok(cell);
    assert.match((await notebook.ok("%case --fresh")).text, /^New case: Sums \(sums\)\ntarget speedup >= 2/);
    assert.deepEqual(notebook.record().variants, []);
    assert.match(await notebook.fails(SLOW), /NotInSetupError: `data`/);
  });

  it("says what is of an earlier session, and which setup is to run first", async (context) => {
    const notebook = await open(context);
    for (const cell of [CASE, SETUP, SLOW]) await notebook.ok(cell);
    const again = await openNotebook({ folder: notebook.folder, variants: VARIANTS });
    context.after(() => again.runtime.close());
    const { text } = await again.ok(CASE);
    assert.match(text, /^Case taken up: Sums/);
    assert.match(text, /From an earlier session: slow\./);
    assert.match(await again.fails(SLOW), /SetupNotRunError: .* run its cell first \(%%setup\)/);
  });

  it("is STALE on another machine or Node until its cells run again", async (context) => {
    const notebook = await open(context);
    for (const cell of [CASE, SETUP, SLOW, FAST]) await notebook.ok(cell);
    const file = join(notebook.folder, ".benchbook/sums/case.json");
    const moved = readFileSync(file, "utf8").replaceAll(
      /"machine": "[^"]*"/g,
      '"machine": "Abacus × 1, Node 20"',
    );
    writeFileSync(file, moved);

    const { text } = await notebook.ok(CASE);
    assert.match(text, /Measured on another machine or Node, .*: slow, fast \(Abacus × 1, Node 20\)/);
    assert.match(text, /No optimization stands: fast is STALE/);
    assert.ok(notebook.record().comparisons.every((one) => one.stale));
    assert.match(
      await notebook.fails("%compare fast slow"),
      /StaleError: fast is STALE: its cell ran on another machine or Node \(Abacus/,
    );
    const elsewhere = () =>
      notebook
        .record()
        .findings.flatMap((one) => (one.code === "different-environment" ? [one.variant] : []));
    assert.deepEqual(elsewhere(), ["slow", "slow", "fast", "fast"]);
    assert.match(
      (await notebook.ok("%case")).text,
      /different-environment: fast was measured on another machine or Node .*: on Abacus.*, not on .*Run its cell again here\./,
    );
    const forks = notebook.executor.log.length;
    await notebook.ok(SLOW);
    assert.ok(notebook.executor.log.length > forks);
    assert.deepEqual(elsewhere(), ["fast", "fast"]);
    await notebook.ok(FAST);
    assert.deepEqual(elsewhere(), []);
    assert.doesNotMatch((await notebook.ok("%case")).text, /STALE|another machine/);
  });
});

describe("a comparison", () => {
  it("with a parent that has changed since is marked STALE beside the child's own time", async (context) => {
    const notebook = await open(context, { variants: { ...VARIANTS, faster: "1 ms" } });
    for (const cell of [CASE, SETUP, SLOW, FAST]) await notebook.ok(cell);
    await notebook.ok(FAST.replace("fast", "faster --parent fast").replace("calls", "calls at all"));
    await notebook.ok(FAST.replace("?? 0)", "?? 1)"));
    const { text } = await notebook.ok("%case");
    assert.match(
      text,
      /faster +1\.00 ms .*2\.\d+× faster than fast \[STALE\] \(.*\) +(9\.9\d|10\.0)× faster /,
    );
  });
});

describe("a verification", () => {
  it("holds for the inputs that were compared, and not for others", async (context) => {
    const notebook = await open(context);
    for (const cell of [CASE, SETUP, SLOW, FAST]) await notebook.ok(cell);
    await notebook.ok(SETUP.replace("n=4,8", "n=8,4"));
    assert.equal(notebook.record().variants[1]?.verification.verdict, "unverified");
    assert.ok(notebook.record().variants[1]?.measurements.every((one) => !one.stale));
    await notebook.ok(SLOW);
    await notebook.ok(FAST);
    assert.equal(notebook.record().variants[1]?.verification.verdict, "verified");
    assert.equal(notebook.record().verifications[0]?.checks[0]?.parameters.n, 4);
  });

  it("by a property has its errors at the cell's own columns, and sees the parameters only", async (context) => {
    const notebook = await open(context);
    for (const cell of [CASE, SETUP, SLOW, FAST]) await notebook.ok(cell);
    assert.match(await notebook.fails("%%verify\n(e: number, a: number) => e.foo"), /cell 5:2:29/);
    assert.match(
      await notebook.fails("%%verify\n(e, a) => e === data[0]"),
      /NotInPropertyError: A property sees expected, actual, n, seed, and not data/,
    );
    await notebook.ok("%%verify\nfunction near(e: number, a: number) { return Math.abs(e - a) < n }\nnear");
    const fast = notebook.record().verifications.find((one) => one.variant === "fast");
    assert.deepEqual(
      fast?.checks.map(({ kind }) => kind),
      ["inputs", "property"],
    );
  });
});

describe("findings", () => {
  it("about the baseline are kept once, however many variants are measured beside it", async (context) => {
    const notebook = await open(context);
    for (const cell of [CASE, SETUP, SLOW, FAST])
      await notebook.ok(`${cell.replace(/^(%%\w+ (?:slow|fast))/, "$1 --rounds 3")}`);
    await notebook.ok(FAST.replace("fast", "fast --rounds 3 --fresh"));
    const about = notebook.record().findings.filter(({ variant }) => variant === "slow");
    const keys = about.map(({ code, parameters }) => `${code} ${parameters.n}`);
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(keys.length > 0);
  });
});
