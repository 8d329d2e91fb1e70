/** The history across kernels: kept in files, a session each, bounded, and no kernel disturbs another. */
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createHistory } from "../../kernel/history.js";
import type { HistoryContent } from "../../kernel/messages.js";
import { temporaryFolder } from "../support/folder.js";

const ask = (more: Partial<HistoryContent>): HistoryContent => ({
  ...{ hist_access_type: "tail", pattern: "*", output: false, raw: true, session: 0 },
  ...{ start: 0, stop: null, n: null, unique: false },
  ...more,
});
const open = (folder: string) => createHistory({ folder, log: assert.fail });
const session = async (folder: string, ...inputs: readonly string[]) => {
  const history = open(folder);
  inputs.forEach((input, index) => {
    history.add({ line: index + 1, input });
  });
  await history.close();
  return history;
};

test("a later kernel finds the cells of earlier ones by tail, range and search", async (t) => {
  const folder = join(await temporaryFolder(t), "history");
  await session(folder, "a = 1", "b = 2");
  await session(folder, "c = 3");
  const history = await session(folder, "a = 1", "d = 4");

  assert.deepEqual(await history.find(ask({ n: 3 })), [
    [2, 1, "c = 3"],
    [3, 1, "a = 1"],
    [3, 2, "d = 4"],
  ]);
  const range = (number: number) =>
    history.find(ask({ hist_access_type: "range", session: number, start: 1 }));
  assert.deepEqual(await range(0), [
    [3, 1, "a = 1"],
    [3, 2, "d = 4"],
  ]);
  assert.deepEqual(await range(-1), [[2, 1, "c = 3"]]);
  assert.deepEqual(await range(1), [
    [1, 1, "a = 1"],
    [1, 2, "b = 2"],
  ]);
  const search = ask({ hist_access_type: "search", pattern: "a*" });
  assert.equal((await history.find(search)).length, 2);
  assert.deepEqual(await history.find({ ...search, unique: true }), [[3, 1, "a = 1"]]);
  assert.deepEqual(await history.find({ ...search, n: 1 }), [[3, 1, "a = 1"]]);
});

test("a kernel that has run nothing leaves no session, and sees the others", async (t) => {
  const folder = join(await temporaryFolder(t), "history");
  await session(folder, "a = 1");
  const idle = open(folder);
  assert.deepEqual(await idle.find(ask({ n: 5 })), [[1, 1, "a = 1"]]);
  await idle.close();
  assert.deepEqual(await readdir(folder), ["1.jsonl"]);
});

test("kernels that run at the same time have sessions of their own", async (t) => {
  const folder = join(await temporaryFolder(t), "history");
  const names = Array.from({ length: 8 }, (_, index) => `kernel ${index}`);
  await Promise.all(names.map((name) => session(folder, name, `${name} again`)));
  const rows = await open(folder).find(ask({}));
  assert.equal(new Set(rows.map(([number]) => number)).size, 8);
  assert.deepEqual(
    rows
      .filter(([, line]) => line === 1)
      .map(([, , input]) => input)
      .sort(),
    names,
  );
});

test("results are not written, and the files are their user's alone", async (t) => {
  const folder = join(await temporaryFolder(t), "history");
  const history = open(folder);
  history.add({ line: 1, input: "secret()" });
  history.setOutput(1, "'xyzzy'");
  await history.close();
  assert.deepEqual(await history.find(ask({ output: true })), [[1, 1, ["secret()", "'xyzzy'"]]]);
  assert.doesNotMatch(await readFile(join(folder, "1.jsonl"), "utf8"), /xyzzy/);
  if (process.platform !== "win32") assert.equal((await stat(join(folder, "1.jsonl"))).mode & 0o077, 0);
});

test("the folder stays bounded, and the oldest sessions go first", async (t) => {
  const folder = join(await temporaryFolder(t), "history");
  await mkdir(folder);
  for (let number = 1; number <= 250; number++) {
    await writeFile(join(folder, `${number}.jsonl`), '{"line":1,"input":"old"}\n');
  }
  await session(folder, "new");
  const left = (await readdir(folder)).map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
  assert.equal(left.length, 201);
  assert.deepEqual([left[0], left.at(-1)], [51, 251]);
});

test("a long session keeps its newer lines", async (t) => {
  const folder = join(await temporaryFolder(t), "history");
  const history = open(folder);
  const text = "x".repeat(30_000);
  for (let line = 1; line <= 60; line++) history.add({ line, input: `${line} ${text}` });
  await history.close();
  assert.ok((await stat(join(folder, "1.jsonl"))).size <= 1024 * 1024 + 40_000);
  const rows = await open(folder).find(ask({}));
  assert.equal(rows.at(-1)?.[1], 60);
});

test("broken lines and foreign files are passed over", async (t) => {
  const folder = join(await temporaryFolder(t), "history");
  await mkdir(folder);
  await writeFile(
    join(folder, "1.jsonl"),
    '{"line":1,"input":"good"}\nnull\n[]\n{"line":"x"}\n{"line":2,"inp',
  );
  await writeFile(join(folder, "notes.txt"), "hello");
  assert.deepEqual(await open(folder).find(ask({})), [[1, 1, "good"]]);
});

test("where nothing can be written the cells are still in memory, and that is said once", async (t) => {
  const file = join(await temporaryFolder(t), "history");
  await writeFile(file, "no folder");
  const logged: string[] = [];
  const history = createHistory({ folder: file, log: (text) => logged.push(text) });
  history.add({ line: 1, input: "a" });
  history.add({ line: 2, input: "b" });
  assert.equal((await history.find(ask({}))).length, 2);
  assert.equal((await history.find(ask({ n: 1 }))).length, 1);
  assert.equal(logged.length, 1);
  assert.match(logged[0] ?? "", /The history is not kept in/);
});
