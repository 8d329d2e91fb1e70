import assert from "node:assert/strict";
import { test } from "node:test";
import { runCommand } from "../../src/process/command.js";

test("a command's output and success are told", async () => {
  const result = await runCommand({ command: process.execPath, args: ["-p", "1 + 1"] });
  assert.deepEqual(result, { ok: true, stdout: "2\n", stderr: "" });
});

test("a command that fails, is missing or takes too long is not ok", async () => {
  const node = process.execPath;
  assert.equal((await runCommand({ command: node, args: ["-e", "process.exit(2)"] })).ok, false);
  assert.match((await runCommand({ command: "no-such-command", args: [] })).stderr, /ENOENT/);
  assert.equal((await runCommand({ command: node, args: ["-e", "for(;;);"], timeout: 200 })).ok, false);
});
