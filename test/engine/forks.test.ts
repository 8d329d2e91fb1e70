/** Real forks of tiny bundles: how they measure, and how they fail. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createEngine } from "../../src/engine/index.js";
import type { MeasureOptions, Side } from "../../src/model/ports/engine.js";
import { type HandBundle, openWorkshop } from "./bundles.js";

const workshop = openWorkshop();
const QUICK: MeasureOptions = {
  rounds: 1,
  margin: 0.02,
  budget: 30e9,
  timeout: 20e9,
  quick: true,
  seed: 1,
};

test("a function of nanoseconds is measured in batches of a millisecond", async () => {
  const fork = await measureOne("fast", { measured: "Math.hypot(n, 1)" });
  assert.ok(fork.batch > 1000, `batch ${fork.batch}`);
  assert.ok(fork.samples.length >= 20);
  assert.equal(fork.sameResult, true);
  assert.ok(fork.min > 0 && fork.min <= fork.p10 && fork.p10 <= fork.median);
  assert.ok(fork.control > 0 && fork.peakMemory > 1e7 && fork.cpu > 0);
});

test("allocated bytes count the heap and what lies outside of it", async () => {
  const onHeap = await measureOne("heap", { measured: "new Array(100).fill(n)" });
  assert.ok(onHeap.allocated >= 800 && onHeap.allocated < 1200, `${onHeap.allocated} bytes`);
  const outside = await measureOne("outside", { measured: "new Float64Array(100_000)" });
  assert.ok(outside.allocated >= 800_000 && outside.allocated < 801_000, `${outside.allocated} bytes`);
  const nothing = await measureOne("nothing", { measured: "n > 3" });
  assert.ok(nothing.allocated < 8, `${nothing.allocated} bytes`);
});

test("a call faster than the clock, clocked alone, still gets a batch", async () => {
  const fork = await measureOne("instant", { perCall: "globalThis.fresh = n", measured: "n" });
  // Without a bound the batch grows until the fork is killed: no number of calls adds up to a millisecond.
  assert.ok(fork.batch >= 1 && fork.batch < 10_000_000, `batch ${fork.batch}`);
  assert.ok(fork.samples.length > 0);
});

test("collections within the steady samples are counted", async () => {
  const fork = await measureOne("garbage", { measured: "Array.from({ length: 1000 }, (_, i) => ({ i }))" });
  assert.ok(fork.gc.count > 0 && fork.gc.time > 0 && fork.gc.time < fork.steadyTime);
});

test("what calls keep in memory is counted after a collection, what they drop is not", async () => {
  const keeps = await measureOne("keeps", {
    prepare: "const kept = []; function keep() { kept.push(new Array(1000).fill(n)); return kept.length }",
    measured: "keep()",
  });
  const calls = keeps.batch * (keeps.samples.length - keeps.steadyFrom);
  assert.ok((keeps.retained ?? 0) > 7000 * calls, `${keeps.retained} bytes of ${calls} calls`);
  const drops = await measureOne("drops", { measured: "new Array(1000).fill(n)" });
  assert.ok((drops.retained ?? 0) < 4 * 2 ** 20, `${drops.retained} bytes`);
  const outside = await measureOne("outside-drops", { measured: "new Float32Array(20_000)" });
  assert.ok((outside.retained ?? 0) < 4 * 2 ** 20, `${outside.retained} bytes`);
});

test("of a slow call the warm one's bytes are counted, and its last result is nothing that it left behind", async () => {
  const fork = await measureOne("slow-large", {
    prepare:
      "const turn = new Int32Array(new SharedArrayBuffer(4)); function slow() { Atomics.wait(turn, 0, 0, 110); return new Float64Array(1_000_000) }",
    measured: "slow()",
  });
  assert.ok(fork.samples.length <= 6, "it is a slow one");
  assert.ok(fork.allocated >= 8_000_000 && fork.allocated < 8_100_000, `${fork.allocated} bytes`);
  assert.ok((fork.retained ?? 0) < 1_000_000, `${fork.retained} bytes`);
  assert.equal(fork.sameResult, true);
});

test("setup and preparation are clocked apart from calls", async () => {
  const wait = (ms: number) => `{ const end = performance.now() + ${ms}; while (performance.now() < end); }`;
  const fork = await measureOne("stages", { setup: wait(30), prepare: wait(10), measured: "n" });
  assert.ok(fork.setup >= 30e6);
  assert.ok(fork.prepare >= 10e6 && fork.prepare < 30e6);
});

test("a call of over 100 ms is warm-up once and timed five times", async () => {
  const fork = await measureOne("slow", {
    prepare:
      "let calls = 0; function slow() { const end = performance.now() + 110; while (performance.now() < end); return ++calls }",
    measured: "slow()",
  });
  assert.deepEqual([fork.batch, fork.samples.length, fork.steadyFrom], [1, 6, 1]);
  assert.equal(fork.sameResult, false);
});

test("asynchronous work is awaited", async () => {
  const fork = await measureOne("asynchronous", {
    prepare: "const later = () => new Promise((resolve) => setTimeout(resolve, 2, n))",
    measured: "await later()",
  });
  assert.ok(fork.min >= 1e6);
  assert.equal(fork.sameResult, true);
});

test("inputs made per call are fresh and not timed", async () => {
  const fork = await measureOne("fresh", {
    setup: "let list: number[]",
    perCall:
      "const end = performance.now() + 2; while (performance.now() < end); list = Array.from({ length: 2000 }, (_, i) => 2000 - i)",
    measured: "list.push(1), list.length",
  });
  assert.equal(fork.sameResult, true);
  // Making an input takes 2 ms.
  assert.ok(fork.min < 1e6, `${fork.min} ns`);
});

test("a named result is what is verified, and a result that changes is found", async () => {
  const fork = await measureOne("counter", {
    prepare: "const state = { calls: 0 }",
    measured: "void state.calls++",
    result: "state",
  });
  assert.equal(fork.sameResult, false);
});

test("what a variant prints or sends does not disturb its fork", async () => {
  const fork = await measureOne("noisy", {
    prepare: 'console.log("{}"); console.error("warned"); process.send?.({ benchbook: { kind: "pending" } })',
    measured: "n + 1",
  });
  assert.ok(fork.samples.length > 0);
});

test("a variant that throws is told in its own lines", async () => {
  const failure = await failureOf("throws", {
    prepare: "function pick(x: any) {\n  return x.y.z\n}",
    measured: "pick({})",
  });
  assert.equal(failure?.kind, "threw");
  assert.match(failure?.message ?? "", /^throws threw: TypeError: Cannot read properties of undefined/);
  assert.deepEqual(failure?.error?.traceback.slice(1, 6), [
    "cell:throws, line 5:",
    "  4 | function pick(x: any) {",
    "  5 |   return x.y.z",
    "    |              ^",
    "    at pick (cell:throws:5:14)",
  ]);
});

test("a call without end is ended after the time limit", async () => {
  const failure = await failureOf(
    "endless",
    { prepare: "function f() { for (;;); }", measured: "f()" },
    { timeout: 0.4e9 },
  );
  assert.equal(failure?.kind, "timeout");
  assert.equal(
    failure?.message,
    "One call of endless took longer than 400 ms; raise --timeout or make the workload smaller.",
  );
});

test("a setup without end is called a setup", async () => {
  const failure = await failureOf("stuck", { setup: "for (;;);", measured: "1" }, { timeout: 0.4e9 });
  assert.match(failure?.message ?? "", /^The setup of stuck took longer than 400 ms/);
});

test("the time limit is one call's, not the measurement's", async () => {
  const fork = await measureOne("patient", { measured: "Math.sqrt(n)" }, { timeout: 0.35e9, quick: false });
  assert.ok(fork.steadyTime > 0.25e9);
});

test("a promise that nobody awaits is refused, with the fix", async () => {
  const failure = await failureOf("unawaited", { measured: "Promise.resolve(n)" });
  assert.equal(failure?.kind, "pending");
  assert.match(failure?.message ?? "", /write await before the expression/);
});

test("a promise that never settles is told", async () => {
  const failure = await failureOf("never", { measured: "await new Promise(() => {})" });
  assert.equal(failure?.kind, "pending");
  assert.match(failure?.message ?? "", /never awaits a promise that never settles/);
});

test("process.exit in a variant is told", async () => {
  const failure = await failureOf("leaver", { measured: "process.exit(3)" });
  assert.equal(failure?.kind, "exited");
  assert.match(failure?.message ?? "", /exit code 3; remove what calls process\.exit/);
});

test("a variant that eats all memory is told", async () => {
  const failure = await failureOf(
    "hungry",
    {
      prepare: "const all: unknown[] = []; function f() { for (;;) all.push(new Array(1e4).fill(0.5)) }",
      measured: "f()",
    },
    {},
    ["--max-old-space-size=32"],
  );
  assert.equal(failure?.kind, "out-of-memory");
});

test("flags that Node does not know are told", async () => {
  const failure = await failureOf("flagged", { measured: "1" }, {}, ["--no-such-flag-at-all"]);
  assert.equal(failure?.kind, "exited");
  assert.equal(
    failure?.message,
    "Node did not accept the flags of flagged (bad option: --no-such-flag-at-all); correct --node-flags.",
  );
});

test("what is thrown and is no Error is told as such", async () => {
  const failure = await failureOf("careless", { prepare: "function f() { throw null }", measured: "f()" });
  assert.equal(
    failure?.message,
    "careless threw null, which is no Error; throw an Error, and its line is told.",
  );
});

test("a teardown that never settles is called a teardown", async () => {
  const failure = await failureOf("open", { measured: "n", teardown: "await new Promise(() => {})" });
  assert.equal(failure?.kind, "pending");
  assert.match(failure?.message ?? "", /^The teardown of open awaits a promise that never settles/);
});

test("an interrupt ends a running fork at once", async () => {
  const abort = new AbortController();
  const engine = createEngine({ scratch: workshop.folder });
  const side = workshop.side("long", { prepare: "function f() { for (;;); }", measured: "f()" });
  const timer = setTimeout(() => abort.abort(), 300);
  const outcome = await engine.measure(
    { sides: [side], pairs: [], parameters: { n: 1 }, options: QUICK },
    { signal: abort.signal, progress: () => undefined },
  );
  clearTimeout(timer);
  assert.deepEqual([outcome.stopped, outcome.failure, outcome.rounds], ["interrupted", null, []]);
});

async function measure(side: Side, options: Partial<MeasureOptions>) {
  const engine = createEngine({ scratch: workshop.folder });
  const watch = { signal: new AbortController().signal, progress: () => undefined };
  return engine.measure(
    { sides: [side], pairs: [], parameters: { n: 3 }, options: { ...QUICK, ...options } },
    watch,
  );
}

async function measureOne(name: string, bundle: HandBundle, options: Partial<MeasureOptions> = {}) {
  const outcome = await measure(workshop.side(name, bundle), options);
  assert.equal(outcome.failure, null);
  const [fork] = outcome.rounds[0]?.forks ?? [];
  assert.ok(fork);
  return fork;
}

async function failureOf(
  name: string,
  bundle: HandBundle,
  options: Partial<MeasureOptions> = {},
  nodeFlags: readonly string[] = [],
) {
  return (await measure(workshop.side(name, bundle, nodeFlags), options)).failure;
}
