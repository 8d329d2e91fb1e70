/** How often verdicts are right, with looks at 6, 12, 24 and 48 rounds, on simulated forks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verdict } from "../../src/model/comparison.js";
import { failsControl, neighbourInterval } from "../../src/stats/control.js";
import { narrowEnough, nextLook } from "../../src/stats/looks.js";
import { seeded } from "../../src/stats/seeded.js";
import { type Interval, signInterval } from "../../src/stats/sign-interval.js";
import { judge } from "../../src/stats/verdict.js";

const MARGIN = 0.02;
const TRIALS = 1000;
const random = seeded(12);

type Noise = () => number;

/** Relative noise of a fork. */
const NOISES: Readonly<Record<string, Noise>> = {
  "normal, 2 %": () => 0.02 * random.normal(),
  "neighbours only add, 2 %": () => -0.02 * Math.log(1 - random.next()),
  "two levels of luck, 5 % apart": () => (random.next() < 0.5 ? 0 : 0.05) + 0.002 * random.normal(),
};

for (const [name, noise] of Object.entries(NOISES)) {
  test(`equal variants are called faster or slower in fewer than 5 of 100 comparisons (${name})`, () => {
    const wrong = share(noise, 1, (verdict) => verdict === "faster" || verdict === "slower");
    assert.ok(wrong < 0.05, `${wrong}`);
  });
}

test("equal variants whose forks vary by 2 % are found indistinguishable in at least 80 of 100", () => {
  for (const name of ["normal, 2 %", "neighbours only add, 2 %"]) {
    const found = share(NOISES[name] as Noise, 1, (verdict) => verdict === "indistinguishable");
    assert.ok(found >= 0.8, `${name}: ${found}`);
  }
});

test("a variant 10 % faster is found faster, and never slower or equal", () => {
  assert.ok(share(NOISES["normal, 2 %"] as Noise, 1.1, (verdict) => verdict === "faster") > 0.95);
  assert.equal(
    share(
      NOISES["normal, 2 %"] as Noise,
      1.1,
      (verdict) => verdict === "slower" || verdict === "indistinguishable",
    ),
    0,
  );
});

test("a difference at the margin itself is claimed as equal or as a difference in fewer than 5 of 100 each", () => {
  for (const claim of ["faster", "indistinguishable"]) {
    const wrong = share(NOISES["normal, 2 %"] as Noise, 1 + MARGIN, (verdict) => verdict === claim);
    assert.ok(wrong < 0.05, `${claim}: ${wrong}`);
  }
});

function share(noise: Noise, speedup: number, counts: (verdict: Verdict) => boolean): number {
  let hits = 0;
  for (let trial = 0; trial < TRIALS; trial++) if (counts(measure(noise, Math.log(speedup)))) hits++;
  return hits / TRIALS;
}

/** One comparison on the level of log times, with the looks and the control that `compareRounds` has. */
function measure(noise: Noise, effect: number): Verdict {
  const reference: number[] = [];
  const ratios: number[] = [];
  for (;;) {
    const look = nextLook(ratios.length);
    if (look === null) break;
    while (ratios.length < look) {
      reference.push(noise());
      ratios.push((reference.at(-1) as number) + effect - noise());
    }
    if (narrowEnough(asSpeedup(signInterval(ratios), look), MARGIN)) break;
  }
  const interval = signInterval(ratios);
  const noisy = failsControl(neighbourInterval(reference), MARGIN);
  return judge({ interval, rounds: ratios.length, margin: MARGIN, unstable: false, noisy });
}

function asSpeedup({ estimate, low, high, confidence }: Interval, rounds: number) {
  return { estimate: Math.exp(estimate), low: Math.exp(low), high: Math.exp(high), confidence, rounds };
}
