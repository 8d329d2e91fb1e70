import assert from "node:assert/strict";
import { test } from "node:test";
import type { ForkRecord } from "../../src/model/measurement.js";
import { findFindings } from "../../src/stats/findings.js";
import { seeded } from "../../src/stats/seeded.js";
import { fork, roundsOf, roundsOfTimes } from "./fork-records.js";

const PAIR = { variant: "b", against: "a" };
const CALM = [100, 100.1, 99.9, 100, 100.2, 99.8].map((time) => time * 1e4);
const SECOND = 1e9;

function findIn(rounds: ReturnType<typeof roundsOf>) {
  return findFindings({ rounds, pairs: [PAIR], baseline: "a", parameters: {}, margin: 0.02 });
}

/** Six rounds of two equal sides, all forks with the given differences. */
function calm(changes: Partial<ForkRecord>) {
  const forks = (name: string) => CALM.map((time) => fork(name, time, changes));
  return findIn(roundsOf({ b: forks("b"), a: forks("a") }));
}

const interrupted = (share: number) => ({
  steadyTime: SECOND,
  cpu: share * SECOND,
  switches: { involuntary: 300, voluntary: 15 },
});

test("a loop that ran for under nine tenths of the time had a busy machine, told once for all sides", () => {
  assert.deepEqual(calm(interrupted(0.91)), []);
  assert.deepEqual(calm(interrupted(0.5)), [
    {
      code: "busy-machine",
      variant: "b",
      against: null,
      parameters: {},
      details: { cpuShare: 0.5, switches: 300 },
    },
  ]);
});

test("work that waits by itself is no busy machine, nor is what older records do not tell", () => {
  const waiting = { ...interrupted(0.2), switches: { involuntary: 3, voluntary: 900 } };
  assert.deepEqual(calm(waiting), []);
  const uncounted = { ...interrupted(0.2), switches: { involuntary: 0, voluntary: 0 } };
  assert.deepEqual(calm(uncounted), []);
  assert.deepEqual(calm({ ...interrupted(0.2), asynchronous: true }), []);
  assert.deepEqual(calm({ steadyTime: SECOND, cpu: 0.2 * SECOND }), []);
});

test("over 2 % stolen by the hypervisor is a busy machine, also for work that waits", () => {
  assert.deepEqual(calm({ steal: 0.02 }), []);
  assert.deepEqual(calm({ steal: 1 / 32, asynchronous: true })[0]?.details, { steal: 1 / 32 });
});

/** Times of rounds that rise by 1 % each. */
const RISING = Array.from({ length: 12 }, (_, index) => 1e6 * 1.01 ** index);
const STEADY = RISING.map((_, index) => 1e6 * (1 + 0.0005 * (index % 3)));
const falling = RISING.toReversed();

/** A trend this clear is noise to the A/A control as well, which is another finding. */
function trendsIn(times: Readonly<Record<string, readonly number[]>>) {
  return findIn(roundsOfTimes(times)).filter(({ code }) => code !== "noisy");
}

test("sides that slow down together are throttled, and not said to drift besides", () => {
  const found = trendsIn({ b: RISING, a: RISING.map((time) => time * 3) });
  assert.deepEqual(
    found.map(({ code, variant, against }) => [code, variant, against]),
    [["throttled", "b", "a"]],
  );
  assert.equal(Number(found[0]?.details.change).toFixed(3), (1.01 ** 11 - 1).toFixed(3));
});

test("one side alone that slows down drifts, as do sides that part or that get faster together", () => {
  const codes = (b: readonly number[], a: readonly number[]) => trendsIn({ b, a }).map(({ code }) => code);
  assert.deepEqual(codes(RISING, STEADY), ["drift"]);
  assert.deepEqual(codes(RISING, falling), ["drift", "drift"]);
  assert.deepEqual(codes(falling, falling), ["drift", "drift"]);
});

test("noise that sides share is rarely taken for throttling", () => {
  const random = seeded(9);
  let raised = 0;
  for (let trial = 0; trial < 400; trial++) {
    const neighbours = RISING.map(() => 1 + 0.03 * random.normal());
    const times = () => neighbours.map((factor) => 1e6 * factor * (1 + 0.01 * random.normal()));
    const found = findIn(roundsOfTimes({ b: times(), a: times() }));
    if (found.some(({ code }) => code === "throttled")) raised++;
  }
  assert.ok(raised <= 8, `${raised} of 400`);
});
