import assert from "node:assert/strict";
import { test } from "node:test";
import type { ForkLatency, Load } from "../../src/model/load.js";
import { callsNeeded, compareLatencies, summarizeLatency } from "../../src/stats/latency.js";
import {
  histogramOf,
  histogramQuantile,
  mergeHistograms,
  RELATIVE_ERROR,
} from "../../src/stats/latency-histogram.js";
import { seeded } from "../../src/stats/seeded.js";
import { fork } from "./fork-records.js";

const LOAD: Load = { kind: "open", rate: 2000, serve: false };
const QUIET = { p50: 1e3, p99: 2e3, max: 3e3 };

const latency = (changes: Partial<ForkLatency>): ForkLatency => ({
  calls: 4000,
  p50: 1e6,
  p95: 2e6,
  p99: 4e6,
  max: 9e6,
  throughput: 2000,
  failed: 0,
  control: { ...QUIET, throughput: 2000 },
  eventLoop: QUIET,
  histogram: histogramOf([1e6, 2e6]),
  ...changes,
});

test("any quantile of a histogram is within 2.5 % of the true one, from nanoseconds to minutes", () => {
  const random = seeded(11);
  const values = Float64Array.from(random.float64(20_000), (uniform) => 10 ** (1 + 9.5 * uniform)).sort();
  const histogram = histogramOf(values);
  for (const share of [0.001, 0.1, 0.5, 0.95, 0.99, 0.999, 1]) {
    const truth = values[Math.ceil(share * values.length) - 1] as number;
    const error = Math.abs(histogramQuantile(histogram, share) / truth - 1);
    assert.ok(error <= RELATIVE_ERROR + 1e-5, `${share}: off by ${error}`);
  }
});

test("a histogram of histograms is that of all values", () => {
  const parts = [[5, 5, 900], [6e9], [1e3, 5]];
  assert.deepEqual(mergeHistograms(parts.map(histogramOf)), histogramOf(parts.flat()));
  assert.ok(Number.isNaN(histogramQuantile([], 0.5)));
});

test("a percentile asks for ten calls beyond it", () => {
  assert.deepEqual([0.5, 0.95, 0.99].map(callsNeeded), [20, 200, 1000]);
});

test("percentiles are medians over forks with the sign interval of six, failures are summed", () => {
  const forks = [1, 2, 3, 4, 5, 6].map((scale) =>
    fork("a", 1e6, { latency: latency({ p50: scale * 1e6, p99: scale * 4e6, max: scale * 9e6, failed: 1 }) }),
  );
  const summary = summarizeLatency(forks, LOAD);
  assert.deepEqual(summary?.p50, { estimate: 3.5e6, low: 1e6, high: 6e6 });
  assert.deepEqual(summary?.p99, { estimate: 14e6, low: 4e6, high: 24e6 });
  assert.deepEqual([summary?.max, summary?.failed, summary?.calls], [54e6, 6, 4000]);
  assert.equal(summarizeLatency([fork("a", 1e6)], LOAD), null);
});

test("percentiles that forks have too few calls for are left out, not guessed", () => {
  const few = (calls: number) => summarizeLatency([fork("a", 1e6, { latency: latency({ calls }) })], LOAD);
  assert.deepEqual([few(999)?.p99, few(999)?.p95 !== null], [null, true]);
  assert.deepEqual([few(199)?.p95, few(199)?.p50 !== null], [null, true]);
});

test("a ratio of latencies is of forks in the same round: what slows a round slows both sides", () => {
  const slow = [1, 3, 1.2, 9, 1, 2];
  const pairs = slow.map((factor, round) => ({
    round,
    variant: fork("b", 1e6, { latency: latency({ p99: 2e6 * factor }) }),
    against: fork("a", 1e6, { latency: latency({ p99: 4e6 * factor }) }),
  }));
  const { p99 } = compareLatencies(pairs);
  const rounded = [p99?.estimate, p99?.low, p99?.high].map((value) => Number(value?.toFixed(6)));
  assert.deepEqual(rounded, [2, 2, 2]);
  assert.equal(compareLatencies(pairs.slice(0, 3)).p99?.confidence, 0);
});
