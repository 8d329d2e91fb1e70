/** Every notebook that ships is executed, from the first cell to the report, with real forks at a small size. */
import assert from "node:assert/strict";
import { copyFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Case } from "../../src/model/case.js";
import { runCommandLine } from "../support/command.js";
import { temporaryFolder } from "../support/folder.js";

/** Tests run from dist/test/notebooks. */
const NOTEBOOKS = fileURLToPath(new URL("../../../notebooks/", import.meta.url));

/** Small, and odd where tiles have edges; what takes longest first. A notebook without an entry fails the first test. */
const SMALL: Readonly<Record<string, readonly string[]>> = {
  "matmul.ipynb": ["-p", "n=45"],
  "async.ipynb": ["-p", "n=5", "-p", "delay=1"],
  "convolution.ipynb": ["-p", "n=33"],
  "csv.ipynb": ["-p", "n=300"],
  "simd.ipynb": ["-p", "n=67"],
  "deopt.ipynb": ["-p", "n=300", "-p", "ticks=20"],
  "sort.ipynb": ["-p", "n=300"],
  "template.ipynb": ["-p", "n=1000"],
};

/** What a study tells in its story must be what its profiles say, on every version of Node. */
const SAYS: Readonly<Record<string, readonly RegExp[]>> = {
  "deopt.ipynb": [
    /megamorphic: value, line 20 \(.* of the time\), reads \.price, \.quantity and \.rebate of 6 or more shapes/,
    /mixed allocates .* per call.* of it in value/,
    /shape takes .* a call where mixed takes/,
  ],
};

test("every notebook has a small size for the tests", async () => {
  const shipped = (await readdir(NOTEBOOKS)).filter((file) => /^[^.]+\.ipynb$/.test(file));
  assert.deepEqual(shipped.sort(), Object.keys(SMALL).sort());
});

/** Two at a time: one waits for processes to start while the other computes, and no figure of theirs is judged here. */
describe("each study", { concurrency: 2 }, () => {
  for (const [file, parameters] of Object.entries(SMALL)) {
    test(`${file} runs from its first cell to its report, and every variant that counts is verified`, async (t) => {
      const folder = await temporaryFolder(t);
      await copyFile(join(NOTEBOOKS, file), join(folder, file));
      const outputs = ["--report", join(folder, "r.html"), "--json", join(folder, "case.json")];
      const { status, stderr } = await runCommandLine([
        "run",
        join(folder, file),
        ...parameters,
        "--quick",
        ...outputs,
      ]);
      assert.equal(status, 0, stderr);

      const executed = await plainTexts(join(folder, file.replace(".ipynb", ".executed.ipynb")));
      for (const said of SAYS[file] ?? []) assert.match(executed, said);
      const record: Case = JSON.parse(await readFile(join(folder, "case.json"), "utf8"));
      assert.equal(record.format, "benchbook-case");
      const counting = record.variants.filter(
        (variant) => variant.role === "optimization" && variant.decision !== "rejected",
      );
      assert.ok(counting.length > 0);
      assert.deepEqual(
        counting.map(({ name, verification }) => [name, verification.verdict]),
        counting.map(({ name }) => [name, "verified"]),
      );
      for (const variant of record.variants) {
        const [measurement] = variant.measurements;
        assert.ok(
          measurement && measurement.time.estimate > 0 && measurement.forks.length === 3,
          variant.name,
        );
      }
      assert.ok(record.profiles.every((profile) => profile.sampleCount > 0));
      assert.match(await readFile(join(folder, "r.html"), "utf8"), /^<!doctype html>/i);
      const saved: Case = JSON.parse(
        await readFile(join(folder, ".benchbook", record.id, "case.json"), "utf8"),
      );
      assert.deepEqual(
        saved.variants.map(({ name, hash }) => [name, hash]),
        record.variants.map(({ name, hash }) => [name, hash]),
      );
    });
  }
});

test("the vectorising template verifies every kind of tail, and compares lanes, language and alignment apart", async () => {
  const text = await readFile(join(NOTEBOOKS, "simd.ipynb"), "utf8");
  const { cells } = JSON.parse(text) as { cells: { source: string[] }[] };
  const sources = cells.map(({ source }) => source.join(""));
  const verify = sources.find((source) => source.startsWith("%verify"));
  const sizes =
    /n=([\d,]+)/
      .exec(verify ?? "")?.[1]
      ?.split(",")
      .map(Number) ?? [];
  assert.deepEqual([...new Set(sizes.map((n) => n % 4))].sort(), [0, 1, 2, 3]);
  for (const pair of ["simd scalar", "scalar plain", "shifted simd"])
    assert.ok(
      sources.some((source) => source.includes(`%compare ${pair}`)),
      pair,
    );
});

test("the matrix study rejects the attempt that did not work, with its reason", async () => {
  const text = await readFile(join(NOTEBOOKS, "matmul.ipynb"), "utf8");
  const notebook = JSON.parse(text) as {
    cells: { cell_type: string; source: string[]; outputs?: unknown[] }[];
  };
  assert.ok(notebook.cells.some((cell) => cell.source.join("").startsWith("%reject single")));
  assert.ok(notebook.cells.every((cell) => (cell.outputs ?? []).length === 0));
});

async function plainTexts(file: string): Promise<string> {
  const { cells } = JSON.parse(await readFile(file, "utf8")) as {
    cells: { outputs?: { data?: Record<string, string | string[]> }[] }[];
  };
  const texts = cells.flatMap(({ outputs = [] }) => outputs.map(({ data }) => data?.["text/plain"] ?? ""));
  return texts.map((text) => (typeof text === "string" ? text : text.join(""))).join("\n");
}
