import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { ForkRequest } from "../../src/engine/executor.js";
import type { Variant } from "../../src/model/case.js";
import { type NotebookOptions, openNotebook, type TestNotebook } from "../support/notebook.js";

const SETUP = "%%setup n=4,8 seed=1\nconst data = Array.from({ length: n }, (_, i) => i + seed)";
const BASELINE = "%%baseline slow --rounds 6\nfunction sum(x: number[]) { return x.length }\nsum(data)";
const BODY =
  "// a tile fits\nfunction tile() { return T * U }\nfunction sum(x: number[]) { return x.length + tile() }\nsum(data)";
const TILED = `%%optimize tiled T=8,16,32 U=1,2 --rounds 6\n${BODY}`;

/** T=16, U=2 is the best, at an inner value of T; T=32, U=2 next to it. */
const TIMES: NotebookOptions["variants"] = {
  slow: "10 ms ± 0.3 %",
  tiled: "2 ms ± 0.3 %",
  "tiled T=8, U=1": "6 ms ± 0.3 %",
  "tiled T=8, U=2": "5 ms ± 0.3 %",
  "tiled T=16, U=1": "4 ms ± 0.3 %",
  "tiled T=16, U=2": "2 ms ± 0.3 %",
  "tiled T=32, U=1": "7 ms ± 0.3 %",
  "tiled T=32, U=2": "3 ms ± 0.3 %",
};

const notebooks: TestNotebook[] = [];
after(() => Promise.all(notebooks.map((notebook) => notebook.close())));

async function opened(options: NotebookOptions = {}): Promise<TestNotebook> {
  const notebook = await openNotebook({ variants: TIMES, ...options });
  notebooks.push(notebook);
  await notebook.ok('%case "Tiles"');
  await notebook.ok(SETUP);
  await notebook.ok(BASELINE);
  await notebook.ok("%profile slow");
  return notebook;
}

function tiled(notebook: TestNotebook): Variant {
  const found = notebook.record().variants.find((one) => one.name === "tiled");
  assert.ok(found);
  return found;
}

function measured(notebook: TestNotebook, name: string): readonly ForkRequest[] {
  return notebook.executor.requests.filter(({ side, kind }) => side.name === name && kind === "measure");
}

describe("a grid of tuning parameters", () => {
  let notebook: TestNotebook;
  let text: string;
  before(async () => {
    notebook = await opened();
    ({ text } = await notebook.ok(TILED));
  });

  it("chooses the fastest point, and says out of how many, by which forks", () => {
    assert.match(text, /tiled is 5\.\d+× faster than slow/);
    assert.match(
      text,
      /T=16, U=2 chosen out of 6 by successive halving \(\d+ forks at n=8, seed=1\); measured afresh/,
    );
    assert.deepEqual(tiled(notebook).tuning?.chosen, { T: 16, U: 2 });
  });

  it("shows the grid as a table, fastest first, and an edge of the grid", () => {
    assert.match(text, /T +U +time +forks +outcome\n +16 +2 +2\.00 ms +\d+ +chosen/);
    assert.match(text, /left in rung 1/);
    assert.match(text, /U=2 is the largest value of the grid: try larger U/);
    assert.doesNotMatch(text, /try larger T/);
  });

  it("measures the grid at the last sweep value alone, in short forks, half of the points dropped", () => {
    const grid = notebook.executor.requests.filter(({ side }) => side.name.startsWith("tiled "));
    assert.ok(grid.length > 0);
    assert.ok(grid.every(({ parameters }) => parameters.n === 8));
    const { trials = [] } = tiled(notebook).tuning ?? {};
    assert.equal(trials.filter(({ leftIn }) => leftIn === 0).length, 3);
    const forks = (at: number | null) => trials.filter(({ leftIn }) => leftIn === at).map((one) => one.forks);
    assert.ok(Math.max(...forks(0)) < Math.min(...forks(null)));
  });

  it("measures the winner afresh at every sweep value, with the chosen values beside the workload's", () => {
    const fresh = measured(notebook, "tiled");
    assert.ok(fresh.every(({ side }) => side.fixed?.T === 16 && side.fixed.U === 2));
    assert.deepEqual([...new Set(fresh.map(({ parameters }) => parameters.n))], [4, 8]);
    assert.deepEqual(
      tiled(notebook).measurements.map((one) => one.forks.length),
      [6, 6],
    );
  });

  it("has the chosen values in the session, typed as numbers", async () => {
    assert.equal((await notebook.ok("tile() + T.toFixed(0) + U")).text, "'32162'");
  });

  it("reuses what is recorded of the same cell, and chooses anew where the grid changes", async () => {
    const forks = notebook.executor.requests.length;
    const again = await notebook.ok(TILED);
    assert.match(again.text, /Recorded .* and reused/);
    assert.equal(notebook.executor.requests.length, forks);
    const before = tiled(notebook).hash;
    const { text } = await notebook.ok(TILED.replace("T=8,16,32", "T=8,32"));
    assert.match(text, /T=32, U=2 chosen out of 4/);
    assert.notEqual(tiled(notebook).hash, before);
  });

  it("uses the chosen values for %profile, %verify and %compare", async () => {
    await notebook.ok("%profile tiled");
    assert.match((await notebook.ok("%verify tiled --also n=1,7")).text, /tiled returns what slow returns/);
    await notebook.ok("%compare tiled slow --rounds 6");
    assert.ok(measured(notebook, "tiled").every(({ side }) => side.fixed?.U === 2));
  });

  it("stands in the record and in the report, with its chart", async () => {
    await notebook.ok("%report --out report.html --format html,md");
    const html = readFileSync(join(notebook.folder, "report.html"), "utf8");
    assert.match(html, /T=32, U=2 chosen out of 4 by successive halving/);
    assert.match(html, /Time per call of tiled by T and U/);
    assert.match(html, /With T=32, U=2\./);
    assert.match(readFileSync(join(notebook.folder, "report.md"), "utf8"), /T=32, U=2 chosen out of 4/);
  });
});

