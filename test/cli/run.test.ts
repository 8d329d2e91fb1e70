import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { createRunCommand } from "../../src/cli/run.js";
import type { Case } from "../../src/model/case.js";
import type { CellError, Progress } from "../../src/model/output.js";
import { UserError } from "../../src/model/problem.js";
import { createStore } from "../../src/store/index.js";
import { fakeIo } from "../support/command-io.js";
import { temporaryFolder } from "../support/folder.js";
import { readNotebookFile, writeNotebookFile } from "../support/notebook-file.js";
import { sampleCase } from "../support/sample-case.js";
import { type Script, scriptedRuntime } from "../support/scripted-runtime.js";

const BOOM: CellError = {
  ename: "RangeError",
  evalue: "too far",
  traceback: ["RangeError: too far", "  at cell 2:1"],
};

/** The sample with nothing left to object to. */
function goodCase(): Case {
  const record = sampleCase();
  return { ...record, variants: record.variants.filter(({ name }) => name !== "shortcut") };
}

async function run(folder: string, argv: string[], script: Script = {}) {
  const io = fakeIo(folder);
  const runtime = scriptedRuntime(script);
  try {
    const status = await createRunCommand(runtime.create)(argv, io);
    return { status, runtime, out: io.out(), err: io.err() };
  } catch (error) {
    if (error instanceof UserError)
      return { status: error.problem.name, runtime, out: io.out(), err: error.message };
    throw error;
  }
}

test("code cells run in order, and the executed notebook lies beside", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "study.ipynb", ["# Title", "a", "", "b"]);
  const { status, runtime, out } = await run(folder, ["study.ipynb"], {
    cells: {
      b: (publish) => {
        publish({ kind: "result", data: { "text/plain": "42" } });
        return undefined;
      },
    },
  });
  assert.deepEqual([status, runtime.executed, runtime.closed()], [0, ["a", "b"], true]);
  const { cells } = await readNotebookFile(join(folder, "study.executed.ipynb"));
  assert.deepEqual(
    cells.map((cell) =>
      cell.cell_type === "code" ? [cell.execution_count, cell.outputs.length] : cell.source,
    ),
    ["# Title", [1, 0], [null, 0], [2, 1]],
  );
  assert.match(out, /\[2\/2\] {3}b\n {8}42\n/);
  assert.equal(out.includes(join(folder, "study.executed.ipynb")), true);
  const { fresh, notebook, overrides, budget, quick } = runtime.options();
  assert.deepEqual(
    { fresh, notebook, overrides, budget, quick },
    { fresh: true, notebook: "study.ipynb", overrides: {}, budget: null, quick: false },
  );
});

test("an error cell ends the run with status 1, its error in the notebook, and the evidence so far written", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "study.ipynb", ["a", "b", "c"]);
  const { status, runtime, err, out } = await run(folder, ["study.ipynb", "--json", "case.json"], {
    record: goodCase(),
    cells: {
      b: (publish) => {
        publish({ kind: "error", error: BOOM });
        return { status: "error", error: BOOM };
      },
    },
  });
  assert.deepEqual([status, runtime.executed], [1, ["a", "b"]]);
  const [, failed, never] = (await readNotebookFile(join(folder, "study.executed.ipynb"))).cells;
  assert.deepEqual(failed?.cell_type === "code" && failed.outputs, [{ output_type: "error", ...BOOM }]);
  assert.deepEqual(never?.cell_type === "code" && never.outputs, []);
  assert.match(out, /RangeError: too far\n\s+at cell 2:1/);
  assert.match(err, /cell 2 failed with RangeError: too far; the cells after it did not run/);
  assert.equal(JSON.parse(await readFile(join(folder, "case.json"), "utf8")).id, "matmul");
});

test("the last line names the failed cell in one sentence, however long its error is", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "study.ipynb", ["a"]);
  const error = { ename: "VariantKilled", evalue: "It was ended.\nLast words: 0x1.", traceback: [] };
  const { err } = await run(folder, ["study.ipynb"], { cells: { a: () => ({ status: "error", error }) } });
  assert.equal(
    err,
    "benchbook: cell 1 failed with VariantKilled: It was ended; the cells after it did not run\n",
  );
});

