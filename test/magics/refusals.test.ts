import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

const BASELINE = "%%baseline slow\nfunction work(x: number[]) { return x.length }\nwork(data)";

describe("bad input: one clear error, and nothing is lost", () => {
  let notebook: TestNotebook;
  before(async () => {
    notebook = await openNotebook({ variants: { slow: "10 ms ± 0.3 %" }, wrong: ["bad"] });
    await notebook.ok('%case "Refusals"');
    await notebook.ok("%%setup n=4 seed=1\nconst data = [n, seed]");
    await notebook.ok(BASELINE);
    await notebook.ok("%profile slow");
  });
  after(() => notebook.close());

  const refusals: readonly (readonly [what: string, cell: string, error: RegExp])[] = [
    ["an unknown magic", "%proflie slow", /UsageError: There is no magic %proflie; did you mean %profile\?/],
    [
      "an unknown option",
      "%profile slow --durration 2s",
      /--durration.*did you mean --duration|--durration.*--duration/s,
    ],
    ["an unknown variant", "%profile slwo", /There is no variant slwo; did you mean slow\?/],
    [
      "a second baseline",
      BASELINE.replace("slow", "other"),
      /The case has a baseline, slow, and there is one only/,
    ],
    ["the baseline's name", "%%optimize slow\n// x\nwork(data)", /slow is the baseline's name/],
    [
      "no last expression",
      "%%optimize a\n// why\nconst result = data.length",
      /NoExpressionError: .*`const result = data.length` in a; add a last line/,
    ],
    ["an empty body", "%%optimize a\n", /needs code below it/],
    ["a syntax error, with its line", "%%optimize a\n// why\nconst x = ;\nx", /cell \d+:3:11/],
    [
      "a name that no setup defines, with where it belongs",
      "%%variant a\ndota.length",
      /Cannot find name 'dota'.*names and those of %%setup cells/s,
    ],
    [
      "a parameter that is not declared, with where it belongs",
      "%%setup n=4\nconst data = [n, seed]",
      /Cannot find name 'seed'.*the parameters of its first line/s,
    ],
    [
      "a type error, with its line",
      '%%optimize a\n// why\nconst x: number = "one"\nx',
      /TS2322: .*\n.*3 \| const x: number = "one"/,
    ],
    [
      "a result that is not there",
      "%%optimize a --result C\n// why\ndata.length",
      /--result C: the cell of a knows no such name/,
    ],
    [
      "an odd flag",
      "%%optimize a --node-flags 'max'\n// why\ndata.length",
      /--node-flags takes flags that begin with --, got max/,
    ],
    ["an unknown parent", "%%optimize a --parent nobody\n// why\ndata.length", /There is no variant nobody/],
    [
      "an unknown size",
      "%verify --also m=1,2",
      /--also m=…: there is no parameter m; did you mean n\?|there is no parameter m/,
    ],
    [
      "a size of another type",
      "%verify --also n=4,many",
      /UsageError: --also n=many: n is a number in %%setup\./,
    ],
    [
      "a shape of an unknown parameter",
      "%verify --shape 4,m",
      /--shape 4,m: there is no parameter m; did you mean n\?|--shape 4,m: there is no parameter m/,
    ],
    [
      "a package that is not there",
      '%%variant a\nimport { x } from "@scope/nowhere/deep"\nx(data)',
      /CompileError: There is no package @scope\/nowhere here; install it in the notebook's folder: npm install @scope\/nowhere at cell \d+:2:19/,
    ],
    [
      "a file that is not there",
      '%%variant a\nimport { x } from "./nowhere.ts"\nx(data)',
      /CompileError: There is no file \.\/nowhere\.ts beside the notebook; check the path at cell/,
    ],
    ["a property that is no function", "%%verify\n1 + 1", /The body of %%verify ends with a function/],
    ["the same variant twice", "%compare slow slow", /%compare takes two variants, got slow twice/],
    ["a bad target", '%case --target "tmie <= 5 ms"', /tmie/],
    ["a cell magic as a line", "%baseline slow", /%%baseline|works on a whole cell/],
  ];
  for (const [what, cell, error] of refusals) {
    it(`refuses ${what}`, async () => {
      const variants = notebook.record().variants;
      assert.match(await notebook.fails(cell), error);
      assert.deepEqual(notebook.record().variants, variants);
    });
  }

  it("says to move a name of an ordinary cell into a %%setup cell", async () => {
    await notebook.ok("const stray = 3");
    assert.match(
      await notebook.fails("%%optimize a\n// why\ndata.length + stray"),
      /NotInSetupError: `stray` exists only in an ordinary cell.*%%setup/,
    );
  });

  it("does not time an optimization whose value is wrong, and never counts it", async () => {
    const forks = notebook.executor.log.length;
    const { text } = await notebook.ok("%%optimize bad\n// why\ndata.length + 1");
    assert.match(text, /bad was not timed: its result is not slow's/);
    assert.equal(notebook.executor.log.length, forks);
    assert.equal(
      notebook.record().variants.find((one) => one.name === "bad")?.verification.verdict,
      "failed",
    );
    assert.match((await notebook.ok("%case")).text, /WRONG RESULT/);
  });

  it("times it all the same with --anyway, and still does not count it", async () => {
    const { text } = await notebook.ok("%%optimize bad --anyway\n// why\ndata.length + 1");
    assert.match(
      text,
      /WRONG RESULT: bad does not compute what the baseline computes, so its time counts for nothing/,
    );
  });
});

it("a setup may be nothing but parameters, and an override is of their type", async (context) => {
  const notebook = await openNotebook({ variants: {}, runtime: { overrides: { n: "many" } } });
  context.after(() => notebook.close());
  await notebook.ok('%case "Parameters"');
  assert.match(
    await notebook.fails("%%setup n=4"),
    /UsageError: n=many overrides a number of %%setup; give n a number\./,
  );
  await notebook.ok("%parameters n=5");
  await notebook.ok("%%setup n=4 text=a");
  assert.deepEqual(notebook.record().workload.parameters, { n: 5, text: "a" });
});

describe("a session that dies", () => {
  it("has its setups run again before a variant", async (context) => {
    const notebook = await openNotebook({ variants: { slow: "10 ms ± 0.3 %" } });
    context.after(() => notebook.close());
    await notebook.ok('%case "Deaths"');
    await notebook.ok("%%setup n=4 seed=1\nconst data = [n, seed]");
    await notebook.ok(BASELINE);
    assert.match(await notebook.fails("process.exit(3)"), /SessionDied: .* exited with code 3/);
    assert.match(await notebook.fails("%%variant other\ndata.length"), /SetupNotRunError/);
    assert.deepEqual(
      notebook.record().variants.map(({ name }) => name),
      ["slow"],
    );
    await notebook.ok("%%setup n=4 seed=1\nconst data = [n, seed]");
    assert.equal((await notebook.ok("data.length")).text, "2");
  });

  it("says so with the next cell where it died between two", async (context) => {
    const notebook = await openNotebook();
    context.after(() => notebook.close());
    await notebook.ok("const kept = 1; setTimeout(() => process.exit(7), 20).ref() && undefined");
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { reply, text } = await notebook.run("kept");
    assert.match(text, /exited with code 7; a new, empty session is there/);
    assert.equal(reply.status === "error" && reply.error.ename, "CompileError");
  });
});

describe("forks that fail", () => {
  it("keeps the sizes that worked where one fails, and ends with the failure's error", async (context) => {
    const notebook = await openNotebook({
      variants: { slow: { time: "10 ms", fails: "timeout", failsFrom: 8 } },
    });
    context.after(() => notebook.close());
    await notebook.ok('%case "Sweep"');
    await notebook.ok("%%setup n=4,8 seed=1\nconst data = [n, seed]");
    assert.match(await notebook.fails(BASELINE), /TimeoutError: slow: timeout/);
    assert.equal(notebook.record().variants[0]?.measurements.length, 1);
    assert.equal((await notebook.ok("1 + 1")).text, "2");
  });

  it("measures every value of a sweep", async (context) => {
    const notebook = await openNotebook({ variants: { slow: "10 ms ± 0.3 %" } });
    context.after(() => notebook.close());
    await notebook.ok('%case "Sweep"');
    await notebook.ok("%%setup n=4,8,16 seed=1\nconst data = [n, seed]");
    await notebook.ok(BASELINE);
    assert.deepEqual(
      notebook.record().variants[0]?.measurements.map(({ parameters }) => parameters.n),
      [4, 8, 16],
    );
    assert.deepEqual(notebook.record().workload.parameters, { n: 16, seed: 1 });
  });

  it("keeps what had finished when it is interrupted", async (context) => {
    const onFork = (count: number) => {
      if (count === 4) notebook.runtime.interrupt();
    };
    const notebook = await openNotebook({ variants: { slow: "10 ms ± 0.3 %" }, onFork });
    context.after(() => notebook.close());
    await notebook.ok('%case "Interrupt"');
    await notebook.ok("%%setup n=4\nconst data = [n]");
    const { reply, text } = await notebook.run(BASELINE);
    assert.equal(reply.status, "aborted");
    assert.match(text, /INTERRUPTED/);
    assert.equal(notebook.record().variants[0]?.measurements[0]?.interrupted, true);
    assert.equal(notebook.record().variants[0]?.measurements[0]?.forks.length, 3);
  });
});

describe("parameters", () => {
  it("override those of %%setup, from the command line and from %parameters", async (context) => {
    const notebook = await openNotebook({ runtime: { overrides: { n: 3 } } });
    context.after(() => notebook.close());
    await notebook.ok('%case "Overrides"');
    await notebook.ok("%parameters seed=7");
    await notebook.ok("%%setup n=4,8 seed=1\nconst data = [n, seed]");
    assert.equal((await notebook.ok("[n, seed]")).text, "[ 3, 7 ]");
    assert.deepEqual(notebook.record().workload.sweep, { n: [3], seed: [7] });
  });

  it("say to run the setup again where it has run already", async (context) => {
    const notebook = await openNotebook();
    context.after(() => notebook.close());
    await notebook.ok('%case "Late"');
    await notebook.ok("%%setup n=4\nconst data = [n]");
    assert.match((await notebook.ok("%parameters n=5")).text, /Run %%setup setup again to use it/);
    assert.match(await notebook.fails("%parameters n=5,6"), /takes one value for n, got 5,6/);
  });
});
