/** The heartbeat answers while the kernel's own thread is busy: a frontend restarts a kernel that misses a few. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { endpoint } from "../../kernel/connection.js";
import { startTestKernel } from "../support/kernel.js";

/** Beats from a process of its own, and prints when each echo came. */
const BEATS = `
import { Request } from "zeromq"
const socket = new Request({ linger: 0 })
socket.connect(process.argv[1])
for (let i = 0; i < 200; i++) {
  await socket.send("beat " + i)
  const [echo] = await socket.receive()
  if (String(echo) !== "beat " + i) process.exit(1)
  process.stdout.write(Date.now() + "\\n")
  await new Promise((resolve) => setTimeout(resolve, 20))
}`;

test("beats are echoed while the kernel's thread does nothing but work", async (t) => {
  const { connection } = await startTestKernel(t);
  const address = endpoint(connection as Parameters<typeof endpoint>[0], connection.hb_port);
  const child = spawn(process.execPath, ["--input-type=module", "-e", BEATS, address], { stdio: "pipe" });
  t.after(() => child.kill());
  let printed = "";
  child.stdout.on("data", (text) => {
    printed += text;
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));

  const from = Date.now();
  while (Date.now() < from + 1500);
  const to = Date.now();
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const meanwhile = printed
    .split("\n")
    .map(Number)
    .filter((time) => time > from && time < to);
  assert.ok(meanwhile.length > 0, `no echo within ${to - from} ms`);
});
