import assert from "node:assert/strict";
import { test } from "node:test";
import { median, quantile } from "../../src/stats/quantile.js";
import { seeded } from "../../src/stats/seeded.js";
import { deepestRank, signInterval } from "../../src/stats/sign-interval.js";
import { signedRankInterval } from "../../src/stats/signed-rank-interval.js";
import { estimateOf, summarize } from "../../src/stats/summary.js";

test("quantiles interpolate between order statistics (type 7, as R's default)", () => {
  // R: quantile(c(4, 1, 3, 2), c(0, .1, .5, .9, 1))
  assert.deepEqual(
    [0, 0.1, 0.5, 0.9, 1].map((share) => Number(quantile([4, 1, 3, 2], share).toFixed(10))),
    [1, 1.3, 2.5, 3.7, 4],
  );
  assert.equal(quantile([7], 0.1), 7);
  assert.ok(Number.isNaN(median([])));
});

test("a summary holds p10, median, mean and minimum, and leaves the samples in order", () => {
  const samples = [30, 10, 20, 40, 100];
  assert.deepEqual(summarize(samples), { p10: 14, median: 30, mean: 40, min: 10 });
  assert.deepEqual(samples, [30, 10, 20, 40, 100]);
  assert.equal(estimateOf({ p10: 1, mean: 2 }, "mean"), 2);
});

test("the sign interval's ranks and coverages are the binomial's", () => {
  // 1 − 2 P(Binomial(n, 1/2) < k): n = 6 gives 62/64, n = 12 gives 1 − 2·79/4096.
  assert.deepEqual(deepestRank(6, 0.95), { rank: 1, confidence: 1 - 2 / 64 });
  assert.deepEqual(deepestRank(5, 0.95), { rank: 0, confidence: 0 });
  const { rank, confidence } = deepestRank(12, 0.95);
  assert.equal(rank, 3);
  assert.ok(Math.abs(confidence - (1 - (2 * 79) / 4096)) < 1e-12);
  // Tables (Conover, A3): n = 24 → 7, n = 48 → 17.
  assert.equal(deepestRank(24, 0.95).rank, 7);
  assert.equal(deepestRank(48, 0.95).rank, 17);
  assert.ok(deepestRank(5000, 0.95).confidence >= 0.95);
});

test("six values give their extremes, seven still do, twelve the third from either end", () => {
  assert.deepEqual(signInterval([3, 1, 2, 6, 5, 4]), { estimate: 3.5, low: 1, high: 6, confidence: 0.96875 });
  assert.deepEqual(signInterval([1, 2, 3, 4, 5, 6, 7]).low, 1);
  const twelve = signInterval(Array.from({ length: 12 }, (_, index) => index + 1));
  assert.deepEqual([twelve.low, twelve.high], [3, 10]);
});

test("fewer than six values have no 95 % interval: the confidence is 0 and the extremes stand in", () => {
  assert.deepEqual(signInterval([3, 1, 2]), { estimate: 2, low: 1, high: 3, confidence: 0 });
  assert.equal(signInterval([]).confidence, 0);
});

test("a simultaneous level widens the interval or finds too few values", () => {
  const values = Array.from({ length: 12 }, (_, index) => index);
  assert.equal(signInterval(values, 1 - 0.05 / 5).low, 1);
  assert.equal(signInterval(values.slice(0, 6), 1 - 0.05 / 5).confidence, 0);
});

const random = seeded(20);
const POPULATIONS: Readonly<Record<string, { readonly median: number; readonly draw: () => number }>> = {
  normal: { median: 0, draw: () => random.normal() },
  "skewed (exponential)": { median: Math.LN2, draw: () => -Math.log(1 - random.next()) },
  bimodal: { median: 0, draw: () => (random.next() < 0.5 ? -1 : 1) * (1 + 0.1 * Math.abs(random.normal())) },
};

for (const [name, { median: truth, draw }] of Object.entries(POPULATIONS)) {
  test(`the sign interval covers the median of ${name} values in at least 94 of 100 trials`, () => {
    for (const count of [6, 12, 24, 48]) {
      const trials = 2000;
      let covered = 0;
      for (let trial = 0; trial < trials; trial++) {
        const { low, high } = signInterval(Array.from({ length: count }, draw));
        if (low <= truth && truth <= high) covered++;
      }
      assert.ok(covered / trials >= 0.94, `${count} values: ${covered} of ${trials}`);
    }
  });
}

test("the signed-rank interval has Wilcoxon's ranks and covers a symmetric centre", () => {
  // Six values: all Walsh averages, 1 − 2/64. Ten: from the 9th of 55 (Hollander and Wolfe, A4).
  assert.deepEqual(signedRankInterval([1, 2, 3, 4, 5, 6]), {
    estimate: 3.5,
    low: 1,
    high: 6,
    confidence: 0.96875,
  });
  const ten = signedRankInterval([1, 2, 4, 8, 16, 32, 64, 128, 256, 512]);
  assert.ok(Math.abs(ten.confidence - 0.951171875) < 1e-9);
  assert.equal(signedRankInterval([1, 2, 3]).confidence, 0);
  for (const count of [6, 12, 24, 60]) {
    let covered = 0;
    for (let trial = 0; trial < 500; trial++) {
      const { low, high } = signedRankInterval(Array.from({ length: count }, () => random.normal()));
      if (low <= 0 && high >= 0) covered++;
    }
    assert.ok(covered >= 0.93 * 500, `${count} values: ${covered} of 500`);
  }
});
