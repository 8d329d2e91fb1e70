/** Our kernel in a real Jupyter: the suite that tests kernels, and a notebook run by nbconvert. */
import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { fixture, installJupyter, noJupyter, runIn } from "../support/jupyter.js";

test("jupyter_kernel_test passes", { skip: noJupyter }, async (t) => {
  const jupyter = await installJupyter(t);
  await copyFile(fixture("kernel_test.py"), join(jupyter.folder, "kernel_test.py"));
  const { status, stderr } = await runIn(jupyter, "python", ["kernel_test.py"]);
  t.diagnostic(stderr.trim().split("\n").slice(-3).join(" "));
  assert.equal(status, 0, stderr);
});

test("nbconvert runs a notebook, with outputs and counts where they belong", {
  skip: noJupyter,
}, async (t) => {
  const jupyter = await installJupyter(t);
  const cells = ["const side: number = 6\nconsole.log('side', side)", "side * 7"];
  await writeNotebook(join(jupyter.folder, "a.ipynb"), cells);
  const run = await runIn(jupyter, "jupyter", EXECUTE);
  assert.equal(run.status, 0, run.stderr);
  const executed = await readNotebook(join(jupyter.folder, "executed.ipynb"));
  assert.deepEqual(
    executed.cells.map(({ execution_count, outputs }) => [execution_count, outputs.map(textOf)]),
    [
      [1, ["side 6\n"]],
      [2, ["42"]],
    ],
  );
  assert.equal(executed.metadata.language_info.name, "typescript");
});

test("nbconvert stops at a cell that fails, with a status other than 0", { skip: noJupyter }, async (t) => {
  const jupyter = await installJupyter(t);
  await writeNotebook(join(jupyter.folder, "a.ipynb"), ["throw new RangeError('on purpose')", "1 + 1"]);
  const run = await runIn(jupyter, "jupyter", EXECUTE);
  assert.notEqual(run.status, 0);
  assert.match(stripVTControlCharacters(run.stderr), /RangeError: on purpose/);
});

const EXECUTE = ["nbconvert", "--to", "notebook", "--execute", "a.ipynb", "--output", "executed.ipynb"];

interface Output {
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
}

interface Notebook {
  readonly cells: readonly { readonly execution_count: number; readonly outputs: readonly Output[] }[];
  readonly metadata: { readonly language_info: { readonly name: string } };
}

async function writeNotebook(file: string, sources: readonly string[]): Promise<void> {
  const cells = sources.map((source, index) => ({
    cell_type: "code",
    id: `cell-${index}`,
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  }));
  const kernelspec = { name: "benchbook", display_name: "TypeScript (benchbook)", language: "typescript" };
  await writeFile(file, JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }));
}

async function readNotebook(file: string): Promise<Notebook> {
  return JSON.parse(await readFile(file, "utf8"));
}

function textOf({ text, data }: Output): string {
  return [text ?? data?.["text/plain"] ?? ""].flat().join("");
}
