import assert from "node:assert/strict";
import { test } from "node:test";
import { type RunOptions, runOnce } from "../../src/process/run.js";

const base = {
  entry: new URL("./fixtures/child.js", import.meta.url),
  isFinal: (message: unknown) => (message as { kind: string }).kind === "final",
} satisfies Partial<RunOptions>;

test("a fork that answers gives its final message, the messages before it and what it printed", async () => {
  const outcome = await runOnce({ ...base, request: { do: "answer", value: new Float32Array([1, 2]) } });
  assert.equal(outcome.kind, "message");
  assert.deepEqual(outcome.message, { kind: "final", value: new Float32Array([1, 2]) });
  assert.deepEqual(outcome.messages, [
    { kind: "progress", at: 1 },
    { kind: "progress", at: 2 },
  ]);
  assert.equal(outcome.stdout, "working\n");
});

test("a busy loop ends by the timeout", async () => {
  assert.equal((await runOnce({ ...base, request: { do: "loop" }, timeout: 300 })).kind, "timeout");
});

test("silence ends a fork that says nothing, messages put it off", async () => {
  assert.equal((await runOnce({ ...base, request: { do: "loop" }, silence: 300 })).kind, "timeout");
  const ticking = await runOnce({ ...base, request: { do: "tick" }, silence: 700, timeout: 1200 });
  assert.equal(ticking.messages.length, 16);
});

test("an abort ends a busy loop, one before the start starts nothing", async () => {
  const abort = new AbortController();
  const running = runOnce({
    ...base,
    request: { do: "loop" },
    signal: abort.signal,
    onMessage: () => abort.abort(),
  });
  assert.equal((await running).kind, "aborted");
  assert.equal((await runOnce({ ...base, request: { do: "answer" }, signal: abort.signal })).kind, "aborted");
});

test("process.exit in a fork is told with its code and standard error", async () => {
  const { kind, code, stderr } = await runOnce({ ...base, request: { do: "exit" } });
  assert.deepEqual({ kind, code, stderr }, { kind: "exited", code: 3, stderr: "leaving\n" });
});

test("a signal is told by its name", { skip: process.platform === "win32" }, async () => {
  const { kind, signal } = await runOnce({ ...base, request: { do: "signal" } });
  assert.deepEqual({ kind, signal }, { kind: "signal", signal: "SIGTERM" });
});

test("V8's abort for want of heap is out-of-memory", async () => {
  const outcome = await runOnce({
    ...base,
    request: { do: "memory" },
    execArgv: ["--max-old-space-size=20"],
  });
  assert.equal(outcome.kind, "out-of-memory");
});

test("a folder that does not exist is spawn-failed with the reason", async () => {
  const outcome = await runOnce({ ...base, request: { do: "answer" }, cwd: "/does/not/exist" });
  assert.equal(outcome.kind, "spawn-failed");
  assert.match(outcome.reason ?? "", /ENOENT/);
});

test("an entry that does not exist exits with Node's message", async () => {
  const outcome = await runOnce({ ...base, entry: "/does/not/exist.js", request: {} });
  assert.deepEqual([outcome.kind, outcome.code], ["exited", 1]);
  assert.match(outcome.stderr, /Cannot find module/);
});

test("a character that arrives in two pieces is not split", async () => {
  const pieces: string[] = [];
  await runOnce({ ...base, request: { do: "text" }, onStdout: (text) => pieces.push(text) });
  assert.equal(pieces.join(""), "café");
});

test("a request that cannot be cloned is thrown", async () => {
  await assert.rejects(runOnce({ ...base, request: { do: () => 1 } }), /could not be cloned/);
});
