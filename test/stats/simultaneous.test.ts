import assert from "node:assert/strict";
import { test } from "node:test";
import type { Round } from "../../src/model/measurement.js";
import { seeded } from "../../src/stats/seeded.js";
import { type Compared, fewestRounds, simultaneousIntervals } from "../../src/stats/simultaneous.js";
import { fork, roundsOfTimes } from "./fork-records.js";

const BASE = "naive";
const ORDINARY = fork(BASE, 1000);
const random = seeded(31);

/** Rounds of the baseline and a variant of this true speed-up; forks differ by 2 %, with neighbours that only add. */
function rounds(variant: string, speedup: number, count: number): Round[] {
  const noisy = (name: string, round: number, time: number) => {
    const p10 = time * Math.exp(-0.02 * Math.log(1 - random.next()));
    return { ...ORDINARY, variant: name, round, p10 };
  };
  return Array.from({ length: count }, (_, index) => ({
    index,
    forks: [noisy(BASE, index, 1000), noisy(variant, index, 1000 / speedup)],
  }));
}

function compared(variant: string, speedup: number, count: number): Compared {
  const taken = rounds(variant, speedup, count);
  return { variant, against: BASE, rounds: taken, verdict: "faster", margin: 0.02 };
}

for (const [variants, count] of [
  [2, 12],
  [5, 12],
  [10, 24],
] as const) {
  test(`all ${variants} intervals hold together in at least 94 of 100 studies of ${count} rounds`, () => {
    const studies = 400;
    let whole = 0;
    let plainWhole = 0;
    for (let study = 0; study < studies; study++) {
      const speedups = Array.from({ length: variants }, (_, index) => 1 + index / 4);
      const all = speedups.map((speedup, index) => compared(`v${index}`, speedup, count));
      const together = simultaneousIntervals(all);
      const covers = ({ low, high }: { low: number; high: number }, truth: number) =>
        low <= truth && truth <= high;
      if (speedups.every((truth, index) => covers(together[`v${index}`]!, truth))) whole++;
      // Each alone, as the plain column has them.
      const alone = all.map((one) => simultaneousIntervals([one])[one.variant]!);
      if (speedups.every((truth, index) => covers(alone[index]!, truth))) plainWhole++;
    }
    assert.ok(whole / studies >= 0.94, `${whole} of ${studies}`);
    assert.ok(plainWhole < whole, `the plain intervals did as well: ${plainWhole} of ${studies}`);
  });
}

test("the level is 1 − 0.05/m, and one variant has the plain interval", () => {
  const one = compared("fast", 2, 12);
  assert.equal(simultaneousIntervals([one]).fast?.level, 0.95);
  const both = simultaneousIntervals([one, compared("faster", 3, 12)]);
  assert.equal(both.fast?.level, 0.975);
  assert.ok((both.fast?.confidence ?? 0) >= 0.975);
  assert.ok(both.fast!.low <= simultaneousIntervals([one]).fast!.low);
});

test("too few rounds have no interval at that level, and it is said how many have", () => {
  const five = ["a", "b", "c", "d", "e"].map((name) => compared(name, 2, 6));
  assert.deepEqual(
    Object.values(simultaneousIntervals(five)).map(({ confidence, rounds, roundsNeeded }) => ({
      confidence,
      rounds,
      roundsNeeded,
    })),
    five.map(() => ({ confidence: 0, rounds: 6, roundsNeeded: 8 })),
  );
  assert.deepEqual([0.95, 0.975, 0.99, 0.995].map(fewestRounds), [6, 7, 8, 9]);
});

test("an interval that no longer bears the verdict asks for more rounds", () => {
  const ratios = [0.98, 0.99, ...new Array(8).fill(1.04), 1.3, 1.3];
  const wide: Compared = { ...compared("close", 1, 12), rounds: spread(ratios), verdict: "faster" };
  const clear = ["a", "b", "c", "d"].map((name) => compared(name, 2, 12));
  const { close } = simultaneousIntervals([wide, ...clear]);
  assert.ok(close!.confidence >= 0.99);
  assert.ok((close?.roundsNeeded ?? 0) > 12, `needs ${close?.roundsNeeded}`);
});

/** Rounds of exactly these ratios. */
function spread(ratios: readonly number[]): Round[] {
  return roundsOfTimes({ [BASE]: ratios.map((ratio) => 1000 * ratio), close: ratios.map(() => 1000) });
}
