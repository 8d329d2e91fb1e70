/**
 * What other TypeScript and JavaScript kernels got wrong when they were tried (tslab 1.0.22, Deno 2, ijavascript 5), each as a
 * test of ours with the real runtime.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startKernelProcess } from "../support/kernel-process.js";

test("lessons from other kernels", async (t) => {
  const { client, child } = await startKernelProcess(t);
  const run = (code: string, more = {}) => client.request("execute_request", { code, ...more });

  await t.test("tslab: cells that are sent once the failure is known run, however soon", async () => {
    for (let wait = 0; wait <= 150; wait += 30) {
      const failed = client.send("execute_request", { code: "throw new Error('on purpose')" });
      await client.wait("its reply", (m) => m.type === "execute_reply" && m.parent.msg_id === failed);
      await new Promise((resolve) => setTimeout(resolve, wait));
      const next = await run("1 + 1");
      assert.equal(next.reply.content.status, "ok", `sent ${wait} ms after the failure`);
    }
  });

  await t.test(
    "tslab: every cell that waits behind a failure is answered as aborted, none is lost",
    async () => {
      const ids = ["throw new Error('on purpose')", ...Array.from({ length: 20 }, (_, i) => `${i}`)].map(
        (code) => client.send("execute_request", { code }),
      );
      const [failed, ...others] = await Promise.all(ids.map((id) => client.exchange(id)));
      assert.equal(failed?.reply.content.status, "error");
      assert.deepEqual([...new Set(others.map(({ reply }) => reply.content.status))], ["aborted"]);
    },
  );

  await t.test("tslab: comm_info is answered by comm_info_reply", async () => {
    const { reply } = await client.request("comm_info_request", {});
    assert.equal(reply.type, "comm_info_reply");
  });

  await t.test("Deno: no result and no print of a cell comes after its idle", async () => {
    for (let i = 0; i < 20; i++) {
      const { broadcasts } = await run(`console.log('printed ${i}'); process.stderr.write('warned'); ${i}`);
      const id = broadcasts[0]?.parent.msg_id;
      const at = client.received.findIndex(
        (m) => m.parent.msg_id === id && m.content.execution_state === "idle",
      );
      await client.request("kernel_info_request");
      assert.deepEqual(
        client.received
          .slice(at + 1)
          .filter((m) => m.parent.msg_id === id && m.channel === "iopub")
          .map(({ type }) => type),
        [],
      );
      assert.ok(broadcasts.some(({ type }) => type === "execute_result"));
    }
  });

  await t.test("Deno: SIGINT does not end the kernel", async () => {
    await run("const kept = 1");
    child.kill("SIGINT");
    assert.equal((await run("kept")).reply.content.status, "ok");
  });

  await t.test(
    "Deno: an error in a timer is shown, below the cell that set it, and state is kept",
    async () => {
      const setter = await run(
        "const state = 4; setTimeout(() => { throw new Error('from a timer') }, 30); 0",
      );
      const shown = await client.wait("the error", ({ type, content }) => {
        return type === "stream" && content.name === "stderr" && /from a timer/.test(content.text);
      });
      assert.equal(shown.parent.msg_id, setter.reply.parent.msg_id);
      assert.equal((await run("state")).reply.content.status, "ok");
    },
  );

  await t.test("Deno: the causes of an error are shown", async () => {
    const { reply } = await run(
      "throw new Error('outer', { cause: new Error('middle', { cause: new RangeError('inner') }) })",
    );
    const text = reply.content.traceback.join("\n");
    assert.match(text, /outer[\s\S]*middle[\s\S]*RangeError[\s\S]*inner/);
  });

  await t.test("ijavascript: process.exit ends the session, not the kernel, and is told", async () => {
    const { reply } = await run("process.exit(7)");
    assert.deepEqual([reply.content.status, reply.content.ename], ["error", "SessionDied"]);
    assert.match(reply.content.evalue, /code 7/);
    assert.equal((await run("1 + 1")).reply.content.status, "ok");
  });

  await t.test("all: history is answered", async () => {
    await run("const remembered = 12345");
    const search = { hist_access_type: "search", pattern: "*12345*" };
    const { reply } = await client.request("history_request", search);
    assert.deepEqual(
      reply.content.history.map((row: readonly unknown[]) => row[2]),
      ["const remembered = 12345"],
    );
  });

  await t.test("all: a silent cell publishes nothing, errors included", async () => {
    for (const code of ["console.log('x'); 5", "throw new Error('quiet')", "display('x')"]) {
      const { broadcasts } = await run(code, { silent: true });
      assert.deepEqual([...new Set(broadcasts.map(({ type }) => type))], ["status"], code);
    }
  });

  await t.test("a display is updated by its id from any later cell", async () => {
    await run("display('one', { id: 'shared' })");
    const { broadcasts } = await run("display('two', { id: 'shared' })");
    const update = broadcasts.find(({ type }) => type === "update_display_data");
    assert.equal(update?.content.transient.display_id, "shared");
    assert.equal(update?.content.data["text/plain"], "'two'");
  });

  await t.test("clear_output, with and without waiting", async () => {
    const cleared = async (code: string) =>
      (await run(code)).broadcasts
        .filter(({ type }) => type === "clear_output")
        .map(({ content }) => content);
    assert.deepEqual(await cleared("clearOutput()"), [{ wait: false }]);
    assert.deepEqual(await cleared("clear_output(true)"), [{ wait: true }]);
    assert.deepEqual(await cleared("clearOutput({ wait: true })"), [{ wait: true }]);
    assert.deepEqual(await cleared("console.clear()"), [{ wait: false }]);
  });

  await t.test("user expressions give values and errors, types included", async () => {
    const user_expressions = { sum: "1 + 2", missing: "nosuchname", thrown: "JSON.parse('{')" };
    const { reply } = await run("const before = 1", { user_expressions });
    const { sum, missing, thrown } = reply.content.user_expressions;
    assert.equal(sum.data["text/plain"], "3");
    assert.equal(missing.status, "error");
    assert.deepEqual([thrown.status, thrown.ename], ["error", "SyntaxError"]);
  });

  await t.test(
    "help in the pager: documentation, the source of own names, a magic, and nothing",
    async () => {
      await run("/** Doubles it. */\nfunction double(n: number): number {\n  return 2 * n\n}");
      const page = async (code: string) =>
        (await run(code)).reply.content.payload[0]?.data["text/plain"] ?? null;
      assert.match(await page("double?"), /double\(n: number\): number[\s\S]*Doubles it\./);
      assert.doesNotMatch(await page("?double"), /return 2 \* n/);
      assert.match(await page("double??"), /return 2 \* n/);
      assert.match(await page("%%baseline?"), /Measures this cell's last expression/);
      assert.equal(await page("nosuchname?"), null);
      const inspect = (detail_level: number) =>
        client.request("inspect_request", { code: "double(1)", cursor_pos: 3, detail_level });
      assert.doesNotMatch((await inspect(0)).reply.content.data["text/markdown"], /return/);
      assert.match(
        (await inspect(1)).reply.content.data["text/markdown"],
        /```typescript[\s\S]*return 2 \* n/,
      );
    },
  );

  await t.test("completion tells kinds: of magics, options, variants, files and names", async () => {
    const kinds = async (code: string) => {
      const { reply } = await client.request("complete_request", { code, cursor_pos: code.length });
      const rows = reply.content.metadata._jupyter_types_experimental as { text: string; type: string }[];
      assert.deepEqual(
        rows.map(({ text }) => text),
        reply.content.matches,
      );
      return new Map(rows.map(({ text, type }) => [text, type]));
    };
    assert.equal((await kinds("%%basel")).get("%%baseline"), "magic");
    assert.ok((await kinds("%%baseline naive --fl")).get("--flops"));
    assert.equal((await kinds("doub")).get("double"), "function");
    await run("require('node:fs').writeFileSync('local-module.ts', 'export const one = 1')");
    assert.ok(
      [...(await kinds('import { one } from "./loc')).keys()].some((text) => /local-module/.test(text)),
    );
  });
});
