/** Bundles whose awaits clock themselves: same values, exact counts, places of the bundle as it was. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AwaitCounters } from "../../../src/engine/waiting/counters.js";
import { instrumentAwaits } from "../../../src/engine/waiting/instrument.js";

async function run(js: string) {
  const holder = globalThis as { __benchbookAwaits?: AwaitCounters };
  holder.__benchbookAwaits = undefined;
  const { js: instrumented, sites } = instrumentAwaits(js);
  const module = (await import(`data:text/javascript,${encodeURIComponent(instrumented)}`)) as {
    value: unknown;
  };
  const read = (holder as { __benchbookAwaits?: AwaitCounters }).__benchbookAwaits?.read() ?? [];
  return { value: module.value, read, lines: sites.map(({ line }) => line), instrumented };
}

test("nested awaits keep their values, and each is counted", async () => {
  const { value, read, lines } = await run(
    "const f = async (x) => x + await 1;\nexport const value = (await f(await f(1))) ** 2;",
  );
  assert.equal(value, 9);
  assert.deepEqual(lines, [1, 2, 2]);
  assert.deepEqual(
    read.map(({ count }) => count),
    [2, 1, 1],
  );
});

test("concurrent awaits of one line add up, also where some reject", async () => {
  const { value, read } = await run(`
const wait = (ms, fail) => new Promise((done, not) => setTimeout(fail ? not : done, ms, ms));
const one = async (ms, fail) => { try { return await wait(ms, fail); } catch { return -1; } };
export const value = (await Promise.all([one(40), one(40, true), one(40)])).join();`);
  assert.equal(value, "40,-1,40");
  assert.equal(read[0]?.count, 3);
  // Three waits of 40 ms: timers may fire a little early by their own clock, never a third of it.
  assert.ok((read[0]?.suspended ?? 0) > 100, `${read[0]?.suspended} ms`);
});

test("a loop over an asynchronous iterator is clocked by step; other iterables pass", async () => {
  const { value, read } = await run(`
async function* two() { yield 1; yield 2; }
let sum = 0;
for await (const x of two()) { if (x > 5) break; sum += x; }
for await (const x of [3, Promise.resolve(4)]) sum += x;
export const value = sum;`);
  assert.equal(value, 10);
  assert.deepEqual(
    read.map(({ count }) => count),
    [3],
  );
});

test("no line is added, and what waits for ever counts until now", async () => {
  const js =
    "void (async () => { await new Promise(() => {}); })();\nawait new Promise((r) => setTimeout(r, 30));\nexport const value = 1;";
  const { read, instrumented } = await run(js);
  assert.ok((read[0]?.suspended ?? 0) >= 20);
  assert.ok(instrumented.split("\n").at(-1)?.includes("value = 1"));
  assert.throws(() => instrumentAwaits("await ("), /cannot be parsed/);
});
