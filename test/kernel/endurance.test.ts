/** Many kernels at once, and one for long. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { startTestKernel } from "../support/kernel.js";
import { startKernelProcess } from "../support/kernel-process.js";

test("ten kernels at once each keep their own state", async (t) => {
  const kernels = await Promise.all(Array.from({ length: 10 }, () => startKernelProcess(t)));
  const infos = await Promise.all(
    kernels.map(({ client }) => client.request("kernel_info_request", {}, PATIENT)),
  );
  assert.ok(infos.every(({ reply }) => reply.content.status === "ok"));
  const sums = await Promise.all(
    kernels.slice(0, 4).map(async ({ client }, index) => {
      await client.request("execute_request", { code: `const mine: number = ${index}` }, PATIENT);
      const { broadcasts } = await client.request("execute_request", { code: "mine * 10" }, PATIENT);
      return broadcasts.find(({ type }) => type === "execute_result")?.content.data["text/plain"];
    }),
  );
  assert.deepEqual(sums, ["0", "10", "20", "30"]);
});

/** Ten starts share the machine. */
const PATIENT = { patience: 60_000 };

test("a thousand cells in a row leave the kernel's memory flat and lose nothing", async (t) => {
  const { client, runtime } = await startTestKernel(t);
  const batch = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const { reply } = await client.request("execute_request", { code: `print ${i}\nresult ${i}` });
      assert.equal(reply.content.status, "ok");
      client.forget();
    }
  };
  await batch(200);
  const before = heapUsed();
  await batch(1000);
  const grown = heapUsed() - before;
  assert.equal(runtime.executed.length, 1200);
  // A thousand small cells stand in the history and in this test's own list: far below this bound.
  assert.ok(grown < 8 * 1024 * 1024, `the heap has grown by ${Math.round(grown / 1024)} KiB`);
});

test("the real kernel's process stays bounded over hundreds of cells", {
  skip: process.platform === "linux" ? false : "reads /proc",
}, async (t) => {
  const { client, child } = await startKernelProcess(t);
  const batch = async (count: number) => {
    const ids = Array.from({ length: count }, (_, i) =>
      client.send("execute_request", { code: `const value${i % 20}: number = ${i}; value${i % 20} + 1` }),
    );
    for (const id of ids) {
      const { reply } = await client.exchange(id, 60_000);
      assert.equal(reply.content.status, "ok");
    }
    client.forget();
  };
  await batch(100);
  const before = await residentBytes(child.pid as number);
  await batch(300);
  const grown = (await residentBytes(child.pid as number)) - before;
  assert.ok(grown < 64 * 1024 * 1024, `the kernel's process has grown by ${Math.round(grown / 1024)} KiB`);
});

/** Bytes that are in use after a collection. */
function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

async function residentBytes(pid: number): Promise<number> {
  const [, pages = "0"] = (await readFile(`/proc/${pid}/statm`, "utf8")).split(" ");
  return Number(pages) * 4096;
}
