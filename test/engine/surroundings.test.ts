/** What real forks record of the machine around them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createEngine } from "../../src/engine/index.js";
import { type HandBundle, openWorkshop } from "./bundles.js";

const workshop = openWorkshop();

test("a busy loop records its context switches, processor time, steal and offset", async () => {
  const fork = await measureOne("busy", { measured: "Math.hypot(n, 1)" });
  assert.equal(fork.asynchronous, false);
  assert.ok((fork.switches?.involuntary ?? -1) >= 0 && (fork.switches?.voluntary ?? -1) >= 0);
  assert.ok(fork.cpu > 0 && fork.steadyTime > 0);
  assert.ok(fork.offset !== undefined && fork.offset < 4096);
  if (process.platform === "linux")
    assert.ok(fork.steal === undefined || (fork.steal >= 0 && fork.steal <= 1));
});

test("work that waits by itself gives the processor up more often than it is taken away", async () => {
  const fork = await measureOne("waiting", {
    prepare: "const cell = new Int32Array(new SharedArrayBuffer(4))",
    measured: "Atomics.wait(cell, 0, 0, 2)",
  });
  assert.ok(fork.switches && fork.switches.voluntary > fork.switches.involuntary);
  assert.ok(fork.cpu < fork.steadyTime);
});

async function measureOne(name: string, bundle: HandBundle) {
  const engine = createEngine({ scratch: workshop.folder });
  const options = { rounds: 1, margin: 0.02, budget: 30e9, timeout: 20e9, quick: true, seed: 1 };
  const watch = { signal: new AbortController().signal, progress: () => undefined };
  const sides = [workshop.side(name, bundle)];
  const outcome = await engine.measure({ sides, pairs: [], parameters: { n: 3 }, options }, watch);
  assert.equal(outcome.failure, null);
  const [fork] = outcome.rounds[0]?.forks ?? [];
  assert.ok(fork);
  return fork;
}
