import assert from "node:assert/strict";
import { test } from "node:test";
import type { MeasureTask } from "../../src/engine/fork/tasks.js";
import { createEngine } from "../../src/engine/index.js";
import type { Progress } from "../../src/model/output.js";
import type { MeasureOptions, MeasureRequest, Side } from "../../src/model/ports/engine.js";
import { createFakeExecutor, type FakeVariant } from "../support/fake-executor.js";

const OPTIONS: MeasureOptions = {
  rounds: null,
  margin: 0.02,
  budget: 30e9,
  timeout: 60e9,
  quick: false,
  seed: 1,
};

test("a clear difference stops at six rounds, with pilots before them", async () => {
  const { outcome, log } = await measure({ ikj: "5 ms ± 1 %", naive: "50 ms ± 1 %" });
  assert.equal(outcome.stopped, "width");
  assert.equal(outcome.rounds.length, 6);
  assert.deepEqual(log.slice(0, 2), ["ikj measure", "naive measure"]);
  assert.equal(log.length, 14);
  assert.equal(outcome.ratios[0]?.verdict, "faster");
  assert.ok(Math.abs((outcome.ratios[0]?.speedup.estimate ?? 0) - 10) < 0.3);
});

test("a small difference under noise is looked at 12, 24 and 48 rounds", async () => {
  const looks: string[] = [];
  const { outcome } = await measure(
    { ikj: "1 ms ± 8 %", naive: "1 ms ± 8 %" },
    { options: { budget: 300e9 }, onProgress: ({ note }) => note && looks.push(note) },
  );
  assert.equal(outcome.rounds.length, 48);
  assert.equal(outcome.stopped, "looks");
  const rounds = new Set(looks.map((note) => /after (\d+) rounds/.exec(note)?.[1]));
  assert.deepEqual([...rounds], ["6", "12", "24", "48"]);
});

test("the budget ends it at a look", async () => {
  const { outcome } = await measure(
    { ikj: "1 ms ± 8 %", naive: "1 ms ± 8 %" },
    { options: { budget: 10e9 } },
  );
  assert.equal(outcome.stopped, "budget");
  assert.ok(outcome.rounds.length === 6 || outcome.rounds.length === 12);
  assert.ok(outcome.spent <= 11e9);
});

test("a small budget shortens forks before it gives fewer than six rounds", async () => {
  const variants = { ikj: "1 ms ± 1 %", naive: "2 ms ± 1 %" };
  const longest = async (budget: number) => {
    const { outcome, requests } = await measure(variants, { options: { budget } });
    assert.equal(outcome.rounds.length, 6);
    const task = requests.at(-1)?.task as MeasureTask;
    return task.plan;
  };
  const [small, large] = [await longest(4e9), await longest(30e9)];
  assert.deepEqual([small.steady, small.longest, large.longest], [300e6, 300e6, 700e6]);
  assert.deepEqual({ ...small, longest: 0 }, { ...large, longest: 0 });
});

test("a budget too small for six rounds is told before the first", async () => {
  const notes: (string | null)[] = [];
  await measure(
    { ikj: "10 s", naive: "10 s" },
    { options: { budget: 25e9 }, onProgress: ({ note, done }) => done === 2 && notes.push(note) },
  );
  assert.match(notes.at(-1) ?? "", /^6 rounds, for an interval, would need --budget 1\d\ds$/);
});

test("a call of ten seconds is measured for the budget, with two samples a fork", async () => {
  const { outcome } = await measure({ ikj: "10 s", naive: "10 s" }, { options: { budget: 25e9 } });
  assert.equal(outcome.stopped, "budget");
  assert.equal(outcome.rounds.length, 1);
  assert.equal(outcome.rounds[0]?.forks[0]?.samples.length, 3);
  assert.equal(outcome.ratios[0]?.verdict, "unresolved");
});

test("each round holds one fork of each side, in an order that varies", async () => {
  const { outcome } = await measure({ ikj: "5 ms", naive: "50 ms" }, { options: { rounds: 12 } });
  for (const { forks } of outcome.rounds) {
    assert.deepEqual(forks.map(({ variant }) => variant).sort(), ["ikj", "naive"]);
  }
  const first = outcome.rounds.map(({ forks }) => forks[0]?.variant);
  assert.equal(new Set(first).size, 2);
});

test("the same seed gives the same measurement", async () => {
  const run = () => measure({ ikj: "5 ms ± 2 %", naive: "6 ms ± 2 %" });
  assert.deepEqual((await run()).outcome, (await run()).outcome);
});

test("one batch size serves both sides where the cost allows", async () => {
  const { outcome } = await measure({ ikj: "1 µs", naive: "2 µs" }, { options: { rounds: 1 } });
  assert.deepEqual(
    outcome.rounds[0]?.forks.map(({ batch }) => batch),
    [1000, 1000],
  );
});

test("an interrupt keeps the forks done and says so", async () => {
  const abort = new AbortController();
  const { outcome } = await measure(
    { ikj: "5 ms ± 1 %", naive: "50 ms ± 1 %" },
    { abort, onProgress: ({ done }) => done === 7 && abort.abort() },
  );
  assert.equal(outcome.stopped, "interrupted");
  assert.equal(outcome.failure, null);
  const forks = outcome.rounds.flatMap((round) => round.forks);
  assert.ok(forks.length >= 4 && forks.length < 12, `${forks.length} forks`);
  assert.deepEqual(
    outcome.findings.map(({ code }) => code).filter((code) => code === "interrupted"),
    ["interrupted"],
  );
});

