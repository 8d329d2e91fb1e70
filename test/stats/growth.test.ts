import assert from "node:assert/strict";
import { test } from "node:test";
import { fitGrowth, growthAt, type SizedForks } from "../../src/stats/growth.js";
import { seeded } from "../../src/stats/seeded.js";

const random = seeded(31);
const FOUR = [64, 128, 256, 512];
const EIGHT = [64, 96, 128, 192, 256, 384, 512, 768];

/** Relative errors of a fork, as logarithms. */
const NOISES = {
  "normal, 2 %": () => 0.02 * random.normal(),
  "skewed, neighbours only add, 2 %": () => -0.02 * Math.log(1 - random.next()),
} as const;

interface Experiment {
  readonly sizes: readonly number[];
  readonly time: (size: number) => number;
  readonly noise?: () => number;
  readonly forks?: number;
  /** By how much each size strays from the law, whatever its forks do. */
  readonly stray?: number;
}

function measured({
  sizes,
  time,
  noise = NOISES["normal, 2 %"],
  forks = 6,
  stray = 0,
}: Experiment): SizedForks[] {
  return sizes.map((size) => {
    const offset = stray * random.normal();
    return {
      size,
      estimates: Array.from({ length: forks }, () => time(size) * Math.exp(noise() + offset)),
    };
  });
}

function covers(experiment: Omit<Experiment, "time">, count = 300): number {
  const exponents = [0.5, 1, 1.5, 2, 2.97];
  const covered = Array.from({ length: count }, (_, index) => {
    const truth = exponents[index % exponents.length] as number;
    const found = fitGrowth(measured({ ...experiment, time: (n) => 3 * n ** truth }), index)?.exponent;
    assert.ok(found);
    return found.low <= truth && truth <= found.high;
  });
  return covered.filter(Boolean).length / count;
}

function share(count: number, holds: (index: number) => boolean): number {
  return Array.from({ length: count }, (_, index) => holds(index)).filter(Boolean).length / count;
}

for (const [name, noise] of Object.entries(NOISES)) {
  test(`the interval of the exponent covers the truth in at least 94 % of 300 sweeps (forks: ${name})`, () => {
    for (const sizes of [FOUR.slice(0, 3), FOUR, EIGHT])
      for (const forks of [6, 12]) {
        const coverage = covers({ sizes, forks, noise });
        assert.ok(coverage >= 0.94, `${sizes.length} sizes, ${forks} forks: ${coverage}`);
      }
  });

  test(`no knee is found in at least 95 % of unbroken power laws (forks: ${name})`, () => {
    const none = share(
      200,
      (index) => fitGrowth(measured({ sizes: EIGHT, time: (n) => n ** 2, noise }), index)?.knee === null,
    );
    assert.ok(none >= 0.95, String(none));
  });
}

test("where sizes stray from the law by more than their forks do, the interval is wider and still covers", () => {
  for (const sizes of [FOUR, EIGHT]) {
    const coverage = covers({ sizes, stray: 0.05, noise: () => 0.001 * random.normal() });
    assert.ok(coverage >= 0.93, `${sizes.length} sizes: ${coverage}`);
  }
  const one = fitGrowth(
    measured({ sizes: EIGHT, stray: 0.05, time: (n) => n ** 2, noise: () => 0.001 * random.normal() }),
  );
  assert.equal(one?.strays, true);
});

test("no knee is found in at least 95 % of unbroken laws whose sizes stray by 5 %", () => {
  const none = share(
    200,
    (index) => fitGrowth(measured({ sizes: EIGHT, stray: 0.05, time: (n) => n ** 2 }), index)?.knee === null,
  );
  assert.ok(none >= 0.95, String(none));
});

test("a true knee is found, at its size or the one beside it, with both exponents", () => {
  const time = (n: number) => n ** 2 * Math.max(1, n / 256) ** 0.8;
  const found = Array.from(
    { length: 60 },
    (_, index) => fitGrowth(measured({ sizes: EIGHT, time }), index)?.knee,
  );
  const near = found.filter((knee) => knee && [192, 256, 384].includes(knee.at));
  assert.ok(near.length >= 57, String(near.length));
  const exact = found.filter((knee) => knee?.at === 256);
  const covered = exact.filter((knee) => knee && knee.above.low <= 2.8 && 2.8 <= knee.above.high);
  assert.ok(covered.length >= 0.94 * exact.length, `${covered.length} of ${exact.length}`);
});

test("four sizes are too few for a knee, and five find one in the middle", () => {
  const time = (n: number) => n * Math.max(1, n / 256) ** 1.5;
  assert.equal(fitGrowth(measured({ sizes: FOUR, time }))?.knee, null);
  assert.equal(fitGrowth(measured({ sizes: [...FOUR, 1024], time }))?.knee?.at, 256);
});

test("n log n is said of it where forks are quiet, and of no power law", () => {
  const quiet = () => 0.003 * random.normal();
  const logLinear = (n: number) => 20 * n * Math.log(n);
  const said = share(
    100,
    (index) =>
      fitGrowth(measured({ sizes: EIGHT, time: logLinear, noise: quiet }), index)?.model === "n-log-n",
  );
  assert.ok(said >= 0.6, String(said));
  for (const exponent of [1, 1.5, 2, 3]) {
    const time = (n: number) => n ** exponent;
    const wrong = share(
      60,
      (index) => fitGrowth(measured({ sizes: EIGHT, time, noise: quiet }), index)?.model === "n-log-n",
    );
    assert.ok(wrong <= 0.05, `n^${exponent}: ${wrong}`);
  }
});

test("n log n has no knee, over a wide sweep too", () => {
  const sizes = [100, 1e3, 1e4, 1e5, 1e6];
  const found = fitGrowth(
    measured({ sizes, time: (n) => 5 * n * Math.log(n), noise: () => 0.001 * random.normal() }),
  );
  assert.equal(found?.knee, null);
  assert.equal(found?.model, "n-log-n");
});

test("the law gives back the times it was fitted to", () => {
  const exact = (time: (n: number) => number) =>
    EIGHT.map((size) => ({ size, estimates: [time(size), time(size)] }));
  for (const time of [
    (n: number) => 2 * n ** 3,
    (n: number) => 7 * n * Math.log(n),
    (n: number) => n * Math.max(1, n / 256) ** 2,
  ]) {
    const law = fitGrowth(exact(time));
    assert.ok(law);
    for (const size of EIGHT) assert.ok(Math.abs(growthAt(law, size) / time(size) - 1) < 1e-6);
  }
});

test("there is no law of fewer than three sizes; what has no time is left out", () => {
  const law = (sizes: readonly number[]) =>
    fitGrowth(sizes.map((size) => ({ size, estimates: [size, size] })));
  assert.equal(law([64, 128]), null);
  assert.equal(law([64, 64, 128]), null);
  assert.equal(law([0, 64, 128]), null);
  assert.equal(law([-1, 0, 128, 256]), null);
  assert.equal(law([64, 128, 256])?.sizes, 3);
  const gaps = fitGrowth([
    { size: 64, estimates: [64, 65] },
    { size: 128, estimates: [] },
    { size: 256, estimates: [0, Number.NaN] },
    { size: 512, estimates: [512] },
    { size: 1024, estimates: [1024, 1030] },
  ]);
  assert.equal(gaps?.sizes, 3);
  assert.equal(gaps?.to, 1024);
});
