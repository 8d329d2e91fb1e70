/** What no client should send: each is logged and ignored, or answered by an error, and the kernel answers afterwards. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestKernel } from "../support/kernel.js";
import { sign } from "../support/zmq-client.js";

const HEADER = '{"msg_id":"m","msg_type":"execute_request"}';
const signed = (key: string, ...parts: string[]) => ["<IDS|MSG>", sign(key, parts), ...parts];

const malformed: readonly { what: string; frames: (key: string) => string[]; log: RegExp }[] = [
  { what: "an empty frame", frames: () => [""], log: /no <IDS\|MSG> frame/ },
  { what: "noise", frames: () => ["a", "b", "\0\u{1f600}"], log: /no <IDS\|MSG> frame/ },
  { what: "only the delimiter", frames: () => ["<IDS|MSG>"], log: /0 frames after the delimiter/ },
  { what: "too few frames", frames: () => ["<IDS|MSG>", "", "{}"], log: /2 frames after the delimiter/ },
  {
    what: "a wrong signature",
    frames: () => ["<IDS|MSG>", "0".repeat(64), HEADER, "{}", "{}", '{"code":"print evil"}'],
    log: /signature is wrong/,
  },
  {
    what: "no signature",
    frames: () => ["<IDS|MSG>", "", HEADER, "{}", "{}", '{"code":"print evil"}'],
    log: /signature is wrong/,
  },
  {
    what: "a header that is no JSON",
    frames: (key) => signed(key, '{"msg_id', "{}", "{}", "{}"),
    log: /header/,
  },
  { what: "a header that is a list", frames: (key) => signed(key, "[]", "{}", "{}", "{}"), log: /header/ },
  {
    what: "a header without a type",
    frames: (key) => signed(key, '{"msg_id":"m"}', "{}", "{}", "{}"),
    log: /msg_type/,
  },
  {
    what: "a header without an id",
    frames: (key) => signed(key, '{"msg_type":"a"}', "{}", "{}", "{}"),
    log: /msg_id/,
  },
  {
    what: "truncated content",
    frames: (key) => signed(key, HEADER, "{}", "{}", '{"code": "pri'),
    log: /content/,
  },
  { what: "content null", frames: (key) => signed(key, HEADER, "{}", "{}", "null"), log: /content/ },
  {
    what: "an unknown type",
    frames: (key) => signed(key, '{"msg_id":"m","msg_type":"teleport_request"}', "{}", "{}", "{}"),
    log: /type teleport_request is unknown/,
  },
  {
    what: "a type that every object has",
    frames: (key) => signed(key, '{"msg_id":"m","msg_type":"toString"}', "{}", "{}", "{}"),
    log: /type toString is unknown/,
  },
];

for (const { what, frames, log } of malformed) {
  test(`${what} is ignored and logged`, async (t) => {
    const { client, connection, logged, runtime } = await startTestKernel(t);
    for (const channel of ["shell", "control", "stdin"] as const)
      client.sendFrames(channel, frames(connection.key));
    assert.equal((await client.request("kernel_info_request")).reply.content.status, "ok");
    await client.request("kernel_info_request", {}, { channel: "control" });
    assert.match(logged[0] ?? "", log);
    assert.equal(runtime.executed.length, 0);
  });
}

test("a message that is sent twice is handled once", async (t) => {
  const { client, logged, runtime } = await startTestKernel(t);
  const frames = client.frames("execute_request", { code: "print a" });
  client.sendFrames("shell", frames);
  client.sendFrames("shell", frames);
  await client.request("execute_request", { code: "print b" });
  assert.deepEqual(
    runtime.executed.map(({ code }) => code),
    ["print a", "print b"],
  );
  assert.match(logged[0] ?? "", /used before/);
});

test("a request without its needed field is answered by an error", async (t) => {
  const { client, logged } = await startTestKernel(t);
  const { reply } = await client.request("execute_request", { code: 5 });
  assert.deepEqual([reply.content.status, reply.content.ename], ["error", "MalformedRequest"]);
  assert.match(logged[0] ?? "", /code is 5, not a text/);
  const history = await client.request("history_request", { hist_access_type: "all" });
  assert.equal(history.reply.content.status, "error");
});

test("with an empty key nothing is signed or checked", async (t) => {
  const { client } = await startTestKernel(t, { key: "" });
  assert.equal((await client.request("execute_request", { code: "print a" })).reply.content.status, "ok");
});

test("binary buffers after the content are no harm", async (t) => {
  const { client } = await startTestKernel(t);
  const buffers = [Buffer.alloc(1_000_000, 7), Buffer.alloc(0)];
  const { reply } = await client.request("execute_request", { code: "print a" }, { buffers });
  assert.equal(reply.content.status, "ok");
});

test("a cell of 10 MB is taken", async (t) => {
  const { client } = await startTestKernel(t);
  const { broadcasts } = await client.request("execute_request", { code: `print ${"x".repeat(10_000_000)}` });
  const printed = broadcasts.find(({ type }) => type === "stream");
  assert.equal(printed?.content.text.length, 10_000_001);
});
