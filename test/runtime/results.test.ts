import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import type { Output } from "../../src/model/output.js";
import { createRuntime } from "../../src/runtime/index.js";
import { temporaryFolder } from "../support/folder.js";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

const CASE = '%case "Sums"';
const SETUP = "%%setup n=8 seed=1\nconst data = Float64Array.from({ length: n }, (_, index) => index)";
const SLOW = "%%baseline slow\ndata.reduce((a, b) => a + b, 0)";
const FAST = '%%optimize fast --why "fewer" --no-profile "short"\nlet s = 0\nfor (const x of data) s += x\ns';
const OPTIONS = { notebook: null, fresh: false, overrides: {}, budget: null, quick: false };

describe("results in ordinary cells", () => {
  let notebook: TestNotebook;
  afterEach(() => notebook.close());

  async function study(): Promise<TestNotebook> {
    notebook = await openNotebook({ variants: { slow: "10 ms ± 1 %", fast: "2 ms ± 1 %" } });
    for (const cell of [CASE, SETUP, SLOW, FAST]) await notebook.ok(cell);
    return notebook;
  }

  it("hold times, and ratios to parent and baseline", async () => {
    await study();
    const { text } = await notebook.ok(
      "const { baseline, parent } = results.fast.comparisons;\n" +
        "[baseline?.verdict, baseline === null || baseline.speedup.low > 4, parent?.against, results.slow.comparisons.baseline]",
    );
    assert.equal(text, "[ 'faster', true, 'slow', null ]");
    assert.match((await notebook.ok("Math.round(results.slow.time.estimate / 1e6)")).text, /^10$/);
    assert.match((await notebook.ok("results.fast.verification")).text, /verified/);
  });

  it("keep what was measured before the setup changed, marked stale and with its parameters", async () => {
    await study();
    const { text: told } = await notebook.ok(SETUP.replace("n=8", "n=9"));
    assert.match(told, /STALE: slow, fast: .* run their cells again/);
    const { text } = await notebook.ok("[results.fast.stale, results.fast.parameters.n]");
    assert.equal(text, "[ true, 8 ]");
    assert.match((await notebook.ok("%case")).text, /slow \(baseline\) \[STALE\] +not at these inputs/);
  });

  it("complete on Tab by name and field, and a typo is a type error with the right name", async () => {
    await study();
    const offers = async (code: string) =>
      (await notebook.runtime.complete(code, code.length)).matches.map(({ text }) => text);
    assert.deepEqual(await offers("results."), ["fast", "slow"]);
    assert.ok((await offers("results.fast.")).includes("comparisons"));
    assert.match(
      await notebook.fails("results.fastt.time"),
      /Property 'fastt' does not exist .*mean 'fast'\?/,
    );
    assert.match(await notebook.fails("results.fast.tim"), /Did you mean 'time'\?/);
  });

  it("are empty before anything is measured", async () => {
    notebook = await openNotebook();
    assert.equal((await notebook.ok("Object.keys(results).length")).text, "0");
    assert.match(await notebook.fails("results.slow"), /Property 'slow' does not exist/);
  });

  it("are there again after the session has died", async () => {
    await study();
    await notebook.run("process.exit(3)");
    assert.match((await notebook.ok("Math.round(results.slow.time.estimate / 1e6)")).text, /^10$/);
  });

  it("give way to a cell that takes their name, and stay away", async () => {
    await study();
    await notebook.ok("const results = [1, 2, 3]");
    await notebook.ok("%keep fast 'short'");
    assert.equal((await notebook.ok("results.length")).text, "3");
  });

  it("are nothing that a variant can see", async () => {
    await study();
    assert.match(
      await notebook.fails("%%variant odd\nresults.slow.time.estimate"),
      /Cannot find name 'results'/,
    );
  });
});

it("a result's value comes from a fork, as the data that it is", { timeout: 120_000 }, async (t) => {
  const runtime = await createRuntime({ ...OPTIONS, quick: true, folder: await temporaryFolder(t) });
  t.after(() => runtime.close());
  const run = async (code: string) => {
    const outputs: Output[] = [];
    const reply = await runtime.execute({ code, cellId: null, executionCount: 1 }, (one) =>
      outputs.push(one),
    );
    const result = outputs.find((one) => one.kind === "result");
    return { reply, text: result?.kind === "result" ? result.data["text/plain"] : null };
  };
  for (const cell of [CASE, SETUP, "%%baseline doubled\ndata.map((x) => 2 * x)"]) {
    assert.equal((await run(cell)).reply.status, "ok");
  }
  assert.equal((await run("(await results.doubled.value)[7]")).text, "14");
  assert.equal((await run("(await results.doubled.value) instanceof Float64Array")).text, "true");
  assert.equal((await run("JSON.stringify(results.doubled).includes('value')")).text, "false");
  // The session asks for it again after it has died.
  await run("process.exit(1)");
  assert.equal((await run("const v = await results.doubled.value; v.length")).text, "8");
});
