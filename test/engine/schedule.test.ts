import assert from "node:assert/strict";
import { test } from "node:test";
import { batchSizes, decide, layout, roundOrder, roundsAhead } from "../../src/engine/schedule.js";
import type { Verdict } from "../../src/model/comparison.js";
import type { MeasureOptions, Ratio } from "../../src/model/ports/engine.js";

const OPTIONS: MeasureOptions = {
  rounds: null,
  margin: 0.02,
  budget: 30e9,
  timeout: 60e9,
  quick: false,
  seed: 1,
};

test("sides share one batch size where no sample gets longer than 5 ms by it", () => {
  const sizes = batchSizes([
    { batch: 1000, time: 1000 },
    { batch: 400, time: 2500 },
  ]);
  assert.deepEqual(sizes, [1000, 1000]);
});

test("a side whose samples would get too long keeps its own batch size", () => {
  const sizes = batchSizes([
    { batch: 100_000, time: 10 },
    { batch: 1, time: 55e6 },
  ]);
  assert.deepEqual(sizes, [100_000, 1]);
});

test("the order within rounds is seeded, and every order occurs", () => {
  const orders = Array.from({ length: 24 }, (_, round) => roundOrder(2, 7, round).join(""));
  assert.deepEqual(
    orders,
    Array.from({ length: 24 }, (_, round) => roundOrder(2, 7, round).join("")),
  );
  assert.deepEqual([...new Set(orders)].sort(), ["01", "10"]);
});

test("each fork has a layout of memory of its own, by the seed", () => {
  const layouts = Array.from({ length: 40 }, (_, index) => layout(7, index >> 1, index & 1));
  assert.deepEqual(layout(7, 0, 1), layouts[1]);
  assert.notDeepEqual(layout(8, 0, 1), layouts[1]);
  for (const what of ["padding", "offset"] as const) {
    const bytes = layouts.map((one) => one[what]);
    assert.ok(new Set(bytes).size > 30 && Math.min(...bytes) < 800 && Math.max(...bytes) > 3200);
    assert.ok(bytes.every((one) => one >= 0 && one < 4096));
  }
  assert.ok(layouts.every(({ offset }) => offset % 16 === 0));
});

test("a measurement goes on between looks, whatever the ratio", () => {
  for (const rounds of [1, 5, 7, 11, 13, 23]) {
    assert.deepEqual(after({ rounds, roundTime: 0.1e9, low: 1.999, high: 2.001 }), { kind: "go on" });
  }
});

test("it stops at a look whose interval is at most half the margin to either side", () => {
  const near = { rounds: 6, low: 0.993, high: 1.007, verdict: "indistinguishable" } as const;
  assert.deepEqual(after(near), { kind: "stop", reason: "width" });
  assert.deepEqual(after({ rounds: 6, low: 0.98, high: 1.02 }), { kind: "go on" });
});

test("it goes on where only the reference's noise keeps a narrow interval from being indistinguishable", () => {
  const withheld = { low: 0.993, high: 1.007, verdict: "unresolved" } as const;
  assert.deepEqual(after({ ...withheld, rounds: 12 }), { kind: "go on" });
  assert.deepEqual(after({ ...withheld, rounds: 24, roundTime: 1e9 }), { kind: "stop", reason: "budget" });
  // Across the margin it is narrow enough, and its verdict is not the noise's.
  assert.deepEqual(after({ ...withheld, rounds: 12, low: 1.013, high: 1.027 }), {
    kind: "stop",
    reason: "width",
  });
});

test("it stops at a look whose half-width is at most a tenth of the effect", () => {
  assert.deepEqual(after({ rounds: 6, low: 2.9, high: 3.1 }), { kind: "stop", reason: "width" });
});

test("it stops where the next look does not fit the budget", () => {
  const wide = { low: 0.9, high: 1.1 };
  assert.deepEqual(after({ rounds: 6, roundTime: 2.4e9, ...wide }), { kind: "go on" });
  assert.deepEqual(after({ rounds: 6, roundTime: 2.6e9, ...wide }), { kind: "stop", reason: "budget" });
});

test("six rounds are run over the budget, unless they would take four of it", () => {
  const round = { low: 0.9, high: 1.1, rounds: 3 };
  assert.deepEqual(after({ ...round, roundTime: 19e9 }), { kind: "go on" });
  assert.deepEqual(after({ ...round, roundTime: 21e9 }), { kind: "stop", reason: "budget" });
});

test("48 rounds are the last look", () => {
  assert.deepEqual(after({ rounds: 48, roundTime: 0.1e9, low: 0.9, high: 1.1 }), {
    kind: "stop",
    reason: "looks",
  });
});

test("a fixed number of rounds asks neither width nor budget", () => {
  const options = { ...OPTIONS, rounds: 10 };
  const given = { spent: 500e9, roundTime: 50e9, options, ratio: ratio(1, 1) };
  assert.deepEqual(decide({ ...given, rounds: 9 }), { kind: "go on" });
  assert.deepEqual(decide({ ...given, rounds: 10 }), { kind: "stop", reason: "rounds" });
});

test("quick is three rounds", () => {
  const given = { spent: 1e9, roundTime: 0.3e9, options: { ...OPTIONS, quick: true }, ratio: null };
  assert.deepEqual(decide({ ...given, rounds: 2 }), { kind: "go on" });
  assert.deepEqual(decide({ ...given, rounds: 3 }), { kind: "stop", reason: "rounds" });
});

test("a lone baseline ends at the first look", () => {
  const given = { spent: 5e9, roundTime: 0.8e9, options: OPTIONS, ratio: null };
  assert.deepEqual(decide({ ...given, rounds: 6 }), { kind: "stop", reason: "looks" });
});

test("the progress bar reaches to the next look, or as far as the budget does", () => {
  const ahead = (rounds: number, roundTime: number) => roundsAhead({ rounds, roundTime, options: OPTIONS });
  assert.deepEqual([ahead(0, 1e9), ahead(5, 1e9), ahead(6, 1e9), ahead(12, 1e9)], [6, 6, 12, 24]);
  assert.equal(ahead(0, 25e9), 2);
});

interface State {
  readonly rounds: number;
  readonly roundTime?: number;
  readonly low: number;
  readonly high: number;
  readonly verdict?: Verdict;
}

function after({ rounds, roundTime = 1e9, low, high, verdict }: State) {
  const spent = rounds * roundTime;
  return decide({ rounds, spent, roundTime, options: OPTIONS, ratio: ratio(low, high, verdict) });
}

function ratio(low: number, high: number, verdict: Verdict = "unresolved"): Ratio {
  const estimate = Math.sqrt(low * high);
  return {
    variant: "ikj",
    against: "naive",
    speedup: { estimate, low, high, confidence: 0.96, rounds: 6 },
    bootstrap: null,
    verdict,
    margin: 0.02,
    roundsNeeded: null,
  };
}
