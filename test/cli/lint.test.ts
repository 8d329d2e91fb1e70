/** `benchbook lint`: warnings by cell and line; the project's own notebooks have none. */
import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { lintCommand } from "../../src/cli/lint.js";
import { fakeIo } from "../support/command-io.js";
import { temporaryFolder } from "../support/folder.js";
import { writeNotebookFile } from "../support/notebook-file.js";

/** Tests run from dist/test/cli. */
const NOTEBOOKS = fileURLToPath(new URL("../../../notebooks/", import.meta.url));

/** Warnings that are a shipped notebook's subject: what its baseline does on purpose. */
const SUBJECTS: Readonly<Record<string, RegExp>> = {};

async function lint(folder: string, ...argv: string[]) {
  const io = fakeIo(folder);
  return { status: await lintCommand(argv, io), out: io.out() };
}

test("warnings name the cell and its line; cells that are not measured are none of its business", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "a.ipynb", [
    "# Text",
    "const holes = new Array(9)",
    "%%setup n=3\nfunction g(x: number) {\n  delete o[x]\n}",
    "%%baseline naive \\\n  --flops n\nfunction f() {\n  for (let i = 0; i < n; i++) g(i ** 3)\n}\nf()",
    "%%variant sh --shell\ndelete o.x",
    "%%optimize broken\nconst = 1",
  ]);
  const { status, out } = await lint(folder, "a.ipynb");
  assert.equal(status, 1);
  assert.match(
    out,
    /^cell 3 \(%%setup n=3\), line 3: delete o\[x\] changes the object's form \(delete\)\n {2}delete o\[x\]\n {2}\^{11}\n {2}why: /,
  );
  assert.match(out, /cell 4 \(%%baseline naive\), line 4: i \*\* 3 is a call \(power\)/);
  assert.match(out, /cell 6 \(%%optimize broken\): cannot be parsed: .*\(line 2\)/);
  assert.match(out, /a\.ipynb: 2 warnings in 3 sources; 1 cannot be parsed\n/);
  assert.doesNotMatch(out, /holes/);

  const short = await lint(folder, "a.ipynb", "--check");
  assert.deepEqual(short, { status: 1, out: "a.ipynb: 2 warnings in 3 sources; 1 cannot be parsed\n" });
});

test("without warnings the status is 0, also where there is nothing to look at", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "fine.ipynb", ["%%baseline f\nn * 2", ""]);
  await writeNotebookFile(folder, "text.ipynb", ["# Text"]);
  assert.deepEqual(await lint(folder, "fine.ipynb", "--check"), {
    status: 0,
    out: "fine.ipynb: no warning in 1 source\n",
  });
  const { status, out } = await lint(folder, "text.ipynb");
  assert.equal(status, 0);
  assert.match(out, /text\.ipynb: no cell is measured .* nothing to lint/);
});

test("what is no notebook is refused in one sentence", async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, "no.ipynb"), "[]");
  await assert.rejects(lint(folder, "no.ipynb"), /no\.ipynb is JSON but no notebook/);
  await assert.rejects(lint(folder, "none.ipynb"), /there is no notebook/);
  await assert.rejects(lint(folder), /lint wants NOTEBOOK/);
});

test("the notebooks that ship have no warning but those that are their subject", async () => {
  const shipped = (await readdir(NOTEBOOKS)).filter((name) => /^[^.]+\.ipynb$/.test(name));
  for (const name of shipped) {
    const { status, out } = await lint(NOTEBOOKS, name);
    const subject = SUBJECTS[name];
    if (subject === undefined) assert.equal(status, 0, out);
    else
      for (const line of out.split("\n").filter((one) => /^cell \d+.*, line/.test(one)))
        assert.match(line, subject);
  }
});
