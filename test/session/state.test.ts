import assert from "node:assert/strict";
import { test } from "node:test";
import { openCells, tracebackOf } from "./support/cells.js";

const cells = openCells();

test("names of a cell are there in the next", async () => {
  await cells.run("x = 41;", { declares: ["x"] });
  assert.deepEqual(await cells.show("x + 1"), { "text/plain": "42" });
});

test("a cell without a value has no result", async () => {
  assert.deepEqual((await cells.run("1 + 1")).evaluation, { kind: "done", result: null });
  assert.deepEqual(await cells.show("undefined"), {});
});

test("a promise as a value is shown, not awaited", async () => {
  assert.deepEqual(await cells.show("new Promise(() => {})"), { "text/plain": "Promise { <pending> }" });
});

test("define sets globals by value, and measureNames tells numbers and sizes", async () => {
  const data = new Float32Array([1, 2]);
  await cells.session.define({ n: 512, data, results: { naive: { time: 1 } } });
  data[0] = 9;
  assert.deepEqual(await cells.show("[n, data[0], results.naive.time]"), { "text/plain": "[ 512, 1, 1 ]" });
  await cells.run(
    "text = 'häé'; map = new Map([[1, 2]]); bad = { get length() { throw new Error('no') } }; none = null",
    { declares: ["text", "map", "bad", "none"] },
  );
  const names = ["n", "data", "text", "map", "bad", "none", "missing"];
  assert.deepEqual(await cells.session.measureNames(names), {
    n: { value: 512 },
    data: { length: 2, byteLength: 8 },
    text: { length: 3 },
    map: { size: 1 },
  });
});

test("define refuses what cannot be cloned", async () => {
  await assert.rejects(cells.session.define({ f: () => 1 }), /could not be cloned/);
  assert.deepEqual(await cells.show("n"), { "text/plain": "512" });
});

test("benchbook's helpers are there", async () => {
  assert.deepEqual(await cells.show("[typeof seeded, seeded(1).next() === seeded(1).next()]"), {
    "text/plain": "[ 'function', true ]",
  });
});

test("a cell may take the names of built-ins, and the session goes on", async () => {
  const names = ["process", "console", "performance", "name", "Map", "Error", "Object", "Promise", "JSON"];
  const { evaluation } = await cells.run(names.map((name) => `${name} = '${name}';`).join("\n"), {
    declares: names,
  });
  assert.deepEqual(evaluation, { kind: "done", result: null });
  assert.deepEqual(await cells.show("[process, console, performance, name, Map, Error, Object]"), {
    "text/plain": "[ 'process', 'console', 'performance', 'name', 'Map', 'Error', 'Object' ]",
  });
  assert.deepEqual((await cells.session.measureNames(["process"])).process, { length: 7 });
  const failed = tracebackOf(await cells.run("\nnothing.x")).map((line) =>
    line.replace(/cell \d+/, "cell N"),
  );
  assert.deepEqual(failed, [
    "ReferenceError: nothing is not defined",
    "cell N, line 2",
    "  1 | ",
    "> 2 | nothing.x",
    "    | ^",
    "    at cell N:2:1",
  ]);
});

test("restart gives an empty session", async () => {
  await cells.session.restart();
  assert.deepEqual(await cells.show("typeof n + typeof process"), { "text/plain": "'undefinedobject'" });
});
