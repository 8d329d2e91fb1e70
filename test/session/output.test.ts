import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openCells, plainText } from "./support/cells.js";

const cells = openCells();

test("prints keep the order in which they were made, displays among them", async () => {
  const { outputs } = await cells.run(`
    console.log("a"); console.log("b"); console.error("c"); process.stdout.write("d");
    display(1); console.log("e");`);
  assert.deepEqual(outputs, [
    { kind: "stream", name: "stdout", text: "a\n" },
    { kind: "stream", name: "stdout", text: "b\n" },
    { kind: "stream", name: "stderr", text: "c\n" },
    { kind: "stream", name: "stdout", text: "d" },
    { kind: "display", data: { "text/plain": "1" } },
    { kind: "stream", name: "stdout", text: "e\n" },
  ]);
});

test("a hundred thousand lines arrive whole, in few messages", async () => {
  const { outputs, stdout } = await cells.run("for (let i = 0; i < 100000; i++) console.log(i)");
  assert.equal(stdout, Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join(""));
  assert.ok(outputs.length < 1000, `${outputs.length} messages`);
});

test("a flood is cut off with a notice", async () => {
  const { stdout } = await cells.run(
    "const line = 'x'.repeat(1023); for (let i = 0; i < 6000; i++) console.log(line)",
  );
  assert.equal(stdout.length < 4.1 * 1024 * 1024, true);
  assert.match(stdout.slice(-200), /printed more than 4 MiB; the rest is not shown/);
  assert.equal((await cells.run("console.log('next')")).stdout, "next\n");
});

test("what children and native code print is complete when the cell ends", async () => {
  const { stdout, stderr } = await cells.run(`
    require("node:child_process").spawnSync(process.execPath, ["-e", "console.log(1); console.error(2)"], { stdio: "inherit" });
    require("node:fs").writeSync(1, "raw");`);
  assert.deepEqual([stdout, stderr], ["1\nraw", "2\n"]);
});

test("worker threads print below their cell", async () => {
  const { stdout } = await cells.run(`
    const { Worker } = require("node:worker_threads");
    const worker = new Worker("console.log('from a worker')", { eval: true });
    await new Promise((resolve) => worker.once("exit", resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));`);
  assert.equal(stdout, "from a worker\n");
});

test("bytes of one character in two writes are one character", async () => {
  const { stdout } = await cells.run(
    "process.stdout.write(Buffer.from([0xc3])); process.stdout.write(Buffer.from([0xa9])); process.stdout.write('4142', 'hex')",
  );
  assert.equal(stdout, "éAB");
});

test("a timer prints below the cell that set it, also when that has ended", async () => {
  const first = await cells.run("setTimeout(() => console.log('late'), 100)");
  const second = await cells.run(
    "await new Promise((resolve) => setTimeout(resolve, 300)); console.log('second')",
  );
  assert.deepEqual([first.stdout, second.stdout], ["late\n", "second\n"]);
});

test("a continuation after await prints below its cell", async () => {
  const first = await cells.run(
    "(async () => { await fetch('data:,x'); await null; await 1; console.log('mine') })()",
  );
  const second = await cells.run("await new Promise((resolve) => setTimeout(resolve, 200))");
  assert.deepEqual([first.stdout, second.stdout], ["mine\n", ""]);
});

test("what a timer or a forgotten promise throws is shown below its cell, and the session lives on", async () => {
  await cells.run("kept = 1", { declares: ["kept"] });
  const first = await cells.run(`
    setTimeout(() => { throw new RangeError("from a timer") }, 20);
    Promise.reject(new TypeError("forgotten"));`);
  await cells.run("await new Promise((resolve) => setTimeout(resolve, 200))");
  const text = plainText(first.stderr);
  assert.match(text, /^Unhandled rejection TypeError: forgotten\ncell \d+, line 3\n/);
  assert.match(text, /^Uncaught RangeError: from a timer\ncell \d+, line 2\n/m);
  assert.deepEqual(await cells.show("kept"), { "text/plain": "1" });
});

test("a rejection handled later in the same turn is no complaint", async () => {
  const { stderr } = await cells.run("const p = Promise.reject(1); p.catch(() => {})");
  assert.equal(stderr, "");
});

test("a cell that overrides console and process.stdout.write loses only its own prints", async () => {
  await cells.run(
    "const old = console; console = { log() { throw new Error('mine') } }; restore = () => { console = old }",
    {
      declares: ["console", "restore"],
    },
  );
  const { evaluation } = await cells.run("console.log(1)");
  assert.equal(evaluation.kind, "failed");
  await cells.run("restore()");
  assert.equal((await cells.run("console.log(2)")).stdout, "2\n");
});

test("console.clear clears the cell's output", async () => {
  const { outputs } = await cells.run("console.log(1); console.clear()");
  assert.deepEqual(outputs.at(-1), { kind: "clear", wait: false });
});

test("output is seen while the cell is busy", async () => {
  const seen = new Promise<string>((resolve) => {
    void cells
      .run("console.log('begun'); const end = Date.now() + 400; while (Date.now() < end) console.log('.')", {
        during: (output) => resolve(output.kind),
      })
      .then(() => resolve("too late"));
  });
  assert.equal(await Promise.race([seen, sleep(5000, "nothing")]), "stream");
  await cells.run("");
});
