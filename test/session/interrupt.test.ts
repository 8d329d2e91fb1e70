import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Cells, openCells, type Ran } from "./support/cells.js";

const cells = openCells();

const LOOPS: readonly (readonly [what: string, js: string])[] = [
  ["a synchronous endless loop", "console.log('begun'); for (;;);"],
  ["a loop that catches everything", "console.log('begun'); for (;;) { try { for (;;); } catch {} }"],
  ["a loop after await", "await null; console.log('begun'); for (;;);"],
  ["a loop of microtasks", "console.log('begun'); for (;;) await null;"],
  [
    "a loop in a timer's callback",
    "setTimeout(() => { console.log('begun'); for (;;); }, 5); await new Promise(() => {});",
  ],
  [
    "a loop of process.nextTick",
    "console.log('begun'); const next = () => process.nextTick(next); next(); await new Promise(() => {});",
  ],
  ["a pending await", "console.log('begun'); await new Promise(() => {});"],
  [
    "a loop that sleeps",
    "for (;;) { console.log('begun'); await new Promise((resolve) => setTimeout(resolve, 5)); }",
  ],
  [
    "a blocking wait",
    "console.log('begun'); await null; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
  ],
  ["a flood of prints", "for (;;) console.log('begun');"],
];

for (const [what, js] of LOOPS) {
  test(`an interrupt stops ${what} and keeps the state`, async () => {
    await cells.run("state = 41", { declares: ["state"] });
    const { evaluation } = await interrupted(cells, js);
    assert.deepEqual(evaluation, { kind: "interrupted" });
    // Timers, promises and prints still work.
    const after = await cells.run(
      "await new Promise((resolve) => setTimeout(resolve, 10)); console.log(++state)",
    );
    assert.equal(after.stdout, "42\n");
  });
}

const STEPS: readonly (readonly [what: string, js: string])[] = [
  ["sleeps by setTimeout", "for (;;) { steps++; await new Promise((resolve) => setTimeout(resolve, 5)); }"],
  [
    "sleeps by node:timers/promises",
    "const { setTimeout: sleep } = await __import('node:timers/promises', ['setTimeout']); for (;;) { steps++; try { await sleep(5) } catch {} }",
  ],
  [
    "reads files",
    "const { stat } = await __import('node:fs/promises', ['stat']); for (;;) { steps++; await stat('.'); }",
  ],
  ["is an interval", "setInterval(() => steps++, 5); await new Promise(() => {});"],
];

for (const [what, js] of STEPS) {
  test(`an interrupted cell that ${what} takes no further step`, async () => {
    const { evaluation } = await interrupted(cells, `steps = 0; console.log('begun'); ${js}`, ["steps"]);
    assert.deepEqual(evaluation, { kind: "interrupted" });
    // One step may be under way.
    await cells.run("await new Promise((resolve) => setTimeout(resolve, 50)); seen = steps", {
      declares: ["seen"],
    });
    const { "text/plain": more } = await cells.show(
      "steps - seen",
      "await new Promise((resolve) => setTimeout(resolve, 100))",
    );
    assert.equal(more, "0");
  });
}

test("timers of other cells go on after an interrupt", async () => {
  await cells.run("ticks = 0; timer = setInterval(() => ticks++, 5)", { declares: ["ticks", "timer"] });
  await interrupted(cells, "console.log('begun'); await new Promise(() => {})");
  const before = await cells.show("ticks");
  await sleep(50);
  assert.notDeepEqual(await cells.show("ticks", "clearInterval(timer)"), before);
});

test("an interrupt without a running cell does nothing", async () => {
  cells.session.interrupt();
  assert.deepEqual(await cells.show("1"), { "text/plain": "1" });
});

test("an interrupt reaches a cell that waits for its process to start", async () => {
  await cells.session.restart();
  const running = cells.run("for (;;);");
  await null;
  cells.session.interrupt();
  assert.deepEqual((await running).evaluation, { kind: "interrupted" });
});

test("a cell that cannot be stopped is replaced with its process, and says so", async () => {
  const { evaluation } = await interrupted(
    cells,
    "console.log('begun'); await null; require('node:child_process').spawnSync(process.execPath, ['-e', 'for (;;);'])",
  );
  assert.equal(evaluation.kind, "died");
  assert.match(
    evaluation.kind === "died" ? evaluation.reason : "",
    /could not be interrupted with its state kept/,
  );
  assert.deepEqual(await cells.show("1"), { "text/plain": "1" });
});

/** Interrupts once the cell has printed. A cell that is not freed would hang: fail instead. */
async function interrupted(cells: Cells, js: string, declares: readonly string[] = []): Promise<Ran> {
  const running = cells.run(js, { declares, during: () => cells.session.interrupt() });
  const ran = await Promise.race([running, sleep(10_000, null, { ref: false })]);
  if (!ran) throw new Error("The cell still runs ten seconds after the interrupt");
  return ran;
}
