import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { newCommand } from "../../src/cli/new.js";
import { fakeIo } from "../support/command-io.js";
import { temporaryFolder } from "../support/folder.js";
import { readNotebookFile } from "../support/notebook-file.js";

async function create(folder: string, ...argv: string[]) {
  const io = fakeIo(folder);
  return { status: await newCommand(argv, io), out: io.out() };
}

test("without a template they are listed with their titles, the blank one first", async (t) => {
  const { status, out } = await create(await temporaryFolder(t));
  assert.equal(status, 0);
  assert.match(out, /^ {2}template +\S/);
  assert.match(out, /\n {2}matmul +\S/);
  assert.match(out, /\n {2}simd +Vectorising a loop, step by step\n/);
});

test("a template becomes a notebook of the user's", async (t) => {
  const folder = await temporaryFolder(t);
  const { out } = await create(folder, "template", "studies/fft");
  const file = join(folder, "studies", "fft.ipynb");
  assert.equal(out.startsWith(`${file}\n`), true);
  assert.equal((await readNotebookFile(file)).cells.length > 0, true);
});

test("a file that is there is replaced by --force only", async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, "template.ipynb"), "mine");
  await assert.rejects(
    create(folder, "template"),
    /template\.ipynb is there already; name another file, or replace it with --force/,
  );
  assert.equal(await readFile(join(folder, "template.ipynb"), "utf8"), "mine");
  await create(folder, "template", "--force");
  assert.notEqual(await readFile(join(folder, "template.ipynb"), "utf8"), "mine");
});

test("an unknown template is answered with the nearest", async (t) => {
  await assert.rejects(
    create(await temporaryFolder(t), "tempalte"),
    /there is no template "tempalte"; .*did you mean template\?/,
  );
});
