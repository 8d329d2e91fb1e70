/** How often intervals cover the truth and verdicts are right, on simulated forks with the real schedule. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS } from "../../src/stats/looks.js";
import { signInterval } from "../../src/stats/sign-interval.js";
import { MACHINES, MARGIN, type Machine, runSession, type Stopped, stopAsScheduled } from "./simulation.js";

const TRIALS = 1000;
const machines: readonly (readonly [string, Machine])[] = Object.entries(MACHINES);

for (const [name, machine] of machines) {
  test(`the interval covers the true ratio in at least 94 of 100 sessions at every look (${name})`, () => {
    const trials = 2 * TRIALS;
    const truth = 1.1;
    const covered = new Map(LOOKS.map((look) => [look, 0]));
    for (let trial = 0; trial < trials; trial++) {
      const { ratios } = runSession(machine, truth);
      for (const look of LOOKS) {
        const { low, high } = signInterval(ratios.slice(0, look));
        const inside = low <= Math.log(truth) && Math.log(truth) <= high;
        covered.set(look, (covered.get(look) ?? 0) + (inside ? 1 : 0));
      }
    }
    for (const [look, count] of covered)
      assert.ok(count / trials >= 0.94, `${look} rounds: ${count} of ${trials}`);
  });

  test(`equal variants are rarely called different, and covered where the schedule stops (${name})`, () => {
    const stops = compareOften(machine, 1);
    const wrong = share(stops, ({ verdict }) => verdict === "faster" || verdict === "slower");
    assert.ok(wrong < 0.05, `faster or slower: ${wrong}`);
    const covered = share(stops, ({ interval }) => interval.low <= 0 && interval.high >= 0);
    assert.ok(covered >= 0.94, `covered: ${covered}`);
    if (!name.endsWith("2 %")) return;
    const found = share(stops, ({ verdict }) => verdict === "indistinguishable");
    assert.ok(found >= 0.8, `indistinguishable where forks vary by 2 %: ${found}`);
  });
}

const NORMAL = MACHINES["normal, 2 %"];

test("a variant 10 % faster is found faster, and never slower or equal", () => {
  const stops = compareOften(NORMAL, 1.1);
  assert.ok(share(stops, ({ verdict }) => verdict === "faster") > 0.95);
  assert.equal(
    share(stops, ({ verdict }) => verdict === "slower" || verdict === "indistinguishable"),
    0,
  );
});

test("a difference at the margin itself is claimed as equal or as a difference in fewer than 5 of 100 each", () => {
  const stops = compareOften(NORMAL, 1 + MARGIN);
  for (const claim of ["faster", "indistinguishable"]) {
    const wrong = share(stops, ({ verdict }) => verdict === claim);
    assert.ok(wrong < 0.05, `${claim}: ${wrong}`);
  }
});

function compareOften(machine: Machine, speedup: number): readonly Stopped[] {
  return Array.from({ length: TRIALS }, () => stopAsScheduled(runSession(machine, speedup)));
}

function share(stops: readonly Stopped[], counts: (stopped: Stopped) => boolean): number {
  return stops.filter(counts).length / stops.length;
}
