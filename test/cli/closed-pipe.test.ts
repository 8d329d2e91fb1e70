/** The command as a process whose reader goes away. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../support/folder.js";
import { writeNotebookFile } from "../support/notebook-file.js";

const COMMAND = fileURLToPath(new URL("../../benchbook.js", import.meta.url));

test("a reader that has seen enough changes neither the files nor the exit status", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "study.ipynb", ["console.log(1)", "throw new Error('end')"]);
  const child = spawn(process.execPath, [COMMAND, "run", "study.ipynb"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.once("exit", resolve));
  assert.equal(status, 1);
  await access(join(folder, "study.executed.ipynb"));
});
