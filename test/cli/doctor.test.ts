/** `benchbook doctor`: what works, what does not, and what to do. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { doctorTable } from "../../src/cli/doctor.js";
import { checkNode } from "../../src/cli/doctor-checks.js";
import { runCommandLine } from "../support/command.js";
import { temporaryFolder } from "../support/folder.js";

test("doctor fails until the kernel is installed, and again once its program is gone", async (t) => {
  const folder = await temporaryFolder(t);
  // JUPYTER_DATA_DIR stands for the user's folder; HOME keeps this machine's own kernels out.
  const env = { JUPYTER_DATA_DIR: folder, HOME: folder, PATH: folder };

  const before = await runCommandLine(["doctor"], env);
  assert.match(before.stdout, /✗ kernelspec +not installed\n +→ benchbook install\n/);
  assert.equal(before.status, 1);

  await runCommandLine(["install"], env);
  const after = await runCommandLine(["doctor"], env);
  assert.match(after.stdout, /✓ kernelspec +.*benchbook\n/);
  assert.match(after.stdout, /✓ ZeroMQ sockets +libzmq 4/);
  assert.match(after.stdout, /✓ esbuild +\d/);
  assert.match(after.stdout, /✓ TypeScript converter +tslab 1/);
  assert.match(after.stdout, /– jupyter command +not on the PATH\n +→ .*pip install jupyterlab/);
  assert.equal(after.status, 0, after.stdout);

  const file = join(folder, "kernels", "benchbook", "kernel.json");
  await writeFile(file, (await readFile(file, "utf8")).replace(process.execPath, "/gone/node"));
  const gone = await runCommandLine(["doctor"], env);
  assert.match(gone.stdout, /✗ kernelspec +.* starts \/gone\/node, which is gone/);
  assert.equal(gone.status, 1);
});

test("the table lines up, and advice stands below what does not work", () => {
  const table = doctorTable([
    { part: "Node", outcome: { verdict: "works", found: "20.19.0" } },
    {
      part: "kernelspec",
      outcome: { verdict: "broken", found: "not installed", advice: "benchbook install" },
    },
  ]);
  assert.equal(
    table,
    ["✓ Node        20.19.0", "✗ kernelspec  not installed", "              → benchbook install", ""].join(
      "\n",
    ),
  );
});

test("Node 20.19 and newer are enough", () => {
  for (const version of ["20.19.0", "22.0.0", "26.1.0"]) assert.equal(checkNode(version).verdict, "works");
  for (const version of ["18.20.0", "20.18.3"]) assert.equal(checkNode(version).verdict, "broken");
});
