import assert from "node:assert/strict";
import { test } from "node:test";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatInterval,
  formatPercent,
  formatRate,
  formatRatio,
} from "../../src/model/units.js";

function table(format: (value: number) => string, cases: readonly (readonly [number, string])[]) {
  for (const [value, text] of cases) assert.equal(format(value), text);
}

test("durations have three significant digits and the unit that fits", () => {
  table(formatDuration, [
    [0, "0 ns"],
    [0.31, "0.31 ns"],
    [0.0012, "0.0012 ns"],
    [0.999, "0.999 ns"],
    [1, "1.00 ns"],
    [12.34, "12.3 ns"],
    [1500, "1.50 µs"],
    [55_312_000, "55.3 ms"],
    [999_600_000, "1.00 s"],
    [92.14e9, "92.1 s"],
    [155e9, "2 min 35 s"],
    [3_900e9, "1 h 05 min"],
    [-1500, "-1.50 µs"],
    [Number.NaN, "–"],
    [Number.POSITIVE_INFINITY, "∞"],
  ]);
});

test("ratios keep three significant digits from tiny to huge", () => {
  table(formatRatio, [
    [3.42, "3.42×"],
    [10, "10.0×"],
    [123.4, "123×"],
    [1234, "1,234×"],
    [0.0842, "0.0842×"],
    [0, "0×"],
    [Number.NaN, "–"],
    [Number.POSITIVE_INFINITY, "∞×"],
  ]);
});

test("rates carry SI prefixes before their unit", () => {
  assert.equal(formatRate(2.412e9, "FLOPS"), "2.41 GFLOPS");
  assert.equal(formatRate(4.3e9, "B/s"), "4.30 GB/s");
  assert.equal(formatRate(1.2e6, "items/s"), "1.20 M items/s");
  assert.equal(formatRate(12, "items/s"), "12.0 items/s");
  assert.equal(formatRate(0, "FLOPS"), "0 FLOPS");
  assert.equal(formatRate(Number.NaN, "FLOPS"), "–");
});

test("bytes are binary and drop zeros that say nothing", () => {
  table(formatBytes, [
    [0, "0 B"],
    [512, "512 B"],
    [1023, "1,023 B"],
    [1024, "1 KiB"],
    [1_572_864, "1.5 MiB"],
    [-2048, "-2 KiB"],
  ]);
});

test("shares, counts and intervals read as prose", () => {
  assert.equal(formatPercent(0.123), "12.3 %");
  assert.equal(formatPercent(0.02), "2 %");
  assert.equal(formatPercent(1), "100 %");
  assert.equal(formatCount(65_536), "65,536");
  assert.equal(formatInterval(52.1e6, 55.3e6, formatDuration), "52.1 to 55.3 ms");
  assert.equal(formatInterval(3.31, 3.55, formatRatio), "3.31 to 3.55×");
  assert.equal(formatInterval(900e3, 1.2e6, formatDuration), "900 µs to 1.20 ms");
  assert.equal(formatInterval(55e6, 55e6, formatDuration), "55.0 ms");
});
