/** `--concurrency`, `--rate` and `--serve` of a baseline: what becomes of the workload, and what is refused. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { workloadHash } from "../../src/magics/identity.js";
import { NO_WORKLOAD } from "../../src/model/workload.js";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

let notebook: TestNotebook;
before(async () => {
  notebook = await openNotebook();
  await notebook.ok('%case "Load"');
  await notebook.ok("%%setup n=3\nconst later = async (value: number) => value");
});
after(() => notebook.close());

test("what contradicts itself, is no rate, or cannot overlap is refused in a sentence", async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["%%baseline a --concurrency 8 --rate 5/s\nawait later(n)", /keep one of the two/],
    ["%%baseline a --concurrency 0\nawait later(n)", /at least 1/],
    ["%%baseline a --rate 0/s\nawait later(n)", /above 0/],
    ['%%baseline a --rate "500 us"\nawait later(n)', /a rate of calls such as 2000\/s, .*got 500 us/],
    ["%%baseline a --concurrency 8\nn + 1", /`n \+ 1` has no await.*write `await n \+ 1`/],
  ];
  for (const [cell, message] of cases) assert.match(await notebook.fails(cell), message);
  assert.equal(notebook.record().workload.load, undefined);
});

test("the baseline's load is the workload's, every fork gets it, and later cells need an await too", async () => {
  await notebook.ok('%%baseline a --rate "120/min"\nawait later(n)');
  const load = { kind: "open", rate: 2, serve: false };
  assert.deepEqual(notebook.record().workload.load, load);
  const tasks = notebook.executor.requests.filter(({ kind }) => kind === "measure").map(({ task }) => task);
  assert.ok(tasks.length > 6);
  for (const task of tasks) assert.deepEqual("load" in task ? task.load : null, load);
  assert.match(await notebook.fails("%%variant b\nn + 1"), /b is to be measured with .*2\.00\/s.*no await/);
});

test("a profile has one caller, so its calls are not held against those under a load", async () => {
  assert.ok(notebook.record().workload.load, "measured under a load");
  const { text } = await notebook.ok("%profile a");
  assert.equal(notebook.record().profiles.at(-1)?.timed, undefined);
  assert.doesNotMatch(text, /in the timed forks/);
});

test("a load is part of the workload's hash, and hashes without one stay", () => {
  const without = workloadHash(NO_WORKLOAD);
  const loads = [2, 8].map((concurrency) =>
    workloadHash({ ...NO_WORKLOAD, load: { kind: "closed", concurrency, serve: false } }),
  );
  assert.equal(new Set([without, ...loads]).size, 3);
  assert.equal(workloadHash({ setups: [], teardown: null, inputs: 1 }), without);
});
