/** The matrix study in a real Jupyter: nbconvert executes it with our kernel, at a small size. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Case } from "../../src/model/case.js";
import { installJupyter, noJupyter, runIn } from "../support/jupyter.js";

/** Tests run from dist/test/jupyter. */
const STUDY = fileURLToPath(new URL("../../../notebooks/matmul.ipynb", import.meta.url));

interface Cell {
  readonly cell_type: string;
  source: string | readonly string[];
  readonly outputs?: readonly {
    readonly output_type: string;
    readonly data?: Readonly<Record<string, unknown>>;
  }[];
}

test("nbconvert executes the matrix study with our kernel, and each result has text, HTML and data", {
  skip: noJupyter,
}, async (t) => {
  const jupyter = await installJupyter(t);
  const study = JSON.parse(await readFile(STUDY, "utf8")) as { cells: Cell[] };
  for (const cell of study.cells) cell.source = small([cell.source].flat().join(""));
  await writeFile(join(jupyter.folder, "matmul.ipynb"), JSON.stringify(study));

  const args = ["nbconvert", "--to", "notebook", "--execute", "matmul.ipynb", "--output", "done.ipynb"];
  const run = await runIn(jupyter, "jupyter", args);
  assert.equal(run.status, 0, run.stderr);

  const done = JSON.parse(await readFile(join(jupyter.folder, "done.ipynb"), "utf8")) as { cells: Cell[] };
  const code = done.cells.filter((cell) => cell.cell_type === "code");
  for (const { source, outputs = [] } of code) {
    const last = outputs.at(-1)?.data ?? {};
    const types = ["text/plain", "text/html", "application/vnd.benchbook.v1+json"].filter(
      (type) => type in last,
    );
    assert.equal(types.length, 3, String(source));
    assert.ok(
      !JSON.stringify(last["application/vnd.benchbook.v1+json"]).includes('"kind":"progress"'),
      String(source),
    );
  }
  const record: Case = JSON.parse(
    await readFile(join(jupyter.folder, ".benchbook/matmul/case.json"), "utf8"),
  );
  const names = record.variants.map((variant) => variant.name);
  assert.deepEqual(names.slice(0, 8), ["naive", "ikj", "jam", "tile", "single", "simd", "fma", "threads"]);
  const left = done.cells.filter(({ outputs }) => JSON.stringify(outputs ?? []).includes(" is left out"));
  assert.equal(names.includes("native2"), !JSON.stringify(left).includes("%%native"), "or left out");
  assert.match(await readFile(join(jupyter.folder, "matmul.report.html"), "utf8"), /^<!doctype html>/i);
});

/** Three rounds of a small product, and short profiles. */
function small(source: string): string {
  return source
    .replace("n=256", "n=33")
    .replace(/^(%%baseline|%%optimize|%%reference|%report|%roofline)(.*)$/m, "$1$2 --quick")
    .replace(/^%profile (\w+)$/m, "%profile $1 --duration 300ms")
    .replace("%verify", "%verify --seeds 2");
}