test("an error that only the reply tells is kept too", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "study.ipynb", ["a"]);
  const { status } = await run(folder, ["study.ipynb"], {
    cells: { a: () => ({ status: "error", error: BOOM }) },
  });
  assert.equal(status, 1);
  const [cell] = (await readNotebookFile(join(folder, "study.executed.ipynb"))).cells;
  assert.equal(cell?.cell_type === "code" && cell.outputs[0]?.output_type, "error");
});

test("the record is replaced at the end, and the report and the data are written from it", async (t) => {
  const folder = await temporaryFolder(t);
  await createStore({ folder }).save({ ...sampleCase(), title: "before" });
  await writeNotebookFile(folder, "study.ipynb", ["a", "b"]);
  let during: string | undefined;
  const { status, out } = await run(
    folder,
    ["study.ipynb", "--report", "out/r.html", "--json", "out/c.json"],
    {
      record: goodCase(),
      cells: {
        b: async () => {
          during = (await createStore({ folder }).load("matmul"))?.title;
          return undefined;
        },
      },
    },
  );
  assert.deepEqual([status, during], [0, "before"]);
  assert.equal((await createStore({ folder }).load("matmul"))?.title, "Matrix multiplication");
  assert.match(await readFile(join(folder, "out", "r.html"), "utf8"), /<!doctype html>/i);
  assert.equal(
    JSON.parse(await readFile(join(folder, "out", "c.json"), "utf8")).title,
    "Matrix multiplication",
  );
  assert.match(out, /blocked is 6\.21× faster than naive/);
  assert.match(out, /target speedup >= 10: MISSED/);
  assert.equal(out.includes(join(folder, "out", "r.html")), true);
});

test("a wrong variant fails the run unless it is rejected; a missed target only where targets are required", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "study.ipynb", ["a"]);
  const wrong = await run(folder, ["study.ipynb"], { record: sampleCase() });
  assert.equal(wrong.status, 1);
  assert.match(wrong.err, /shortcut gives a wrong result/);
  const rejected = {
    ...sampleCase(),
    variants: sampleCase().variants.map((one) =>
      one.name === "shortcut" ? { ...one, decision: "rejected" as const } : one,
    ),
  };
  assert.equal((await run(folder, ["study.ipynb"], { record: rejected })).status, 0);
  const required = await run(folder, ["study.ipynb", "--require-targets"], { record: goodCase() });
  assert.equal(required.status, 1);
  assert.match(required.err, /target speedup >= 10: MISSED/);
});

test("Ctrl-C interrupts the cell, writes what is there, and ends with 130", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "study.ipynb", ["a", "b", "c"]);
  const io = fakeIo(folder);
  const error = { ename: "Interrupted", evalue: "the cell was interrupted", traceback: [] };
  const runtime = scriptedRuntime({
    record: goodCase(),
    cells: {
      b: async (publish, { interrupted }) => {
        publish({ kind: "stream", name: "stdout", text: "half\n" });
        io.interrupt();
        await interrupted;
        return { status: "aborted", error };
      },
    },
  });
  assert.equal(await createRunCommand(runtime.create)(["study.ipynb"], io), 130);
  assert.deepEqual(runtime.executed, ["a", "b"]);
  const [, cell] = (await readNotebookFile(join(folder, "study.executed.ipynb"))).cells;
  assert.deepEqual(cell?.cell_type === "code" && cell.outputs.map((one) => one.output_type), [
    "stream",
    "error",
  ]);
  assert.match(io.err(), /interrupted in cell 2; what was there is written/);
});

test("-p goes to the runtime and into a tagged cell before the first setup", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "study.ipynb", ['%case "T"', "//%%setup n=512 seed=1 kind=dense\n1", "b"]);
  const { status, runtime } = await run(folder, [
    "study.ipynb",
    "-p",
    "n=1_024",
    "-p",
    'kind=a "b"',
    "-p",
    "n=64",
  ]);
  assert.equal(status, 0);
  assert.deepEqual(runtime.options().overrides, { n: 64, kind: 'a "b"' });
  assert.equal(runtime.executed[1], '%parameters n=64 kind="a \\"b\\""');
  const output = join(folder, "study.executed.ipynb");
  assert.deepEqual((await readNotebookFile(output)).cells[1]?.metadata, { tags: ["injected-parameters"] });

  const again = await run(folder, ["study.executed.ipynb", "-p", "n=32"]);
  assert.deepEqual(
    again.runtime.executed.filter((code) => code.startsWith("%parameters")),
    ["%parameters n=32"],
  );
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith(".ipynb")),
    ["study.executed.ipynb", "study.ipynb"],
  );
});

