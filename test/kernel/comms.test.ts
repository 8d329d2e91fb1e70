/** Comms between a frontend and cells: open, message, close, in both directions, with buffers; unknown targets are closed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createComms } from "../../kernel/comms.js";
import { startKernelProcess } from "../support/kernel-process.js";

test("cells and a frontend speak over comms", async (t) => {
  const { client } = await startKernelProcess(t);
  const run = (code: string) => client.request("execute_request", { code });
  const info = async (content = {}) => (await client.request("comm_info_request", content)).reply.content;
  const said = (what: string, id: string) =>
    client.wait(
      `${what} of ${id}`,
      (m) => m.type === what && m.content.comm_id === id && m.channel === "iopub",
    );

  const registered = await run(`comms.register("echo", (comm, { data }) => {
    console.log("opened with", data.greeting)
    comm.onMessage(({ data, metadata, buffers }) => {
      if (data.fail) throw new Error("no luck")
      comm.send({ got: data, bytes: buffers[0]?.length ?? 0 }, { metadata, buffers })
    })
    comm.onClose(() => console.log("closed by the frontend"))
  })`);
  assert.equal(registered.reply.content.status, "ok");

  await t.test("a registered target gets what a frontend opens, and prints below its own cell", async () => {
    client.send("comm_open", { comm_id: "c1", target_name: "echo", data: { greeting: "hi" } });
    const printed = await client.wait("its print", ({ content }) => content.text === "opened with hi\n");
    assert.equal(printed.parent.msg_id, registered.reply.parent.msg_id);
    assert.deepEqual(await info(), { status: "ok", comms: { c1: { target_name: "echo" } } });
    assert.deepEqual((await info({ target_name: "other" })).comms, {});
  });

  await t.test("buffers and metadata pass both ways unchanged", async () => {
    const bytes = Buffer.from([0, 255, 1, 254]);
    const options = { buffers: [bytes, Buffer.alloc(0)], metadata: { kept: [1] } };
    client.send("comm_msg", { comm_id: "c1", data: { n: 1 } }, options);
    const back = await said("comm_msg", "c1");
    assert.deepEqual(back.content.data, { got: { n: 1 }, bytes: 4 });
    assert.deepEqual(back.buffers, [bytes, Buffer.alloc(0)]);
    assert.deepEqual(back.metadata, { kept: [1] });
  });

  await t.test("a listener that throws is shown, and the comm lives on", async () => {
    client.send("comm_msg", { comm_id: "c1", data: { fail: true } });
    await client.wait("the complaint", ({ content }) => /no luck/.test(content.text ?? ""));
    assert.deepEqual(Object.keys((await info()).comms), ["c1"]);
  });

  await t.test("a comm that the frontend closes is gone", async () => {
    client.send("comm_close", { comm_id: "c1", data: {} });
    await client.wait("its print", ({ content }) => content.text === "closed by the frontend\n");
    assert.deepEqual((await info()).comms, {});
  });

  await t.test("a cell opens one, with its cell as the parent, and closes it", async () => {
    const { broadcasts } =
      await run(`const mine = comms.open("widget", { a: 1 }, { metadata: { version: "2" }, buffers: [new Uint8Array([7])] })
mine.send({ b: 2 }); mine.close({ c: 3 }); mine.closed`);
    const comm = broadcasts.filter(({ type }) => type.startsWith("comm_"));
    assert.deepEqual(
      comm.map(({ type, content, metadata, buffers }) => [type, content.data, metadata, buffers.length]),
      [
        ["comm_open", { a: 1 }, { version: "2" }, 1],
        ["comm_msg", { b: 2 }, {}, 0],
        ["comm_close", { c: 3 }, {}, 0],
      ],
    );
    assert.equal(comm[0]?.content.target_name, "widget");
  });

  await t.test("an unknown target is closed at once, also while a cell runs", async () => {
    const busy = client.send("execute_request", { code: "console.log('started'); while (true) {}" });
    await client.wait("its start", ({ content }) => content.text === "started\n");
    const id = client.send("comm_open", { comm_id: "c2", target_name: "nobody", data: {} });
    assert.equal((await said("comm_close", "c2")).parent.msg_id, id);
    await client.request("interrupt_request", {}, { channel: "control" });
    await client.exchange(busy);
  });

  await t.test("when the session dies its comms are closed and its targets forgotten", async () => {
    client.send("comm_open", { comm_id: "c3", target_name: "echo", data: { greeting: "again" } });
    await client.wait("its print", ({ content }) => content.text === "opened with again\n");
    await run("process.exit(1)");
    await said("comm_close", "c3");
    assert.deepEqual((await info()).comms, {});
    client.send("comm_open", { comm_id: "c4", target_name: "echo", data: {} });
    await said("comm_close", "c4");
  });

  await t.test("data that is no object is an error of one sentence", async () => {
    const failed = await run("comms.open('x', [1] as any)");
    assert.match(failed.reply.content.evalue, /A comm's data is an object of plain data/);
    const unnamed = await run("comms.register('', () => 0)");
    assert.match(unnamed.reply.content.evalue, /wants a name and a function/);
  });
});

test("messages of a comm that is not open are ignored and logged", () => {
  const logged: string[] = [];
  const comms = createComms(
    () => assert.fail("nothing is to be told"),
    (text) => logged.push(text),
  );
  const payload = { data: {}, metadata: {}, buffers: [] };
  assert.equal(comms.receive({ kind: "message", id: "x", ...payload }), "ignore");
  assert.equal(comms.receive({ kind: "close", id: "x", ...payload }), "ignore");
  assert.equal(logged.length, 2);
});
