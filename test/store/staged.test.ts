import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createStore, stagedStore } from "../../src/store/index.js";
import { temporaryFolder } from "../support/folder.js";
import { sampleCase } from "../support/sample-case.js";

const titled = (title: string) => ({ ...sampleCase(), title });

test("a staged case replaces the record at the commit, and not before", async (t) => {
  const folder = await temporaryFolder(t);
  const recorded = createStore({ folder });
  await recorded.save(titled("before"));
  const staged = await stagedStore({ folder });
  assert.equal(await staged.load("matmul"), null);
  await staged.save(titled("after"));
  const hash = await staged.saveSamples("matmul", []);
  assert.equal((await recorded.load("matmul"))?.title, "before");

  assert.deepEqual(await staged.commit(), [join(folder, ".benchbook", "matmul")]);
  assert.equal((await recorded.load("matmul"))?.title, "after");
  assert.deepEqual(await recorded.loadSamples("matmul", hash), []);
});

test("the record before stays once in .previous, hidden from git", async (t) => {
  const folder = await temporaryFolder(t);
  for (const title of ["first", "second", "third"]) {
    const staged = await stagedStore({ folder });
    await staged.save(titled(title));
    await staged.commit();
  }
  const previous = createStore({ folder, records: join(folder, ".benchbook", ".previous") });
  assert.equal((await previous.load("matmul"))?.title, "second");
  assert.deepEqual(await readdir(join(folder, ".benchbook", ".previous")), [".gitignore", "matmul"]);
  assert.deepEqual(await readdir(join(folder, ".benchbook")), [".previous", "matmul"]);
});

test("a discarded run leaves no trace", async (t) => {
  const folder = await temporaryFolder(t);
  const recorded = createStore({ folder });
  await recorded.save(titled("before"));
  const staged = await stagedStore({ folder });
  await staged.save(titled("after"));
  await staged.discard();
  assert.deepEqual(await staged.commit(), []);
  assert.equal((await recorded.load("matmul"))?.title, "before");
  assert.deepEqual(await readdir(join(folder, ".benchbook")), ["matmul"]);
});

test("what a killed run left behind is cleared by the next", async (t) => {
  const folder = await temporaryFolder(t);
  const abandoned = join(folder, ".benchbook", ".staging-999999999");
  await mkdir(abandoned, { recursive: true });
  await (await stagedStore({ folder })).discard();
  assert.deepEqual(await readdir(join(folder, ".benchbook")), []);
});

test("a folder that cannot be written is said before anything runs", async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, "file"), "");
  await assert.rejects(stagedStore({ folder: join(folder, "file") }), /cannot be written/);
});
