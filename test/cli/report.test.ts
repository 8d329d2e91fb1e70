import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { reportCommand } from "../../src/cli/report.js";
import { createStore } from "../../src/store/index.js";
import { fakeIo } from "../support/command-io.js";
import { temporaryFolder } from "../support/folder.js";
import { sampleCase } from "../support/sample-case.js";

async function report(folder: string, ...argv: string[]) {
  await createStore({ folder }).save(sampleCase());
  const io = fakeIo(folder);
  return { status: await reportCommand(argv, io), out: io.out() };
}

test("a report comes from the record alone", async (t) => {
  const folder = await temporaryFolder(t);
  const { status, out } = await report(folder, "matmul", "--format", "md,json");
  assert.equal(status, 0);
  assert.match(out, /blocked is 6\.21× faster than naive/);
  for (const name of ["matmul.report.md", "matmul.report.json"]) {
    assert.equal(out.includes(join(folder, name)), true);
    assert.equal((await readFile(join(folder, name), "utf8")).includes("Matrix multiplication"), true);
  }
});

test("the ending of --out tells the format; several formats share its stem", async (t) => {
  const folder = await temporaryFolder(t);
  await report(folder, "matmul", "--out", "out/study.md");
  assert.match(await readFile(join(folder, "out", "study.md"), "utf8"), /^#|Matrix/);
  const { out } = await report(folder, "matmul", "--out", "out/all.html", "--format", "json,pr");
  assert.match(out, /out\/all\.json\n.*out\/all\.pr\.md\n/);
});

test("an unknown format is answered with those there are", async (t) => {
  const folder = await temporaryFolder(t);
  await assert.rejects(report(folder, "matmul", "--format", "pdf"), {
    name: "UsageError",
    message:
      'report --format wants one or several of html,md,json,pr, got "pdf"; see benchbook report --help',
  });
});

test("--out - prints one report and nothing else, for a pipe", async (t) => {
  const folder = await temporaryFolder(t);
  const { out } = await report(folder, "matmul", "--format", "json", "--out", "-");
  assert.equal(JSON.parse(out).id, "matmul");
  await assert.rejects(report(folder, "matmul", "--format", "json,md", "--out", "-"), {
    message: "report --out - wants one format, got json,md; see benchbook report --help",
  });
});
