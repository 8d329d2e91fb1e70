/** The kernel with its real runtime: TypeScript cells end to end, and interrupts of what runs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startKernelProcess } from "../support/kernel-process.js";
import type { ZmqClient } from "../support/zmq-client.js";

const started = (client: ZmqClient, id: string) =>
  client.wait(`"started" of ${id}`, ({ type, parent, content }) => {
    return type === "stream" && parent.msg_id === id && content.text.includes("started");
  });

test("TypeScript cells keep their state, show results, and fail with their own lines", async (t) => {
  const { client } = await startKernelProcess(t);
  const run = (code: string) => client.request("execute_request", { code });

  const first = await run("const half: number = 21\nconsole.log('printed')\nhalf * 2");
  const [, , printed, result] = first.broadcasts;
  assert.deepEqual(printed?.content, { name: "stdout", text: "printed\n" });
  assert.equal(result?.content.data["text/plain"], "42");

  assert.equal((await run("half + 1")).broadcasts[2]?.content.data["text/plain"], "22");

  const failed = await run("\nthrow new RangeError('no luck')");
  assert.deepEqual([failed.reply.content.ename, failed.reply.content.evalue], ["RangeError", "no luck"]);
  assert.equal(failed.broadcasts.filter(({ type }) => type === "error").length, 1);
  assert.match(failed.reply.content.traceback.join("\n"), /line 2/);

  const completed = await client.request("complete_request", { code: "hal", cursor_pos: 3 });
  assert.ok(completed.reply.content.matches.includes("half"));
  const inspected = await client.request("inspect_request", { code: "half", cursor_pos: 4 });
  assert.match(inspected.reply.content.data["text/plain"], /number/);
});

const endless = [
  { what: "an endless loop", code: "console.log('started')\nwhile (true) {}" },
  { what: "a pending await", code: "console.log('started')\nawait new Promise(() => {})" },
];

for (const { what, code } of endless) {
  test(`${what} leaves the kernel answering, and an interrupt ends it with state kept`, async (t) => {
    const { client } = await startKernelProcess(t);
    await client.request("execute_request", { code: "let kept = 7" });
    const busy = client.send("execute_request", { code });
    await started(client, busy);

    const completed = await client.request("complete_request", { code: "kep", cursor_pos: 3 });
    assert.deepEqual(completed.reply.content.matches, ["kept"]);
    assert.equal(await client.beat("alive"), "alive");

    await client.request("interrupt_request", {}, { channel: "control" });
    assert.equal((await client.exchange(busy)).reply.content.status, "error");
    const after = await client.request("execute_request", { code: "kept" });
    assert.equal(after.broadcasts[2]?.content.data["text/plain"], "7");
  });
}
