import assert from "node:assert/strict";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { UserError } from "../../src/model/problem.js";
import { createStore } from "../../src/store/index.js";
import { temporaryFolder } from "../support/folder.js";
import { sampleCase } from "../support/sample-case.js";
import { sampleProfile } from "../support/sample-profile.js";

const BUNDLE = { js: "export const loop = 1;\n", map: "{}", hash: "0123456789abcdef", packages: {} };

test("a case is saved below the notebook's folder and comes back", async (t) => {
  const folder = await temporaryFolder(t);
  const store = createStore({ folder });
  assert.equal(await store.load("matmul"), null);
  await store.save(sampleCase());
  assert.deepEqual(await store.load("matmul"), sampleCase());
  assert.deepEqual(await readdir(join(folder, ".benchbook", "matmul")), ["case.json"]);
});

test("an id never leaves the folder of records", async (t) => {
  const folder = await temporaryFolder(t);
  const store = createStore({ folder });
  await store.save({ ...sampleCase(), id: "../../outside" });
  assert.deepEqual(await readdir(join(folder, ".benchbook")), ["outside"]);
  assert.throws(() => store.bundlePath("matmul", "../../../etc/passwd"), UserError);
  await assert.rejects(store.loadProfile("matmul", "../case.json"), UserError);
});

test("samples are named by what they hold, so that the same ones are one file", async (t) => {
  const store = createStore({ folder: await temporaryFolder(t) });
  const rounds = [{ index: 0, forks: [] }];
  const hash = await store.saveSamples("matmul", rounds);
  assert.match(hash, /^[0-9a-f]{16}$/);
  assert.equal(await store.saveSamples("matmul", rounds), hash);
  assert.deepEqual(await store.loadSamples("matmul", hash), rounds);
  assert.equal(await store.loadSamples("matmul", "0000000000000000"), null);
});

test("a bundle has its map beside it and is frozen under its hash", async (t) => {
  const store = createStore({ folder: await temporaryFolder(t) });
  assert.equal(await store.hasBundle("matmul", BUNDLE.hash), false);
  const file = await store.saveBundle("matmul", BUNDLE);
  assert.equal(file, store.bundlePath("matmul", BUNDLE.hash));
  assert.equal(await readFile(file, "utf8"), BUNDLE.js);
  assert.equal(await readFile(`${file}.map`, "utf8"), BUNDLE.map);
  assert.equal(await store.hasBundle("matmul", BUNDLE.hash), true);
});

test("a profile comes back by its file name, V8's raw one beside it", async (t) => {
  const store = createStore({ folder: await temporaryFolder(t) });
  const profile = sampleProfile();
  const file = await store.saveProfile("matmul", "naïve ✓", profile, '{"nodes":[]}');
  assert.match(file, /^naive-[0-9a-f]{16}\.json$/);
  assert.deepEqual(await store.loadProfile("matmul", file), profile);
  assert.equal(await store.loadProfile("matmul", "gone-0000000000000000.json"), null);
});

test("clearing moves the record aside once, and works on a broken one", async (t) => {
  const folder = await temporaryFolder(t);
  const store = createStore({ folder });
  await store.clear("matmul");
  await store.save({ ...sampleCase(), title: "first" });
  await store.clear("matmul");
  assert.equal(await store.load("matmul"), null);
  await mkdir(join(folder, ".benchbook", "matmul"), { recursive: true });
  await writeFile(join(folder, ".benchbook", "matmul", "case.json"), "{");
  await assert.rejects(store.load("matmul"), UserError);
  await store.clear("matmul");
  assert.equal(await store.load("matmul"), null);
  assert.equal(await readFile(join(folder, ".benchbook", ".previous", "matmul", "case.json"), "utf8"), "{");
});

test("two writers never tear the file: the last one wins whole", async (t) => {
  const folder = await temporaryFolder(t);
  const [kernel, run] = [createStore({ folder }), createStore({ folder })];
  const titles = Array.from({ length: 20 }, (_, index) => `title ${index} ${"x".repeat(index * 500)}`);
  await Promise.all(
    titles.map((title, index) => (index % 2 ? kernel : run).save({ ...sampleCase(), title })),
  );
  const record = await kernel.load("matmul");
  assert.equal(titles.includes(record?.title ?? ""), true);
  assert.deepEqual(await readdir(join(folder, ".benchbook", "matmul")), ["case.json"]);
});

test("a folder that cannot be written is one clear sentence", async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, "notes.txt"), "");
  const store = createStore({ folder: join(folder, "notes.txt") });
  await assert.rejects(store.save(sampleCase()), (error) => {
    assert.equal(error instanceof UserError, true);
    assert.match(
      (error as Error).message,
      /case\.json cannot be written \(E(NOTDIR|EXIST)\); a part of its path is a file/,
    );
    return true;
  });
  await assert.rejects(createStore({ folder: "/proc/benchbook" }).save(sampleCase()), /cannot be written/);
});

test("a report goes where the user says, relative to the notebook", async (t) => {
  const folder = await temporaryFolder(t);
  const file = await createStore({ folder }).write("out/report.html", "<!doctype html>");
  assert.equal(file, join(folder, "out", "report.html"));
  assert.equal(await readFile(file, "utf8"), "<!doctype html>");
});

test("the saved notebook is a story; without one there is none", async (t) => {
  const folder = await temporaryFolder(t);
  const store = createStore({ folder });
  assert.equal(await store.readNotebook("study.ipynb"), null);
  const cells = [
    { cell_type: "markdown", id: "intro", metadata: {}, source: ["# Title\n", "text"] },
    { cell_type: "code", metadata: {}, execution_count: null, outputs: [], source: "1 + 1" },
  ];
  await writeFile(
    join(folder, "study.ipynb"),
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }),
  );
  const story = await store.readNotebook("study.ipynb");
  const { mtime } = await stat(join(folder, "study.ipynb"));
  assert.equal(story?.saved, mtime.toISOString());
  assert.deepEqual(
    story?.cells.map(({ kind, source }) => [kind, source]),
    [
      ["markdown", "# Title\ntext"],
      ["code", "1 + 1"],
    ],
  );
  await writeFile(join(folder, "study.ipynb"), "not JSON");
  assert.equal(await store.readNotebook("study.ipynb"), null);
});
