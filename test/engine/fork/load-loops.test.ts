/** Load generators in virtual time: what each loop sees of a stall, of failures, and of too much load. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { poissonArrivals } from "../../../src/engine/fork/arrivals.js";
import { closedLoop } from "../../../src/engine/fork/closed-loop.js";
import { openLoop } from "../../../src/engine/fork/open-loop.js";
import { type Call, figuresOf, windowsOf } from "../../../src/engine/fork/pressed.js";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.js";

const MS = 1e6;
const SECOND = { time: 1000, fewest: 1, longest: 1000 };

/** Calls of 1 ms each; the one that finds the clock beyond `at` blocks the process for `stall` ms, once. */
function stalling(clock: VirtualClock, { at, stall }: { at: number; stall: number }): Call {
  let stalled = false;
  return async () => {
    if (!stalled && clock.now() >= at) {
      stalled = true;
      clock.block(stall);
    }
    await clock.pause(1);
  };
}

function open(clock: VirtualClock, call: Call, rate = 1000) {
  const arrivals = poissonArrivals(rate, "seed");
  return clock.run(openLoop({ call, rate, arrivals, stretch: SECOND, patience: 1000, clock }));
}

function closed(clock: VirtualClock, call: Call, concurrency = 1) {
  return clock.run(closedLoop({ call, concurrency, stretch: SECOND, clock }));
}

test("a stall of 100 ms shows in the p99 of an open loop, and a closed loop hides it", async () => {
  const clock = createVirtualClock();
  const hidden = figuresOf(await closed(clock, stalling(clock, { at: 500, stall: 100 })));
  const other = createVirtualClock();
  const seen = figuresOf(await open(other, stalling(other, { at: 500, stall: 100 })));
  // One of about 900 calls was slow where the caller waited for it; about 100 more were due meanwhile.
  assert.ok(hidden.p99 < 1.1 * MS, `closed loop: p99 ${hidden.p99 / MS} ms`);
  assert.ok(seen.p99 > 80 * MS, `open loop: p99 ${seen.p99 / MS} ms`);
  assert.ok(seen.p95 > 30 * MS, `open loop: p95 ${seen.p95 / MS} ms`);
  assert.ok(hidden.max >= 100 * MS && seen.max >= 100 * MS);
});

test("callers of a closed loop are never idle and never more than asked", async () => {
  const clock = createVirtualClock();
  let now = 0;
  let most = 0;
  const pressed = await closed(
    clock,
    async () => {
      most = Math.max(most, ++now);
      await clock.pause(10);
      now--;
    },
    8,
  );
  assert.equal(most, 8);
  assert.equal(pressed.latencies.length, 800);
  assert.equal(figuresOf(pressed).throughput, 800);
  // Elapsed over completed is what the windows have as their mean.
  const windows = windowsOf(pressed);
  const mean = windows.reduce((sum, one) => sum + one, 0) / windows.length;
  assert.ok(Math.abs(mean - 1.25 * MS) < 0.01 * MS, `${mean}`);
});

test("a closed loop of slow calls goes on until every caller has been answered twice", async () => {
  const clock = createVirtualClock();
  const pressed = await closed(clock, () => clock.pause(3000), 4);
  assert.ok(pressed.latencies.length >= 8);
  // Those that were called a third time end after the stretch, and count as no throughput.
  assert.ok(Math.abs(figuresOf(pressed).throughput - 8 / 6) < 1e-9);
});

test("an open loop starts calls at its arrivals, whatever became of those before", async () => {
  const clock = createVirtualClock();
  const starts: number[] = [];
  const pressed = await open(clock, async () => {
    starts.push(clock.now());
    await clock.pause(50);
  });
  const arrivals = poissonArrivals(1000, "seed");
  for (const start of starts) assert.ok(Math.abs(start - arrivals()) < 1e-9);
  assert.ok(pressed.latencies.every((latency) => Math.abs(latency - 50) < 1e-9));
  assert.equal(pressed.open?.overloaded, false);
  assert.equal(pressed.open?.unanswered.length, 0);
});

test("Poisson arrivals have the rate asked for, the spread of chance, and are the same for a seed", () => {
  const next = poissonArrivals(2000, "one");
  const times = Array.from({ length: 20_000 }, next);
  const gaps = times.map((time, index) => time - (times[index - 1] ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
  assert.ok(Math.abs(mean / 0.5 - 1) < 0.03, `mean gap ${mean} ms`);
  assert.ok(Math.abs(deviation / mean - 1) < 0.05, "of an exponential distribution, both are equal");
  assert.deepEqual(Array.from({ length: 5 }, poissonArrivals(2000, "one")), times.slice(0, 5));
  assert.notEqual(poissonArrivals(2000, "other")(), times[0]);
});

test("work that takes longer than calls come in is overloaded, and its waiting ends", async () => {
  const clock = createVirtualClock();
  // A processor of its own time: 2 ms for each call, while one comes every millisecond.
  const pressed = await open(clock, async () => clock.block(2));
  const figures = figuresOf(pressed);
  assert.equal(figures.overloaded, true);
  assert.ok(figures.throughput < 600, `${figures.throughput}/s of 1000/s`);
  assert.equal(figures.intended, 1000);
  assert.ok(clock.now() <= 2100, `stopped after ${clock.now()} ms`);
});

test("calls that are never answered count with the time they waited", async () => {
  const clock = createVirtualClock();
  let count = 0;
  const pressed = await open(clock, () => (++count % 2 === 0 ? clock.pause(1) : clock.pause(1e9)));
  const figures = figuresOf(pressed);
  assert.ok((figures.unanswered ?? 0) > 400);
  assert.ok(figures.p95 > 1000 * MS, "a lower bound: patience alone is a second");
  assert.equal(figures.overloaded, true);
});

test("failed calls are counted, have no latency, and do not end the loop", async () => {
  for (const loop of [open, closed]) {
    const clock = createVirtualClock();
    let count = 0;
    const pressed = await loop(clock, async () => {
      await clock.pause(1);
      if (++count % 4 === 0) throw new Error(`call ${count}`);
    });
    const figures = figuresOf(pressed);
    assert.equal(figures.failed, Math.floor(count / 4));
    assert.equal(figures.calls, count - figures.failed);
    assert.equal(figures.error, "Error: call 4");
  }
});

test("a closed loop in which every call fails at once comes to an end", async () => {
  const clock = createVirtualClock();
  const pressed = await closed(clock, async () => {
    await clock.pause(1);
    throw new Error("no");
  });
  assert.equal(pressed.latencies.length, 0);
  assert.ok(pressed.failed >= 999);
});
