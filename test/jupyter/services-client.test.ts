/** A real Jupyter server, and JupyterLab's own client driving our kernel through it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Kernel, KernelMessage } from "@jupyterlab/services";
import { type ServerAddress, startRemoteKernel } from "../../src/remote/server.js";
import { installJupyter, type Jupyter, noJupyter } from "../support/jupyter.js";

test("JupyterLab's client runs, completes, inspects and interrupts through a server", {
  skip: noJupyter,
}, async (t) => {
  const server = await startServer(t, await installJupyter(t));
  const kernel = await startRemoteKernel(server, "benchbook");
  t.after(() => kernel.dispose());
  assert.equal((await kernel.info).language_info.name, "typescript");

  const first = await run(kernel, "const side: number = 6\nconsole.log('side', side)\nside * 7");
  assert.equal(first.reply.status, "ok");
  assert.deepEqual(first.outputs, ["stream side 6\n", "execute_result 42"]);

  const failed = await run(kernel, "throw new RangeError('on purpose')");
  assert.equal(failed.reply.status, "error");
  assert.deepEqual(failed.outputs, ["error RangeError: on purpose"]);

  const completed = await kernel.requestComplete({ code: "sid", cursor_pos: 3 });
  assert.ok(completed.content.status === "ok" && completed.content.matches.includes("side"));
  const inspected = await kernel.requestInspect({ code: "side", cursor_pos: 4, detail_level: 0 });
  assert.ok(inspected.content.status === "ok" && inspected.content.found);
  const history = await kernel.requestHistory({ hist_access_type: "tail", n: 1, output: false, raw: true });
  assert.ok(history.content.status === "ok" && history.content.history.length === 1);

  const endless = kernel.requestExecute({ code: "console.log('started')\nwhile (true) {}" });
  await new Promise<void>((resolve) => {
    endless.onIOPub = ({ header }) => {
      if (header.msg_type === "stream") resolve();
    };
  });
  await kernel.interrupt();
  assert.equal((await endless.done).content.status, "error");
  assert.deepEqual((await run(kernel, "side")).outputs, ["execute_result 6"]);

  await kernel.restart();
  assert.deepEqual((await run(kernel, "typeof globalThis.side")).outputs, ["execute_result 'undefined'"]);
  await kernel.shutdown();
});

interface Ran {
  readonly reply: KernelMessage.IExecuteReplyMsg["content"];
  /** Type and text of each output, in order. */
  readonly outputs: readonly string[];
}

async function run(kernel: Kernel.IKernelConnection, code: string): Promise<Ran> {
  const outputs: string[] = [];
  const future = kernel.requestExecute({ code });
  future.onIOPub = (message) => {
    const text = textOf(message.header.msg_type, message.content as Content);
    if (text !== null) outputs.push(`${message.header.msg_type} ${text}`);
  };
  const reply = await future.done;
  return { reply: reply.content, outputs };
}

interface Content {
  readonly text?: string;
  readonly data?: { readonly "text/plain"?: string };
  readonly ename?: string;
  readonly evalue?: string;
}

function textOf(type: string, { text, data, ename, evalue }: Content): string | null {
  if (type === "stream") return text ?? "";
  if (type === "execute_result" || type === "display_data") return data?.["text/plain"] ?? "";
  return type === "error" ? `${ename}: ${evalue}` : null;
}

/** Jupyter writes the port that it took into its runtime folder. */
async function startServer(t: TestContext, { bin, folder, env }: Jupyter): Promise<ServerAddress> {
  const token = randomUUID();
  const settings = [
    "--no-browser",
    "--allow-root",
    "--port=0",
    "--ip=127.0.0.1",
    `--IdentityProvider.token=${token}`,
  ];
  const child = spawn(join(bin, "jupyter"), ["server", ...settings, `--ServerApp.root_dir=${folder}`], {
    env,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (text) => {
    log += text;
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  t.after(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  const runtime = env.JUPYTER_RUNTIME_DIR ?? "";
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    await delay(100);
    const files = await readdir(runtime).catch(() => []);
    const file = files.find((name) => /^jpserver-\d+\.json$/.test(name));
    if (file === undefined) continue;
    const { url } = JSON.parse(await readFile(join(runtime, file), "utf8")) as { readonly url: string };
    return { url, token };
  }
  throw new Error(`The Jupyter server did not start:\n${log}`);
}
