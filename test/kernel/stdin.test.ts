/** `input()`: questions on the stdin channel, to the client whose cell asks, only where it allows that. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createStdin } from "../../kernel/stdin.js";
import { startKernelProcess } from "../support/kernel-process.js";
import type { ZmqClient } from "../support/zmq-client.js";

const question = (client: ZmqClient, id: string, prompt: string) =>
  client.wait(
    `the question ${prompt}`,
    ({ type, parent, content }) =>
      type === "input_request" && parent.msg_id === id && content.prompt === prompt,
  );
const reply = (client: ZmqClient, value: unknown) =>
  client.sendFrames("stdin", client.frames("input_reply", { status: "ok", value }));

test("a real session asks the user", async (t) => {
  const { client } = await startKernelProcess(t);
  const run = (code: string, more = {}) => client.request("execute_request", { code, ...more });
  const resultOf = async (id: string) => {
    const { broadcasts } = await client.exchange(id);
    return broadcasts.find(({ type }) => type === "execute_result")?.content.data["text/plain"];
  };

  await t.test(
    "a question comes on stdin after what was printed before, and its answer goes on",
    async () => {
      const code = "console.log('before')\nconst name: string = await input('name? ')\n'hello ' + name";
      const id = client.send("execute_request", { code });
      const asked = await question(client, id, "name? ");
      assert.equal(asked.channel, "stdin");
      assert.equal(asked.signed, true);
      assert.deepEqual(asked.content, { prompt: "name? ", password: false });
      reply(client, "Ann 😀");
      assert.equal(await resultOf(id), "'hello Ann 😀'");
    },
  );

  await t.test("a password is asked as one", async () => {
    const id = client.send("execute_request", { code: "(await input('key', { password: true })).length" });
    assert.equal((await question(client, id, "key")).content.password, true);
    reply(client, "1234");
    assert.equal(await resultOf(id), "4");
  });

  await t.test("two questions at once are asked one after the other", async () => {
    const id = client.send("execute_request", { code: "await Promise.all([input('a'), input('b')])" });
    await question(client, id, "a");
    assert.ok(!client.received.some(({ content }) => content.prompt === "b"));
    reply(client, "1");
    await question(client, id, "b");
    reply(client, "2");
    assert.equal(await resultOf(id), "[ '1', '2' ]");
  });

  await t.test("an interrupt ends the waiting, and an answer that comes later goes to nobody", async () => {
    const id = client.send("execute_request", { code: "const kept = 5; await input('wait')" });
    await question(client, id, "wait");
    await client.request("interrupt_request", {}, { channel: "control" });
    assert.equal((await client.exchange(id)).reply.content.ename, "Interrupted");
    reply(client, "too late");
    const next = client.send("execute_request", { code: "kept + (await input('next'))" });
    await question(client, next, "next");
    reply(client, "!");
    assert.equal(await resultOf(next), "'5!'");
  });

  await t.test("without allow_stdin, the error says what to do, at the cell's own line", async () => {
    const refused = await run("1\nawait input('name? ')", { allow_stdin: false });
    assert.equal(refused.reply.content.ename, "InputError");
    assert.match(refused.reply.content.evalue, /cannot ask \(allow_stdin is false\); put the value/);
    assert.match(refused.reply.content.traceback.join("\n"), /line 2/);
    assert.ok(
      !client.received.some(
        (m) => m.type === "input_request" && m.parent.msg_id === refused.reply.parent.msg_id,
      ),
    );
  });

  await t.test("a question from a cell that has ended is refused", async () => {
    await run("setTimeout(() => input('late').catch((error) => console.log(error.message)), 50); 0");
    await client.wait("the refusal", ({ content }) =>
      /this one has ended; await it/.test(content.text ?? ""),
    );
  });

  await t.test("a cell that does not await its answer ends, and the question with it", async () => {
    const done = await run("void input('nobody waits').catch(() => undefined); 'done'");
    assert.equal(done.reply.content.status, "ok");
    assert.equal((await run("1")).reply.content.status, "ok");
  });
});

const parent = {
  identities: [],
  header: { msg_id: "cell" },
  parent: {},
  metadata: {},
  content: {},
  buffers: [],
};
const inputReply = (content: object, to: object = {}) => {
  const header = { msg_id: "r", msg_type: "input_reply" };
  return { ...parent, header, parent: to, content } as unknown as Parameters<
    ReturnType<typeof createStdin>["receive"]
  >[0];
};

function openStdin(delivered: boolean) {
  const logged: string[] = [];
  const stdin = createStdin({
    outbox: { askInput: () => ({ id: "q", delivered: Promise.resolve(delivered) }) },
    log: (text) => logged.push(text),
    patience: 0,
  });
  stdin.begin({ message: parent as never, allowed: true, flush: () => undefined });
  return { stdin, logged };
}

test("a client without a stdin socket is told from one that does not answer", async () => {
  const { stdin } = openStdin(false);
  await assert.rejects(stdin.ask({ prompt: "", password: false }), /stdin channel is not connected/);
});

test("an answer to another question is ignored, one without a parent is taken", async () => {
  const { stdin, logged } = openStdin(true);
  const answer = stdin.ask({ prompt: "", password: false });
  await new Promise(setImmediate);
  stdin.receive(inputReply({ value: "other" }, { msg_id: "an-earlier-question" }));
  assert.match(logged.join(), /nobody waits/);
  stdin.receive(inputReply({ value: "mine" }));
  assert.equal(await answer, "mine");
});

test("an answer that is no text is an empty one", async () => {
  const { stdin } = openStdin(true);
  const answer = stdin.ask({ prompt: "", password: false });
  await new Promise(setImmediate);
  stdin.receive(inputReply({ value: { evil: 1 } }));
  assert.equal(await answer, "");
});
