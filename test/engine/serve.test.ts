/** `--serve` in real forks: handlers of every kind, what is verified of them, failures, and the loader's end. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { createEngine } from "../../src/engine/index.js";
import type { Load } from "../../src/model/load.js";
import type { Engine, MeasureOptions, Side } from "../../src/model/ports/engine.js";
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
const SERVED: Load = { kind: "closed", concurrency: 4, serve: true };
const watch = { signal: new AbortController().signal, progress: () => undefined };

const HELLO = { status: 200, headers: { "content-type": "text/plain" }, body: "hello /" };
const HANDLERS: Readonly<Record<string, string>> = {
  "fetch-like":
    '(request: Request) => new Response("hello " + new URL(request.url).pathname, { headers: { "content-type": "text/plain" } })',
  "fetch-async":
    'async (request: Request) => { await null; return new Response("hello " + new URL(request.url).pathname, { headers: { "content-type": "text/plain" } }) }',
  "node-like":
    '(req: any, res: any) => { res.setHeader("content-type", "text/plain"); res.end("hello " + req.url) }',
  "object-with-fetch":
    '({ greeting: "hello ", fetch(request: Request) { return new Response(this.greeting + new URL(request.url).pathname, { headers: { "content-type": "text/plain" } }) } })',
};

for (const [name, measured] of Object.entries(HANDLERS)) {
  test(`a ${name} handler's value is its response`, async () => {
    assert.deepEqual(await responseOf(side(name, { measured })), HELLO);
  });
}

test("a server is loaded from another process, and its event loop is the one that is watched", async () => {
  const blocking =
    "let calls = 0; const handle = (req: any, res: any) => { if (++calls % 100 === 0) { const end = performance.now() + 30; while (performance.now() < end); } res.end('x') }";
  const { rounds, failure } = await measure(side("blocking", { prepare: blocking, measured: "handle" }));
  assert.equal(failure, null);
  const latency = rounds[0]?.forks[0]?.latency;
  assert.ok(latency && latency.calls > 100, `${latency?.calls} calls`);
  assert.equal(latency.failed, 0);
  assert.ok(latency.eventLoop.max > 25e6, `event loop ${latency.eventLoop.max}`);
  assert.ok(latency.max > 25e6);
  assert.ok(latency.control.throughput > 0);
});

test("requests of the workload are asked in turn, and the first ones are verified", async () => {
  const setup =
    'export const requests = ["/a?x=1", { path: "/b", method: "put", body: { n: 2 } }, { url: "http://elsewhere/c" }]';
  const measured =
    'async (request: Request) => new Response([request.method, new URL(request.url).pathname, await request.text()].join(" "))';
  const value = (await responseOf(side("asked", { setup, measured }))) as { readonly body: string }[];
  assert.deepEqual(
    value.map(({ body }) => body),
    ["GET /a ", 'PUT /b {"n":2}', "GET /c "],
  );
});

test("what a handler throws is told as the variant's own error", async () => {
  const outcome = await measure(
    side("throwing", { measured: '(request: Request) => { throw new RangeError("no such page") }' }),
  );
  assert.equal(outcome.failure?.kind, "threw");
  assert.match(outcome.failure?.message ?? "", /throwing threw: RangeError: no such page/);
  assert.ok(outcome.failure?.error?.traceback.some((line) => line.includes("cell:throwing")));
});

test("what is no handler, no response or no request says what it should be", async () => {
  const cases: readonly (readonly [HandBundle, RegExp])[] = [
    [{ measured: "n + 1" }, /gives a request handler, .* it gave a number/],
    [
      { measured: "(request: Request) => 'text'" },
      /gives a Response, and gave a string; return new Response/,
    ],
    [{ setup: "export const requests = []", measured: "() => new Response('')" }, /requests is a list/],
    [{ setup: "export const requests = [7]", measured: "() => new Response('')" }, /requests\[0\] is/],
  ];
  for (const [index, [bundle, message]] of cases.entries()) {
    const { failure } = await measure(side(`misfit-${index}`, bundle));
    assert.match(failure?.message ?? "", message);
  }
});

test("requests that fail under the load are counted, and say with what", async () => {
  const prepare =
    "let calls = 0; const handle = (req: any, res: any) => { if (++calls % 10 === 0) res.statusCode = 503; res.end('busy') }";
  const { rounds, failure } = await measure(side("refusing", { prepare, measured: "handle" }));
  assert.equal(failure, null);
  const latency = rounds[0]?.forks[0]?.latency;
  assert.ok(latency && latency.failed > 0);
  assert.match(latency.error ?? "", /GET \/ was answered with 503: busy/);
});

const noGroups = process.platform === "linux" ? false : "reads /proc";

test("the loader ends with its fork, also where it is stopped in the midst", { skip: noGroups }, async () => {
  const file = `${workshop.folder}/fork-pid`;
  const stopping = new AbortController();
  const engine = createEngine({ scratch: `${workshop.folder}/scratch` });
  const setup = `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(file)}, String(process.pid))`;
  const measuring = engine.measure(
    request(
      side("stopped", { setup, measured: "(req: any, res: any) => { setTimeout(() => res.end(), 20) }" }),
    ),
    { signal: stopping.signal, progress: () => void setTimeout(1500).then(() => stopping.abort()) },
  );
  const outcome = await measuring.finally(() => engine.close());
  assert.equal(outcome.stopped, "interrupted");
  // The fork leads a group: nobody of it is left.
  const group = Number(readFileSync(file, "utf8"));
  for (let wait = 0; wait < 50 && running(group).length > 0; wait++) await setTimeout(100);
  assert.deepEqual(running(group), []);
});

/** States and names of a group's processes; a zombie, which only waits for its parent to take note, is none. */
function running(group: number): string[] {
  return readdirSync("/proc").flatMap((pid) => {
    const stat = /^\d+$/.test(pid) ? readStat(pid) : "";
    const [, name, state, pgrp] = /^\d+ \((.*)\) (\S) \d+ (\d+)/.exec(stat) ?? [];
    return Number(pgrp) === group && state !== "Z" ? [`${state} ${name}`] : [];
  });
}

function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // It ended in between.
    return "";
  }
}

function side(name: string, bundle: HandBundle): Side {
  return { ...workshop.side(name, bundle), serve: true };
}

function request(one: Side) {
  return { sides: [one], pairs: [], parameters: { n: 7 }, options: QUICK, load: SERVED };
}

function measure(one: Side) {
  return withEngine((engine) => engine.measure(request(one), watch));
}

async function responseOf(one: Side): Promise<unknown> {
  const outcome = await withEngine((engine) =>
    engine.evaluate({ side: one, parameters: { n: 7 }, timeout: 20e9 }, watch),
  );
  if (outcome.kind === "failed") assert.fail(outcome.failure.message);
  return outcome.value;
}

async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = createEngine({ scratch: `${workshop.folder}/scratch` });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}
