/** What a machine lacks leaves variants out, and a notebook goes on; a command may time itself. Real forks, from the command line. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ownTime } from "../../src/engine/fork/command-value.js";
import type { Case } from "../../src/model/case.js";
import { temporaryFolder } from "../support/folder.js";

const BENCHBOOK = fileURLToPath(new URL("../../benchbook.js", import.meta.url));

const CELLS = [
  '%case "Left out" --id out',
  "%%setup n=1",
  "%%baseline plain\nlet sum = 0\nfor (let i = 0; i < 1e5; i++) sum += i\nsum + n",
  "%%native code\nint twice(int x) { return 2 * x; }",
  '%%optimize native --no-profile "a test"\n// machine code\ncode.twice(n)',
  '%keep native "fast"',
  "%profile native",
  "%%reference clocked --shell --time-file t.txt\nprintf 0.25 > t.txt",
  '%%reference absent --shell --requires "exit 3"\necho 1',
  "%verify plain native",
  "%compare native plain",
];

test("without a compiler, and where a command fails, variants are left out and the rest runs", async (t) => {
  const folder = await temporaryFolder(t);
  const bin = join(folder, "bin");
  await mkdir(bin);
  await symlink(process.execPath, join(bin, "node"));
  const notebook = join(folder, "out.ipynb");
  const cells = CELLS.map((source, at) => ({
    ...{ cell_type: "code", id: `c${at}`, metadata: {}, source, outputs: [], execution_count: null },
  }));
  await writeFile(notebook, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  const json = join(folder, "case.json");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [BENCHBOOK, "run", notebook, "--quick", "--json", json],
    { cwd: folder, env: { ...process.env, PATH: bin } },
  );
  assert.match(stdout, /code is left out, and so are the variants that use it\. No C compiler was found/);
  assert.equal(stdout.match(/native is left out: it uses code\. No C compiler/g)?.length, 5);
  assert.match(stdout, /absent is left out: it requires that `exit 3` succeeds/);
  const { variants }: Case = JSON.parse(await readFile(json, "utf8"));
  assert.deepEqual(
    variants.map(({ name, verification }) => [name, verification.verdict]),
    [
      ["plain", "reference"],
      ["clocked", "unverified"],
    ],
  );
  const [measurement] = variants[1]?.measurements ?? [];
  assert.equal(measurement?.time.estimate, 250e6);
  assert.equal(measurement?.command?.timesItself, true);
});

test("a command's own time is a number of seconds, or an error that shows what it wrote", () => {
  assert.equal(ownTime(" 0.5\n", "t.txt"), 500);
  for (const wrong of ["", "soon", "-1", "0", "Infinity", new Uint8Array(2)])
    assert.throws(
      () => ownTime(wrong, "t.txt"),
      /into t\.txt, the file of --time-file; let it write the seconds/,
    );
});
