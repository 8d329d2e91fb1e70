/** Cells in a queue: one by one, aborted together after an error or an interrupt; everything else does not wait for them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestKernel } from "../support/kernel.js";
import type { ZmqClient } from "../support/zmq-client.js";

const running = (client: ZmqClient, id: string) =>
  client.wait(`input of ${id}`, ({ type, parent }) => type === "execute_input" && parent.msg_id === id);

test("cells run one by one in the order sent", async (t) => {
  const { client, runtime } = await startTestKernel(t);
  const ids = ["a", "b", "c"].map((name) => client.send("execute_request", { code: `print ${name}` }));
  for (const id of ids) await client.exchange(id);
  assert.deepEqual(
    runtime.executed.map(({ code, executionCount }) => [code, executionCount]),
    [
      ["print a", 1],
      ["print b", 2],
      ["print c", 3],
    ],
  );
  const order = client.received.filter(({ type }) => type === "execute_input" || type === "stream");
  assert.deepEqual(
    order.map(({ parent }) => parent.msg_id),
    ids.flatMap((id) => [id, id]),
  );
});

test("cells sent together with one that fails are aborted, and leave no output and no history", async (t) => {
  const { client, runtime } = await startTestKernel(t);
  const ids = ["fail first", "print b", "print c"].map((code) => client.send("execute_request", { code }));
  const [failed, ...aborted] = await Promise.all(ids.map((id) => client.exchange(id)));
  assert.equal(failed?.reply.content.status, "error");
  for (const exchange of aborted) {
    assert.deepEqual(exchange.reply.content, { status: "aborted" });
    assert.deepEqual(
      exchange.broadcasts.map(({ content }) => content.execution_state),
      ["busy", "idle"],
    );
  }
  assert.equal(runtime.executed.length, 1);
});

test("a cell sent as soon as the failure is known runs", async (t) => {
  const { client } = await startTestKernel(t);
  for (let i = 0; i < 5; i++) {
    const failing = client.send("execute_request", { code: "fail now" });
    await client.wait(
      "the error",
      ({ type, parent }) => type === "execute_reply" && parent.msg_id === failing,
    );
    const next = await client.request("execute_request", { code: "print on" });
    assert.equal(next.reply.content.status, "ok");
  }
});

test("with stop_on_error false the cells after a failure run", async (t) => {
  const { client } = await startTestKernel(t);
  const failing = client.send("execute_request", { code: "fail", stop_on_error: false });
  const next = client.send("execute_request", { code: "print on" });
  assert.equal((await client.exchange(failing)).reply.content.status, "error");
  assert.equal((await client.exchange(next)).reply.content.status, "ok");
});

test("while a cell runs, everything but cells is answered", async (t) => {
  const { client } = await startTestKernel(t);
  const busy = client.send("execute_request", { code: "wait" });
  await running(client, busy);

  const answers = await Promise.all([
    client.request("kernel_info_request"),
    client.request("kernel_info_request", {}, { channel: "control" }),
    client.request("complete_request", { code: "ab", cursor_pos: 2 }),
    client.request("inspect_request", { code: "ab", cursor_pos: 2 }),
    client.request("is_complete_request", { code: "ab" }),
    client.request("history_request", { hist_access_type: "tail", n: 1 }),
    client.request("comm_info_request"),
  ]);
  assert.deepEqual([...new Set(answers.map(({ reply }) => reply.content.status))], ["ok", "complete"]);
  assert.equal(await client.beat("alive"), "alive");
  assert.ok(!client.received.some((m) => m.type === "execute_reply"));

  await client.request("interrupt_request", {}, { channel: "control" });
  await client.exchange(busy);
});

test("an interrupt ends the running cell with an error and aborts those that wait", async (t) => {
  const { client } = await startTestKernel(t);
  const busy = client.send("execute_request", { code: "print a\nwait" });
  const waiting = client.send("execute_request", { code: "print b" });
  await running(client, busy);
  const interrupt = await client.request("interrupt_request", {}, { channel: "control" });
  assert.deepEqual(interrupt.reply.content, { status: "ok" });

  const stopped = await client.exchange(busy);
  assert.deepEqual([stopped.reply.content.status, stopped.reply.content.ename], ["error", "Interrupted"]);
  assert.equal(stopped.broadcasts.filter(({ type }) => type === "error").length, 1);
  assert.equal((await client.exchange(waiting)).reply.content.status, "aborted");
  assert.equal((await client.request("execute_request", { code: "" })).reply.content.status, "ok");
});

test("an interrupt with nothing running changes nothing", async (t) => {
  const { client } = await startTestKernel(t);
  await client.request("interrupt_request", {}, { channel: "control" });
  assert.equal((await client.request("execute_request", { code: "" })).reply.content.status, "ok");
});

test("an interrupt frees a cell that waits for a runtime which does not come", async (t) => {
  const { client } = await startTestKernel(t, { createRuntime: () => new Promise(() => undefined) });
  const waiting = client.send("execute_request", { code: "print a" });
  await running(client, waiting);
  await client.request("interrupt_request", {}, { channel: "control" });
  assert.equal((await client.exchange(waiting)).reply.content.ename, "Interrupted");
});