test("wrong usage is said before anything runs", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "study.ipynb", ["%%setup n=512 seed=1\n1"]);
  await mkdir(join(folder, "sub"));
  const cases: readonly (readonly [string[], RegExp])[] = [
    [["nope.ipynb"], /there is no notebook nope\.ipynb/],
    [["sub"], /sub is a folder; name a notebook in it/],
    [
      ["study.ipynb", "-p", "m=3"],
      /-p names the unknown parameter m; the notebook's %%setup declares n, seed/,
    ],
    [["study.ipynb", "-p", "sed=3"], /unknown parameter sed; .*: did you mean seed\?/],
    [["study.ipynb", "-p", "n"], /-p wants name=value such as n=1024, got "n"/],
    [["study.ipynb", "-p", "n=1,2"], /-p gives n one value, got 1,2/],
    [["study.ipynb", "--budget", "soon"], /--budget wants a duration.*got soon/],
    [["study.ipynb", "--budget", "0s"], /--budget wants a time above zero/],
    [["study.ipynb", "--report", "r.pdf"], /--report wants a file that ends in \.html, got r\.pdf/],
  ];
  for (const [argv, message] of cases) {
    const { status, err, runtime } = await run(folder, argv);
    assert.deepEqual([status, runtime.executed], ["UsageError", []], argv.join(" "));
    assert.match(err, message);
  }
  assert.deepEqual(await readdir(folder), ["study.ipynb", "sub"]);
});

test("a notebook that is none, and a place that cannot be written, cost no measuring", async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, "broken.ipynb"), "{");
  await writeNotebookFile(folder, "study.ipynb", ["a"]);
  const broken = await run(folder, ["broken.ipynb"]);
  assert.deepEqual([broken.status, broken.runtime.executed], ["BrokenFile", []]);
  const blocked = await run(folder, ["study.ipynb", "-o", "broken.ipynb/out.ipynb"]);
  assert.deepEqual([blocked.status, blocked.runtime.executed], ["UnwritableFile", []]);
});

/** Back to the line's start, wipe it, show the cursor. */
const ERASE = "\r\u001b[2K\u001b[?25h";

const progress = (done: number): Progress & { kind: "progress" } => ({
  ...{ kind: "progress", step: "ikj against naive, n=256", done, total: 4 },
  ...{ timeLeft: 12e9, note: "3.4× (3.2 to 3.6)" },
});

async function showProgress(folder: string, isTerminal: boolean): Promise<string> {
  await writeNotebookFile(folder, "study.ipynb", ["%%optimize ikj --expect 3x\n1"]);
  const io = fakeIo(folder, { isTerminal, columns: 60 });
  const type = "application/vnd.benchbook.v1+json";
  const runtime = scriptedRuntime({
    cells: {
      "%%optimize ikj --expect 3x\n1": (publish) => {
        publish({ kind: "display", displayId: "d", data: { [type]: progress(1) } });
        publish({ kind: "update", displayId: "d", data: { [type]: progress(2) } });
        const text = "ikj is 3.42× \u001b[31mfaster\n  a table\nparent: naive";
        publish({
          kind: "update",
          displayId: "d",
          data: { [type]: { kind: "variant" }, "text/plain": text },
        });
        return undefined;
      },
    },
  });
  assert.equal(await createRunCommand(runtime.create)(["study.ipynb"], io), 0);
  return io.out();
}

test("on a terminal one line moves and gives way to the verdict", async (t) => {
  const out = await showProgress(await temporaryFolder(t), true);
  assert.match(out, /█{10}░{10} · 2\/4 · ikj against/);
  assert.equal(out.includes(`${ERASE}        ikj is 3.42× faster\n        parent: naive\n`), true);
  const moving = out
    .split("\n")
    .flatMap((line) => line.split("\r"))
    .filter((line) => line.includes("█"));
  assert.deepEqual(
    moving.filter((line) => stripVTControlCharacters(line).length >= 60),
    [],
  );
});

test("a pipe gets plain lines", async (t) => {
  const out = await showProgress(await temporaryFolder(t), false);
  assert.equal(out.includes("\u001b") || out.includes("\r"), false);
  assert.match(out, /\[1\/1\] {3}%%optimize ikj --expect 3x\n {8}ikj is 3\.42× faster\n {8}parent: naive\n/);
});
