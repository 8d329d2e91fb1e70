import assert from "node:assert/strict";
import { test } from "node:test";
import type { Round } from "../../src/model/measurement.js";
import { controlInterval, isNoisy } from "../../src/stats/control.js";
import { compareRounds, roundRatios } from "../../src/stats/ratio.js";
import { seeded } from "../../src/stats/seeded.js";
import { estimateTime } from "../../src/stats/time-estimate.js";
import { fork, roundsOf, roundsOfTimes } from "./fork-records.js";

const MARGIN = 0.02;

function compare(rounds: readonly Round[]) {
  return compareRounds({ rounds, variant: "b", against: "a", margin: MARGIN, seed: 1 });
}

test("a ratio is time against over time of the variant, from the same round", () => {
  const rounds = roundsOf({ a: [fork("a", 200), fork("a", 400)], b: [fork("b", 100), fork("b", 100)] });
  assert.deepEqual(
    roundRatios(rounds, "b", "a", "p10").map((log) => Math.round(Math.exp(log) * 1e9) / 1e9),
    [2, 4],
  );
});

test("a round that was cut short has no ratio", () => {
  const rounds = roundsOf({ a: [fork("a", 200), fork("a", 200)], b: [fork("b", 100)] });
  assert.equal(roundRatios(rounds, "b", "a", "p10").length, 1);
});

test("six rounds at three times the speed are faster, with the exact coverage of their interval", () => {
  const ratio = compare(
    roundsOfTimes({ a: [300, 303, 306, 309, 312, 315], b: [100, 100, 100, 100, 100, 100] }),
  );
  assert.equal(ratio.verdict, "faster");
  assert.equal(ratio.speedup.rounds, 6);
  assert.equal(ratio.speedup.confidence, 0.96875);
  assert.equal(ratio.speedup.low.toFixed(3), "3.000");
  assert.equal(ratio.speedup.high.toFixed(3), "3.150");
  assert.equal(ratio.speedup.estimate.toFixed(3), "3.075");
  assert.equal(ratio.roundsNeeded, null);
});

test("the other way round gives the inverse and slower", () => {
  const rounds = roundsOfTimes({ a: [100, 101, 102, 103, 104, 105], b: [300, 300, 300, 300, 300, 300] });
  const ratio = compare(rounds);
  const inverse = compareRounds({ rounds, variant: "a", against: "b", margin: MARGIN, seed: 1 });
  assert.equal(ratio.verdict, "slower");
  assert.ok(Math.abs(ratio.speedup.low * inverse.speedup.high - 1) < 1e-12);
  assert.ok(Math.abs(ratio.speedup.estimate * inverse.speedup.estimate - 1) < 1e-12);
});

test("fewer than six rounds are unresolved, whatever they say, and six are asked for", () => {
  const ratio = compare(roundsOfTimes({ a: [300, 300, 300], b: [100, 100, 100] }));
  assert.equal(ratio.verdict, "unresolved");
  assert.equal(ratio.speedup.confidence, 0);
  assert.equal(ratio.roundsNeeded, 6);
});

test("an interval across the margin is unresolved and says how many rounds would resolve it", () => {
  const ratio = compare(
    roundsOfTimes({ a: [100, 101, 105, 109, 110, 111], b: [100, 100, 100, 100, 100, 100] }),
  );
  assert.equal(ratio.verdict, "unresolved");
  // Half-width 5.2 %, 4.8 % beyond the margin: 6 · (5.2 / 4.8)² rounds.
  assert.equal(ratio.roundsNeeded, 8);
});

test("a side whose forks often find no steady state makes the comparison unstable", () => {
  const unsteady = (count: number) =>
    Array.from({ length: 8 }, (_, index) =>
      fork("b", 100, index < count ? { steady: "no-steady-state" } : {}),
    );
  const a = Array.from({ length: 8 }, () => fork("a", 300));
  assert.equal(compare(roundsOf({ a, b: unsteady(2) })).verdict, "faster");
  assert.equal(compare(roundsOf({ a, b: unsteady(3) })).verdict, "unstable");
});

test("equal times are indistinguishable", () => {
  const times = [100, 100.2, 100.1, 99.9, 100, 99.8];
  assert.equal(compare(roundsOfTimes({ a: times, b: [...times].reverse() })).verdict, "indistinguishable");
});

test("where the reference differs from itself, equality is withheld", () => {
  const drifting = Array.from({ length: 12 }, (_, index) => (index % 2 ? 104 : 100));
  const rounds = roundsOfTimes({ a: drifting, b: drifting });
  assert.ok(isNoisy(rounds, "a", "p10", MARGIN));
  assert.ok(controlInterval(rounds, "a", "p10").low > 0);
  assert.equal(compare(rounds).verdict, "unresolved");
  assert.equal(compare(rounds).speedup.estimate, 1);
});

test("collections on one side make the mean the estimator of both", () => {
  const samples = Array.from({ length: 100 }, (_, index) => (index % 10 === 0 ? 300 : 100));
  const collecting = { samples, gc: { time: 1200, count: 10 }, steadyTime: 12_000 };
  const rounds = roundsOf({
    a: Array.from({ length: 6 }, () => fork("a", 240, { samples: Array.from({ length: 100 }, () => 240) })),
    b: Array.from({ length: 6 }, () => fork("b", 100, collecting)),
  });
  assert.equal(compare(rounds).speedup.estimate.toFixed(2), "2.00");
  const b = rounds.flatMap((round) => round.forks.filter((one) => one.variant === "b"));
  assert.equal(estimateTime(b).estimator, "mean");
  assert.equal(estimateTime(b).estimate, 120);
  assert.equal(estimateTime(b, "p10").estimate, 100);
});

test("the bootstrap is seeded, and agrees with the sign interval where forks are alike", () => {
  const random = seeded(3);
  const times = (time: number) => Array.from({ length: 24 }, () => time * (1 + 0.01 * random.normal()));
  const rounds = roundsOfTimes({ a: times(300), b: times(100) });
  const [one, again] = [compare(rounds), compare(rounds)];
  assert.deepEqual(one.bootstrap, again.bootstrap);
  assert.ok(one.bootstrap && Math.abs(one.bootstrap.low / one.speedup.low - 1) < 0.01);
  assert.ok(one.bootstrap && Math.abs(one.bootstrap.high / one.speedup.high - 1) < 0.01);
});

test("a time estimate is the median over forks with their sign interval", () => {
  const forks = [5, 1, 3, 2, 6, 4].map((time) => fork("a", time, { samples: [time, time, time] }));
  assert.deepEqual(estimateTime(forks), {
    estimate: 3.5,
    low: 1,
    high: 6,
    estimator: "p10",
    median: 3.5,
    mean: 3.5,
    min: 3.5,
    unit: "ns",
  });
  assert.ok(Number.isNaN(estimateTime([]).estimate));
});