describe("points that cannot win", () => {
  it("keeps a wrong point among the trials with its reason, and chooses among the others", async () => {
    const notebook = await opened({ wrong: ["tiled T=16, U=2"] });
    const { text } = await notebook.ok(TILED);
    assert.match(text, /T=32, U=2 chosen out of 6/);
    assert.match(
      text,
      /1 point could not win: T=16, U=2 \(another value than slow's: at \[3\] expected 1, got 2/,
    );
    const wrong = tiled(notebook).tuning?.trials.find(({ failure }) => failure !== null);
    assert.deepEqual(wrong?.values, { T: 16, U: 2 });
    assert.equal(wrong?.estimate, null);
    assert.equal(measured(notebook, "tiled T=16, U=2").length, 0);
  });

  it("goes on without a point whose forks fail", async () => {
    const variants = { ...TIMES, "tiled T=16, U=2": { time: "2 ms", fails: "threw", failsFrom: 2 } as const };
    const notebook = await opened({ variants });
    const { text } = await notebook.ok(TILED);
    assert.match(text, /T=32, U=2 chosen out of 6/);
    assert.match(text, /T=16, U=2 \(tiled T=16, U=2: threw\)/);
  });

  it("refuses a cell that is wrong at every point, untimed; --anyway times it", async () => {
    const wrong = Object.keys(TIMES ?? {}).filter((name) => name !== "slow");
    const notebook = await opened({ wrong });
    const { text } = await notebook.ok(TILED);
    assert.match(text, /tiled was not timed: its result is not slow's/);
    assert.match(text, /None of the 6 points could win/);
    assert.equal(tiled(notebook).measurements.length, 0);
    const anyway = await notebook.ok(TILED.replace("--rounds", "--anyway --rounds"));
    assert.match(anyway.text, /T=16, U=2 chosen out of 6/);
    assert.match(anyway.text, /computes something else|WRONG RESULT/);
  });
});

describe("interrupted tuning", () => {
  it("keeps the trials done, says so, and chooses when the cell runs again", async () => {
    let stopAt = Number.POSITIVE_INFINITY;
    const onFork = (count: number) => {
      if (count === stopAt) notebook.runtime.interrupt();
    };
    const notebook: TestNotebook = await opened({ onFork });
    stopAt = notebook.executor.log.length + 20;
    const ran = await notebook.run(TILED);
    assert.equal(ran.reply.status, "aborted");
    assert.match(ran.text, /Tuning was interrupted: 6 of 6 points have been timed/);
    assert.equal(tiled(notebook).tuning?.stopped, "interrupted");
    assert.equal(tiled(notebook).measurements.length, 0);
    stopAt = Number.POSITIVE_INFINITY;
    assert.match((await notebook.ok(TILED)).text, /T=16, U=2 chosen out of 6/);
    stopAt = notebook.executor.log.length + 4;
    await notebook.run(TILED.replace("--rounds", "--fresh --rounds"));
    assert.equal(tiled(notebook).tuning?.stopped, null, "the earlier choice stays");
    assert.ok(tiled(notebook).measurements.every(({ stale }) => !stale));
  });
});

describe("tuning parameters that say little", () => {
  it("takes one value as given, without a grid", async () => {
    const notebook = await opened();
    const { text } = await notebook.ok(TILED.replace("T=8,16,32 U=1,2", "T=16 U=2"));
    assert.match(text, /tuning: T=16, U=2 is given, and nothing was to choose/);
    assert.equal(measured(notebook, "tiled T=16, U=2").length, 0);
    assert.equal((await notebook.ok("T * U")).text, "32");
  });

  it("says where the best two are alike", async () => {
    const notebook = await opened({
      variants: {
        slow: "10 ms",
        "tiled T=8, U=1": "2 ms ± 0.2 %",
        "tiled T=16, U=1": "2 ms ± 0.2 %",
        tiled: "2 ms",
      },
    });
    const { text } = await notebook.ok(TILED.replace("T=8,16,32 U=1,2", "T=8,16 U=1"));
    assert.match(text, /is indistinguishable from it within 2 %/);
  });

  it("tunes texts, and short under --quick", async () => {
    const notebook = await opened({
      variants: { slow: "10 ms", "tiled order=ikj": "2 ms", "tiled order=kij": "3 ms", tiled: "2 ms" },
    });
    const cell =
      "%%optimize tiled order=ikj,kij --quick\n// order\nconst first: string = order.slice(0, 1)\nfirst.length";
    assert.match((await notebook.ok(cell)).text, /order=ikj chosen out of 2 by successive halving \(6 forks/);
    assert.equal((await notebook.ok("order")).text, "'ikj'");
  });
});

describe("bad tuning parameters: one clear sentence, and nothing is lost", () => {
  let notebook: TestNotebook;
  before(async () => {
    notebook = await opened();
  });

  const refusals: readonly (readonly [what: string, given: string, error: RegExp])[] = [
    [
      "a parameter of the workload",
      "n=1,2",
      /n=1,2: n is a parameter of %%setup, the same for every variant; give/,
    ],
    ["a name that a setup declares", "data=1,2", /data=1,2: a %%setup declares data; give/],
    [
      "a name that the cell declares",
      "T=1 U=1 sum=1,2",
      /declares sum itself, so sum=1,2 would change nothing/,
    ],
    [
      "a name that the cell never reads",
      "T=1 U=1 V=1,2",
      /never reads V, so all its values are the same code/,
    ],
    ["a value given twice", "T=8,8 U=1", /T=8,8 has 8 twice; write each value once/],
    ["numbers and texts", "T=8,big U=1", /T=8,big mixes numbers and texts/],
    [
      "a grid too large",
      `T=${Array.from({ length: 20 }, (_, i) => i).join(",")} U=${Array.from({ length: 20 }, (_, i) => i).join(",")}`,
      /has 400 points, .* keep it to 256/,
    ],
    ["a text where the cell needs a number", 'T="a","b" U=1', /TS2362/],
  ];
  for (const [what, given, error] of refusals) {
    it(`refuses ${what}`, async () => {
      assert.match(await notebook.fails(TILED.replace("T=8,16,32 U=1,2", given)), error);
      assert.equal(notebook.record().variants.length, 1);
    });
  }

  it("says that a variant without the parameter does not have it", async () => {
    await notebook.ok(TILED);
    assert.match(
      await notebook.fails(`%%variant other\n${BODY}`),
      /`T`, `U` exist only in an ordinary cell|NotInSetupError/,
    );
  });
});
