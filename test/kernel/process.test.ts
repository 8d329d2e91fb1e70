/** The kernel as a process: how it ends, and how it refuses to start. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../support/folder.js";
import { spawnKernel, startKernelProcess, tcpConnection } from "../support/kernel-process.js";

test("a shutdown request ends the process with status 0 and nothing on stderr", async (t) => {
  const { client, exit, stderr } = await startKernelProcess(t);
  await client.request("shutdown_request", { restart: false }, { channel: "control" });
  assert.deepEqual(await exit, { code: 0, signal: null });
  assert.equal(stderr(), "");
});

test("SIGINT is ignored and SIGTERM ends the process with status 0", async (t) => {
  const { child, client, exit } = await startKernelProcess(t);
  await client.request("kernel_info_request");
  child.kill("SIGINT");
  const { reply } = await client.request("execute_request", { code: "1 + 1" });
  assert.equal(reply.content.status, "ok");
  child.kill("SIGTERM");
  assert.deepEqual(await exit, { code: 0, signal: null });
});

test("the kernel ends when the process that started it is gone", async (t) => {
  const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  t.after(() => parent.kill("SIGKILL"));
  const { client, exit } = await startKernelProcess(t, { JPY_PARENT_PID: String(parent.pid) });
  await client.request("kernel_info_request");
  parent.kill("SIGKILL");
  assert.deepEqual(await exit, { code: 0, signal: null });
});

const refused: readonly { what: string; text: string | null; says: RegExp }[] = [
  { what: "is missing", text: null, says: /connection\.json does not exist/ },
  { what: "is no JSON", text: "{", says: /is not JSON/ },
  { what: "lacks fields", text: '{"ip": "127.0.0.1"}', says: /has nothing as "key"/ },
];

for (const { what, text, says } of refused) {
  test(`a connection file that ${what} gives one sentence and status 2`, async (t) => {
    const folder = await temporaryFolder(t);
    const file = join(folder, "connection.json");
    if (text !== null) await writeFile(file, text);
    const { exit, stderr } = spawnKernel(t, { args: ["--connection-file", file], cwd: folder });
    assert.deepEqual(await exit, { code: 2, signal: null });
    assert.match(stderr(), says);
    assert.equal(stderr().trim().split("\n").length, 1);
  });
}

test("a port in use gives one sentence that names it, and status 2", async (t) => {
  const folder = await temporaryFolder(t);
  const connection = await tcpConnection();
  const server = createServer().listen(connection.control_port, connection.ip);
  t.after(() => server.close());
  const file = join(folder, "connection.json");
  await writeFile(file, JSON.stringify(connection));
  const { exit, stderr } = spawnKernel(t, { args: ["--connection-file", file], cwd: folder });
  assert.deepEqual(await exit, { code: 2, signal: null });
  assert.match(
    stderr(),
    new RegExp(
      `^benchbook: The address tcp://127.0.0.1:${connection.control_port} of "control_port" is in use; .*\\n$`,
    ),
  );
});
