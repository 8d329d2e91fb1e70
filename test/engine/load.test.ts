/** Real forks under a load: both loops, failures, a local server, and teardowns. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createEngine } from "../../src/engine/index.js";
import type { Load } from "../../src/model/load.js";
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
const FOUR: Load = { kind: "closed", concurrency: 4, serve: false };
const OFTEN: Load = { kind: "open", rate: 1000, serve: false };
const LATER =
  "const later = (ms: number, value: number) => new Promise((resolve) => setTimeout(resolve, ms, value))";

test("four callers of a call of 2 ms are answered about four times as often as one", async () => {
  const fork = await measureOne("callers", { prepare: LATER, measured: "await later(2, n)" }, FOUR);
  const { latency } = fork;
  assert.ok(latency);
  assert.ok(latency.p50 >= 1.9e6 && latency.p50 <= latency.p95 && latency.p99 <= latency.max);
  // By Little's law the callers are the throughput times the latency; four at the most.
  const callers = (latency.throughput * latency.p50) / 1e9;
  assert.ok(callers > 2 && callers <= 4.5, `${callers} callers`);
  assert.equal(latency.failed, 0);
  assert.equal(latency.intended, undefined);
  assert.equal(fork.batch, 1);
  assert.equal(fork.sameResult, true);
  assert.ok(fork.control < 1e6, "an empty call has nothing to wait for");
});

test("an open loop counts what a stall holds up, and the event loop's delay shows it", async () => {
  const stall =
    "let calls = 0; async function work() { if (++calls % 200 === 0) { const end = performance.now() + 50; while (performance.now() < end); } return n }";
  const { latency } = await measureOne("stalling", { prepare: stall, measured: "await work()" }, OFTEN);
  assert.ok(latency);
  // One in 200 blocks for 50 ms, and about 50 more are due meanwhile: a fifth of all calls.
  assert.ok(latency.p95 > 10e6, `p95 ${latency.p95}`);
  assert.ok(latency.eventLoop.max > 40e6, `event loop ${latency.eventLoop.max}`);
  assert.equal(latency.intended, 1000);
});

test("failed calls are counted beside those that succeed", async () => {
  const prepare = `${LATER}; let calls = 0; async function work() { await later(1, n); if (++calls % 5 === 0) throw new Error("refused"); return n }`;
  const { latency } = await measureOne("failing", { prepare, measured: "await work()" }, FOUR);
  assert.ok(latency && latency.failed > 0 && latency.calls > latency.failed);
  assert.match(latency.error ?? "", /refused/);
});

test("where every call fails under the load, the fork threw", async () => {
  const prepare =
    'let calls = 0; async function work() { await null; if (++calls > 1) throw new Error("only once"); return n }';
  const outcome = await measure("only-once", { prepare, measured: "await work()" }, FOUR);
  assert.equal(outcome.failure?.kind, "threw");
  assert.match(outcome.failure?.message ?? "", /only once/);
});

const SERVER = `import http from "node:http";
const server = http.createServer((request, response) => response.end("hello " + request.url));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = "http://127.0.0.1:" + server.address().port;`;

test("a server that the setup opens is asked under a load, and the teardown closes it", async () => {
  const fork = await measureOne(
    "fetching",
    {
      setup: SERVER,
      prepare: 'const ask = async () => (await fetch(base + "/x")).text()',
      measured: "await ask()",
      teardown: "server.closeAllConnections(); server.close()",
    },
    FOUR,
  );
  assert.ok(fork.latency && fork.latency.calls > 20);
  assert.equal(fork.latency.failed, 0);
});

test("a fork ends although its server is left open", async () => {
  const outcome = await measure(
    "left-open",
    { setup: SERVER, prepare: "const ask = async () => (await fetch(base)).text()", measured: "await ask()" },
    FOUR,
  );
  assert.equal(outcome.failure, null);
});

test("a teardown runs after a measurement that failed, and one that hangs is ended", async () => {
  const file = `${workshop.folder}/torn-down`;
  const failing = await measure("fails-late", {
    setup: `import { writeFileSync } from "node:fs"; ${SERVER}`,
    measured: '(() => { throw new Error("broken") })()',
    teardown: `writeFileSync(${JSON.stringify(file)}, "closed"); server.close()`,
  });
  assert.match(failing.failure?.message ?? "", /broken/);
  const { readFileSync } = await import("node:fs");
  assert.equal(readFileSync(file, "utf8"), "closed");

  const hanging = await measure("hangs", {
    setup: SERVER,
    measured: "n",
    teardown: "await new Promise(() => undefined)",
  });
  assert.equal(hanging.failure?.kind, "timeout");
  assert.match(hanging.failure?.message ?? "", /teardown of hangs took longer than .* close/);
});

function measure(name: string, bundle: HandBundle, load?: Load) {
  const engine = createEngine({ scratch: `${workshop.folder}/scratch` });
  const side: Side = workshop.side(name, bundle);
  const request = {
    sides: [side],
    pairs: [],
    parameters: { n: 7 },
    options: QUICK,
    ...(load ? { load } : {}),
  };
  return engine
    .measure(request, { signal: new AbortController().signal, progress: () => undefined })
    .finally(() => engine.close());
}

async function measureOne(name: string, bundle: HandBundle, load: Load) {
  const { rounds, failure } = await measure(name, bundle, load);
  assert.equal(failure, null);
  const fork = rounds[0]?.forks[0];
  assert.ok(fork);
  return fork;
}
