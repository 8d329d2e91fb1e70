/** What real forks show of functions that V8 hides: inlined ones by their lines, native ones by their bindings' names. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { createNativeCompilers } from "../../src/native/index.js";
import { runCommandLine } from "../support/command.js";
import { temporaryFolder } from "../support/folder.js";
import { readNotebookFile, writeNotebookFile } from "../support/notebook-file.js";

const CODE = `void grow(float *data, int n) {
  for (int r = 0; r < 300; r++)
    for (int i = 0; i < n; i++) data[i] = data[i] * 0.5f + 1.0f;
}
void shrink(float *data, int n) {
  for (int r = 0; r < 30; r++)
    for (int i = 0; i < n; i++) data[i] = data[i] * 0.25f;
}
float pick(const float *data, int i) { return data[i]; }`;

async function lastText(folder: string, cells: readonly string[]): Promise<string> {
  const file = await writeNotebookFile(folder, "marks.ipynb", cells);
  const { status, stderr } = await runCommandLine(["run", file, "--quick"]);
  assert.equal(status, 0, stderr);
  const { cells: executed } = await readNotebookFile(join(folder, "marks.executed.ipynb"));
  return JSON.stringify(executed.at(-1));
}

test("lines of a function that V8 inlined are marked so, with the time that they took", async (t) => {
  const text = await lastText(await temporaryFolder(t), [
    '%case "Inlined" --id inlined',
    "%%setup n=200000\nconst numbers = Float64Array.from({ length: n }, (_, i) => i % 97)",
    `%%baseline naive
function square(x: number): number {
  return Math.sqrt(x) * x + 1
}
function host(v: Float64Array): number {
  let s = 0
  for (let i = 0; i < v.length; i++) s += square(v[i])
  return s
}
host(numbers)`,
    "%profile naive --duration 500ms",
  ]);
  assert.match(text, /return Math\.sqrt\(x\) \* x \+ 1 {2}\(inlined\)/);
});

test("two native functions of a cell are told apart, and are the user's", async (t) => {
  const folder = await temporaryFolder(t);
  const tried = await createNativeCompilers().build({
    ...{ folder, name: "k", language: "c", source: CODE, flags: null, signature: null },
    signal: new AbortController().signal,
  });
  if (tried.kind === "missing") return t.skip(tried.message);
  const text = await lastText(folder, [
    '%case "Native" --id native',
    `%%native kernel --lang c\n${CODE}`,
    "%%setup n=4096\nconst data = new Float32Array(n)",
    "%%baseline native\nfunction both() { kernel.grow(data, n); kernel.shrink(data, n); return kernel.pick(data, 3) }\nboth()",
    "%profile native --duration 500ms",
  ]);
  assert.match(text, /native spends \d+\.\d % of its time in grow \(native\)/);
  assert.match(text, /shrink \(native\)/);
  assert.doesNotMatch(text, /mostly outside your code/);
});
