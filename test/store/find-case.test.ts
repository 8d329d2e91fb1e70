import assert from "node:assert/strict";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { findCase } from "../../src/store/find-case.js";
import { createStore } from "../../src/store/index.js";
import { temporaryFolder } from "../support/folder.js";
import { sampleCase } from "../support/sample-case.js";

test("a case is found by its notebook, folder, file and id", async (t) => {
  const folder = await temporaryFolder(t);
  const store = createStore({ folder });
  await store.save({ ...sampleCase(), id: "matmul", notebook: "matmul.ipynb" });
  await store.save({ ...sampleCase(), id: "other", notebook: "other.ipynb" });
  await writeFile(join(folder, "matmul.ipynb"), "{}");
  for (const name of [
    "matmul.ipynb",
    ".benchbook/matmul",
    ".benchbook/matmul/case.json",
    "matmul",
    "Matmul",
  ]) {
    const found = await findCase(name, folder);
    assert.deepEqual([found.record.id, found.folder], ["matmul", folder], name);
  }
});

test("the only case of a folder is meant by the folder, and by a notebook that no case names", async (t) => {
  const folder = await temporaryFolder(t);
  await createStore({ folder }).save({ ...sampleCase(), notebook: null });
  await writeFile(join(folder, "study.ipynb"), "{}");
  assert.equal((await findCase(".", folder)).record.id, "matmul");
  assert.equal((await findCase("study.ipynb", folder)).record.id, "matmul");
});

test("a case.json that was moved away still reads", async (t) => {
  const folder = await temporaryFolder(t);
  await createStore({ folder }).save(sampleCase());
  await cp(join(folder, ".benchbook", "matmul", "case.json"), join(folder, "kept.json"));
  assert.equal((await findCase("kept.json", folder)).record.title, "Matrix multiplication");
});

test("what is not there, not recorded or not clear is one sentence", async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, "study.ipynb"), "{}");
  await assert.rejects(
    findCase("study.ipynb", folder),
    /study\.ipynb has no recorded case yet; run it first: benchbook run study\.ipynb/,
  );
  const store = createStore({ folder });
  await store.save({ ...sampleCase(), id: "a" });
  await store.save({ ...sampleCase(), id: "b" });
  await assert.rejects(findCase(".", folder), /2 recorded cases; name one of \.benchbook\/a, \.benchbook\/b/);
  await assert.rejects(findCase("nope", folder), /no notebook or case nope; cases recorded here: a, b/);
});
