/** Each request type as a frontend sees it: reply type, parent, status around it, content per protocol 5.4. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestKernel } from "../support/kernel.js";
import type { Exchange, Received } from "../support/zmq-client.js";

const types = (messages: readonly Received[]) => messages.map(({ type }) => type);
const states = ({ broadcasts }: Exchange) =>
  broadcasts.filter(({ type }) => type === "status").map(({ content }) => content.execution_state);
const outputs = ({ broadcasts }: Exchange) =>
  broadcasts.filter(({ type }) => type !== "status" && type !== "execute_input");

const requests = [
  { type: "kernel_info_request", reply: "kernel_info_reply", content: {} },
  { type: "execute_request", reply: "execute_reply", content: { code: "print a" } },
  { type: "complete_request", reply: "complete_reply", content: { code: "ab", cursor_pos: 2 } },
  { type: "inspect_request", reply: "inspect_reply", content: { code: "ab", cursor_pos: 2 } },
  { type: "is_complete_request", reply: "is_complete_reply", content: { code: "ab" } },
  { type: "history_request", reply: "history_reply", content: { hist_access_type: "tail", n: 3 } },
  { type: "comm_info_request", reply: "comm_info_reply", content: {} },
  { type: "connect_request", reply: "connect_reply", content: {} },
  { type: "interrupt_request", reply: "interrupt_reply", content: {}, channel: "control" },
  { type: "debug_request", reply: "debug_reply", content: { seq: 1, command: "attach" }, channel: "control" },
  { type: "create_subshell_request", reply: "create_subshell_reply", content: {}, channel: "control" },
  { type: "delete_subshell_request", reply: "delete_subshell_reply", content: {}, channel: "control" },
  { type: "list_subshell_request", reply: "list_subshell_reply", content: {}, channel: "control" },
  { type: "shutdown_request", reply: "shutdown_reply", content: { restart: false }, channel: "control" },
] as const;

for (const request of requests) {
  test(`${request.type} is answered by ${request.reply} between busy and idle, signed, with its parent`, async (t) => {
    const { client } = await startTestKernel(t);
    const channel = "channel" in request ? request.channel : "shell";
    const exchange = await client.request(request.type, request.content, { channel, id: "the-request" });

    assert.equal(exchange.reply.type, request.reply);
    assert.equal(exchange.reply.channel, channel);
    assert.deepEqual(states(exchange), ["busy", "idle"]);
    for (const message of [exchange.reply, ...exchange.broadcasts]) {
      assert.equal(message.signed, true);
      assert.equal(message.parent.msg_id, "the-request");
      assert.equal(message.parent.msg_type, request.type);
      assert.equal(message.header.version, "5.4");
      assert.ok(message.header.msg_id && message.header.session && message.header.username);
      assert.ok(!Number.isNaN(Date.parse(String(message.header.date))));
    }
  });
}

test("kernel_info is answered before the runtime is there", async (t) => {
  const { client } = await startTestKernel(t, { createRuntime: () => new Promise(() => undefined) });
  const { reply } = await client.request("kernel_info_request");
  const { status, protocol_version, implementation, language_info } = reply.content;
  assert.match(language_info.version, /^\d+\.\d+\.\d+$/);
  assert.deepEqual(
    { status, protocol_version, implementation },
    { status: "ok", protocol_version: "5.4", implementation: "benchbook" },
  );
  assert.equal(language_info.name, "typescript");
  assert.equal(language_info.file_extension, ".ts");
  assert.equal(language_info.pygments_lexer, "typescript");
  assert.equal(language_info.nbconvert_exporter, "script");
});

test("a client that subscribes is welcomed", async (t) => {
  const { client } = await startTestKernel(t);
  const welcome = client.received.find(({ type }) => type === "iopub_welcome");
  assert.deepEqual(welcome?.content, { subscription: "" });
  assert.deepEqual(welcome?.parent, {});
});

test("a heartbeat is echoed", async (t) => {
  const { client } = await startTestKernel(t);
  assert.equal(await client.beat("ping"), "ping");
  assert.equal(await client.beat("pong"), "pong");
});

test("a cell's input, outputs and result come in the order in which they were made", async (t) => {
  const { client } = await startTestKernel(t);
  const code = "print a\nprint b\nwarn c\nshow id-1 one\nupdate id-1 two\nclear\nprint d\nresult 42";
  const { reply, broadcasts } = await client.request("execute_request", { code });

  assert.deepEqual(types(broadcasts), [
    "status",
    "execute_input",
    "stream",
    "stream",
    "display_data",
    "update_display_data",
    "clear_output",
    "stream",
    "execute_result",
    "status",
  ]);
  assert.deepEqual(
    broadcasts.slice(1, -1).map(({ content }) => content),
    [
      { code, execution_count: 1 },
      { name: "stdout", text: "a\nb\n" },
      { name: "stderr", text: "c\n" },
      { data: { "text/plain": "one" }, metadata: {}, transient: { display_id: "id-1" } },
      { data: { "text/plain": "two" }, metadata: {}, transient: { display_id: "id-1" } },
      { wait: true },
      { name: "stdout", text: "d\n" },
      { data: { "text/plain": "42" }, metadata: {}, transient: {}, execution_count: 1 },
    ],
  );
  assert.deepEqual(reply.content, { status: "ok", execution_count: 1, payload: [], user_expressions: {} });
});

test("printed lines are gathered into few messages without loss", async (t) => {
  const { client } = await startTestKernel(t);
  const exchange = await client.request("execute_request", { code: "repeat 100000 line" });
  const text = outputs(exchange)
    .map(({ content }) => content.text)
    .join("");
  assert.equal(text.split("\n").length - 1, 100_000);
  assert.ok(text.endsWith("line 99999\n"));
  assert.ok(outputs(exchange).length < 50, `${outputs(exchange).length} messages`);
});

test("what a cell prints after its end lands in the cell that made it", async (t) => {
  const { client } = await startTestKernel(t);
  const first = client.send("execute_request", { code: "later tick" });
  await client.exchange(first);
  await client.request("execute_request", { code: "print other" });
  const late = await client.wait("the late line", ({ content }) => content.text === "tick\n");
  assert.equal(late.parent.msg_id, first);
});

test("an error is broadcast once and told in the reply", async (t) => {
  const { client } = await startTestKernel(t);
  const error = { ename: "FakeError", evalue: "no luck", traceback: ["FakeError: no luck"] };
  const exchange = await client.request("execute_request", {
    code: "print before\nfail no luck\nprint after",
  });
  assert.deepEqual(exchange.reply.content, { status: "error", ...error, execution_count: 1 });
  assert.deepEqual(
    outputs(exchange).map(({ content }) => content),
    [{ name: "stdout", text: "before\n" }, error],
  );
});

test("an error that the runtime does not show is shown by the kernel", async (t) => {
  const { client } = await startTestKernel(t);
  const exchange = await client.request("execute_request", { code: "fail-silently" });
  assert.deepEqual(types(outputs(exchange)), ["error"]);
});

test("a bug in the runtime is an error of the cell, and the kernel lives on", async (t) => {
  const { client } = await startTestKernel(t);
  const { reply } = await client.request("execute_request", { code: "throw oops" });
  assert.equal(reply.content.status, "error");
  assert.equal(reply.content.evalue, "oops");
  assert.equal((await client.request("execute_request", { code: "" })).reply.content.status, "ok");
});

test("a runtime that could not start is tried again by the next cell", async (t) => {
  let failures = 2;
  const { client } = await startTestKernel(t, {
    createRuntime: async (runtime) => {
      if (failures-- > 0) throw new Error("no space left");
      return runtime;
    },
  });
  const first = await client.request("execute_request", { code: "print a" });
  assert.equal(first.reply.content.evalue, "no space left");
  const second = await client.request("execute_request", { code: "print a" });
  assert.equal(second.reply.content.status, "ok");
});

test("a silent cell broadcasts nothing but its status and does not count", async (t) => {
  const { client } = await startTestKernel(t);
  await client.request("execute_request", { code: "print a" });
  const silent = await client.request("execute_request", { code: "print b\nresult 1", silent: true });
  assert.deepEqual(types(silent.broadcasts), ["status", "status"]);
  assert.equal(silent.reply.content.execution_count, 1);
  const next = await client.request("execute_request", { code: "print c" });
  assert.equal(next.reply.content.execution_count, 2);
});

test("a cell with store_history false does not count and is not in the history", async (t) => {
  const { client } = await startTestKernel(t);
  await client.request("execute_request", { code: "print hidden", store_history: false });
  const { reply } = await client.request("execute_request", { code: "print a" });
  assert.equal(reply.content.execution_count, 1);
  const { reply: history } = await client.request("history_request", { hist_access_type: "tail", n: 9 });
  assert.deepEqual(history.content.history, [[1, 1, "print a"]]);
});

test("user expressions are answered by value or error after the cell", async (t) => {
  const { client } = await startTestKernel(t);
  const user_expressions = { good: "result 7", bad: "fail nope" };
  const exchange = await client.request("execute_request", { code: "print a", user_expressions });
  const { good, bad } = exchange.reply.content.user_expressions;
  assert.deepEqual(good, { status: "ok", data: { "text/plain": "7" }, metadata: {} });
  assert.deepEqual([bad.status, bad.evalue], ["error", "nope"]);
  assert.deepEqual(types(outputs(exchange)), ["stream"]);
});

test("the cell's id reaches the runtime", async (t) => {
  const { client, runtime } = await startTestKernel(t);
  await client.request("execute_request", { code: "print a" }, { metadata: { cellId: "c-1" } });
  assert.deepEqual(runtime.executed, [{ code: "print a", cellId: "c-1", executionCount: 1 }]);
});

test("completion counts the cursor in code points, with kinds for JupyterLab", async (t) => {
  const { client } = await startTestKernel(t);
  const { reply } = await client.request("complete_request", { code: "'😀'; ab + 1", cursor_pos: 7 });
  const { matches, cursor_start, cursor_end, metadata } = reply.content;
  assert.deepEqual([matches, cursor_start, cursor_end], [["ab_1", "ab_2"], 5, 7]);
  assert.deepEqual(metadata._jupyter_types_experimental[1], {
    text: "ab_2",
    type: "function",
    start: 5,
    end: 7,
  });
});

test("inspection answers with Markdown, or that nothing was found", async (t) => {
  const { client } = await startTestKernel(t);
  const known = await client.request("inspect_request", { code: "'😀' ab", cursor_pos: 6, detail_level: 1 });
  assert.deepEqual(known.reply.content.data, { "text/plain": "ab: 1", "text/markdown": "**ab**" });
  const unknown = await client.request("inspect_request", { code: "ab ", cursor_pos: 3 });
  assert.deepEqual(unknown.reply.content, { status: "ok", found: false, data: {}, metadata: {} });
});

test("is_complete tells the indent of an unfinished cell", async (t) => {
  const { client } = await startTestKernel(t);
  const open = await client.request("is_complete_request", { code: "if (a) {" });
  assert.deepEqual(open.reply.content, { status: "incomplete", indent: "  " });
  const whole = await client.request("is_complete_request", { code: "a" });
  assert.deepEqual(whole.reply.content, { status: "complete" });
});

test("history answers tail, range and search, with outputs where asked", async (t) => {
  const { client } = await startTestKernel(t);
  for (const code of ["result 1", "print x", "result 1"]) await client.request("execute_request", { code });
  const find = async (content: Record<string, unknown>) =>
    (await client.request("history_request", content)).reply.content.history;

  assert.deepEqual(await find({ hist_access_type: "tail", n: 2 }), [
    [1, 2, "print x"],
    [1, 3, "result 1"],
  ]);
  assert.deepEqual(await find({ hist_access_type: "range", session: 0, start: 1, stop: 2, output: true }), [
    [1, 1, ["result 1", "1"]],
  ]);
  assert.deepEqual(await find({ hist_access_type: "range", session: -4, start: 1, stop: 2 }), []);
  assert.deepEqual(await find({ hist_access_type: "search", pattern: "result*", unique: true }), [
    [1, 3, "result 1"],
  ]);
  assert.deepEqual(await find({ hist_access_type: "search", pattern: "p?int*" }), [[1, 2, "print x"]]);
});

test("a comm of an unknown target is closed, and none is open", async (t) => {
  const { client } = await startTestKernel(t);
  const id = client.send("comm_open", { comm_id: "c1", target_name: "jupyter.widget", data: {} });
  const closed = await client.wait("comm_close", ({ type }) => type === "comm_close");
  assert.deepEqual([closed.parent.msg_id, closed.content], [id, { comm_id: "c1", data: {} }]);
  client.send("comm_msg", { comm_id: "c1", data: {} });
  client.send("comm_close", { comm_id: "c1", data: {} });
  const { reply } = await client.request("comm_info_request", { target_name: "jupyter.widget" });
  assert.deepEqual(reply.content, { status: "ok", comms: {} });
});

test("debugging and subshells are answered as not supported", async (t) => {
  const { client } = await startTestKernel(t);
  const control = { channel: "control" } as const;
  const debug = await client.request(
    "debug_request",
    { seq: 9, type: "request", command: "attach" },
    control,
  );
  const { success, request_seq, command } = debug.reply.content;
  assert.deepEqual({ success, request_seq, command }, { success: false, request_seq: 9, command: "attach" });
  const subshell = await client.request("create_subshell_request", {}, control);
  assert.equal(subshell.reply.content.ename, "SubshellsNotSupported");
});

for (const channel of ["shell", "control"] as const) {
  for (const restart of [true, false]) {
    test(`shutdown with restart ${restart} on ${channel} is answered, told to all, and ends the kernel`, async (t) => {
      const { client, kernel, runtime } = await startTestKernel(t);
      const exchange = await client.request("shutdown_request", { restart }, { channel });
      assert.deepEqual(exchange.reply.content, { status: "ok", restart });
      assert.deepEqual(types(exchange.broadcasts), ["status", "shutdown_reply", "status"]);
      await kernel.ended;
      assert.equal(runtime.closed, true);
    });
  }
}

test("a shutdown ends a cell that runs", async (t) => {
  const { client, kernel } = await startTestKernel(t);
  client.send("execute_request", { code: "wait" });
  await client.wait("execute_input", ({ type }) => type === "execute_input");
  await client.request("shutdown_request", { restart: false }, { channel: "control" });
  await kernel.ended;
});