test("a variant that fails in its trial run leaves no rounds", async () => {
  const { outcome, log } = await measure({ ikj: { fails: "threw" }, naive: "50 ms" });
  assert.deepEqual(log, ["ikj measure"]);
  assert.deepEqual(outcome.rounds, []);
  assert.equal(outcome.failure?.kind, "threw");
  assert.deepEqual(outcome.times, {});
});

test("a variant that fails later keeps the rounds before", async () => {
  const { outcome } = await measure({ ikj: { time: "5 ms", fails: "threw", failsFrom: 3 }, naive: "50 ms" });
  assert.equal(outcome.failure?.variant, "ikj");
  assert.ok(outcome.rounds.length >= 2);
  assert.equal(outcome.ratios[0]?.speedup.rounds, 2);
});

test("a lone baseline has its time after six rounds, and nothing to compare", async () => {
  const fake = createFakeExecutor({ naive: "55 ms ± 1 %" });
  const outcome = await engineOn(fake).measure(
    { sides: [side("naive")], pairs: [], parameters: { n: 256 }, options: OPTIONS },
    quiet(),
  );
  assert.equal(outcome.rounds.length, 6);
  assert.deepEqual(outcome.ratios, []);
  assert.ok(Math.abs((outcome.times.naive?.estimate ?? 0) / 55e6 - 1) < 0.02);
});

test("progress names the step, counts forks, and knows the time left before the first round", async () => {
  const seen: Progress[] = [];
  await measure({ ikj: "5 ms", naive: "50 ms" }, { onProgress: (progress) => seen.push(progress) });
  assert.equal(seen[0]?.step, "ikj against naive, n=256: trial run of ikj");
  assert.equal(seen[0]?.timeLeft, null);
  const start = seen.find(({ done, timeLeft }) => done === 2 && timeLeft !== null);
  assert.equal(start?.step, "ikj against naive, n=256");
  assert.equal(start?.total, 14);
  // 6 × (0.05 + 0.3 + 0.7 s) and 6 × (0.05 + 0.5 + 0.7 s), nearly.
  assert.ok(Math.abs((start?.timeLeft ?? 0) / 13.8e9 - 1) < 0.2, `${start?.timeLeft}`);
  assert.deepEqual([seen.at(-1)?.done, seen.at(-1)?.total], [14, 14]);
  for (const { done, total } of seen) assert.ok(done <= total);
});

test("collections on one side make the mean the estimator of both times, as of their ratio", async () => {
  const { outcome } = await measure(
    { ikj: "5 ms", naive: { time: "50 ms", garbage: 0.05 } },
    { options: { rounds: 6 } },
  );
  assert.deepEqual([outcome.times.ikj?.estimator, outcome.times.naive?.estimator], ["mean", "mean"]);
});

test("forks are told their layout of memory, and records keep the offset", async () => {
  const { outcome, requests } = await measure({ ikj: "5 ms", naive: "50 ms" }, { options: { rounds: 2 } });
  const offsets = requests.map(({ offset }) => offset);
  assert.deepEqual(offsets.slice(0, 2), [0, 0]);
  assert.deepEqual(
    outcome.rounds.flatMap(({ forks }) => forks.map(({ offset }) => offset)),
    offsets.slice(2),
  );
});

test("two measurements at once take turns", async () => {
  const fake = createFakeExecutor({ a: "5 ms", b: "5 ms" });
  const engine = engineOn(fake);
  const lone = (name: string): MeasureRequest => ({
    sides: [side(name)],
    pairs: [],
    parameters: {},
    options: { ...OPTIONS, rounds: 2 },
  });
  const both = await Promise.all([engine.measure(lone("a"), quiet()), engine.measure(lone("b"), quiet())]);
  assert.deepEqual(
    both.map(({ rounds }) => rounds.length),
    [2, 2],
  );
});

test("closing the engine ends what runs", async () => {
  const engine = engineOn(createFakeExecutor({ naive: "5 ms" }));
  const running = engine.measure(
    { sides: [side("naive")], pairs: [], parameters: {}, options: OPTIONS },
    quiet(),
  );
  await engine.close();
  assert.equal((await running).stopped, "interrupted");
});

interface Case {
  readonly options?: Partial<MeasureOptions>;
  readonly abort?: AbortController;
  readonly onProgress?: (progress: Progress) => unknown;
}

async function measure(variants: Readonly<Record<"ikj" | "naive", FakeVariant>>, given: Case = {}) {
  const fake = createFakeExecutor(variants);
  const outcome = await engineOn(fake).measure(
    {
      sides: [side("ikj"), side("naive")],
      pairs: [{ variant: "ikj", against: "naive" }],
      parameters: { n: 256 },
      options: { ...OPTIONS, ...given.options },
    },
    {
      signal: (given.abort ?? new AbortController()).signal,
      progress: (progress) => void given.onProgress?.(progress),
    },
  );
  return { outcome, log: fake.log, requests: fake.requests };
}

function engineOn(fake: ReturnType<typeof createFakeExecutor>) {
  return createEngine({ scratch: "unused", executor: fake, now: fake.now });
}

function side(name: string): Side {
  return { name, bundle: `/bundles/${name}.mjs`, nodeFlags: [], env: {} };
}

function quiet() {
  return { signal: new AbortController().signal, progress: () => undefined };
}
