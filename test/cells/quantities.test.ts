import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Dimension,
  parseDuration,
  parseQuantity,
  parseTarget,
  readQuantity,
  showQuantity,
} from "../../src/cells/quantities.js";

const QUANTITIES: readonly (readonly [text: string, dimension: Dimension, value: number])[] = [
  ["50 ms", "duration", 50e6],
  ["30s", "duration", 30e9],
  ["200us", "duration", 200e3],
  ["3 µs", "duration", 3e3],
  ["3 μs", "duration", 3e3],
  [".5 s", "duration", 0.5e9],
  ["1e3 ns", "duration", 1e3],
  ["2 min", "duration", 120e9],
  ["1.5 hours", "duration", 5400e9],
  ["0", "duration", 0],
  ["1.5 MiB", "bytes", 1.5 * 1024 ** 2],
  ["10 kB", "bytes", 1e4],
  ["3 bytes", "bytes", 3],
  ["8 Mb", "bytes", 1e6],
  ["86 GFLOPS", "flops", 86e9],
  ["86 GFLOP/s", "flops", 86e9],
  ["86 Gflop/s", "flops", 86e9],
  ["2.5 TFLOPS", "flops", 2.5e12],
  ["4.3 GB/s", "bandwidth", 4.3e9],
  ["2 GiB/s", "bandwidth", 2 * 1024 ** 3],
  ["1 MB/ms", "bandwidth", 1e9],
  ["1000/s", "throughput", 1e3],
  ["1000 items/s", "throughput", 1e3],
  ["5 ops/ms", "throughput", 5e3],
  ["2 MHz", "throughput", 2e6],
  ["3x", "ratio", 3],
  ["2.5 ×", "ratio", 2.5],
  ["10", "ratio", 10],
  ["2%", "percent", 0.02],
  ["2.3 %", "percent", 0.023],
  ["0.02", "percent", 0.02],
  ["1_000", "number", 1000],
];

for (const [text, dimension, value] of QUANTITIES) {
  test(`${text} is a ${dimension}`, () => assert.equal(parseQuantity(text, dimension), value));
}

const REFUSED: readonly (readonly [text: string, dimension: Dimension, problem: string])[] = [
  ["50 GFLOPS", "duration", "wants a duration such as 50 ms, got 50 GFLOPS"],
  ["50", "duration", "wants a duration such as 50 ms, got 50, which has no unit: write 50ms"],
  ["5 m", "duration", "wants a duration such as 50 ms, got 5 m, which are metres: minutes are min"],
  ["5 mss", "duration", "wants a duration such as 50 ms, got 5 mss, where mss is no unit; did you mean ms?"],
  ["-5 ms", "duration", "wants a duration such as 50 ms, got -5 ms"],
  ["1e999 s", "duration", "wants a duration such as 50 ms, got 1e999 s"],
  ["1,5 ms", "duration", "wants a duration such as 50 ms, got 1,5 ms"],
  ["ms", "duration", "wants a duration such as 50 ms, got ms"],
  ["", "duration", "wants a duration such as 50 ms, got nothing"],
  ["3 ms^2", "duration", "wants a duration such as 50 ms, got 3 ms^2"],
  ["50 ms; 3", "duration", "wants a duration such as 50 ms, got 50 ms; 3"],
  [
    "10 KB",
    "bytes",
    "wants an amount of bytes such as 1.5 MiB, got 10 KB, where KB is no unit; did you mean kB?",
  ],
  ["4 GB", "bandwidth", "wants a bandwidth such as 4.3 GB/s, got 4 GB"],
  ["4 GB/s", "flops", "wants a rate of flops such as 86 GFLOPS, got 4 GB/s"],
  ["4 GFLOP", "flops", "wants a rate of flops such as 86 GFLOPS, got 4 GFLOP"],
  ["3 items/s", "flops", "wants a rate of flops such as 86 GFLOPS, got 3 items/s"],
  ["3 GFLOPS", "throughput", "wants a throughput such as 1000 items/s, got 3 GFLOPS"],
  ["3%", "ratio", "wants a ratio such as 3x, got 3%"],
  ["3x", "percent", "wants a share such as 2%, got 3x"],
  ["NaN", "number", "wants a number such as 3, got NaN"],
  ["日本", "number", "wants a number such as 3, got 日本"],
];

for (const [text, dimension, problem] of REFUSED) {
  test(`${JSON.stringify(text)} is no ${dimension}`, () => {
    assert.deepEqual(readQuantity(text, dimension), { kind: "problem", problem });
  });
}

test("a duration's error starts with its subject", () => {
  assert.throws(() => parseDuration("5 GB", "--budget"), {
    name: "UsageError",
    message: "--budget wants a duration such as 50 ms, got 5 GB",
  });
});

test("defaults are shown as they would be written", () => {
  assert.equal(showQuantity(30e9, "duration"), "30s");
  assert.equal(showQuantity(1.5e6, "duration"), "1.5ms");
  assert.equal(showQuantity(200e3, "duration"), "200us");
  assert.equal(showQuantity(7, "duration"), "7ns");
  assert.equal(showQuantity(0.023, "percent"), "2.3%");
  assert.equal(showQuantity(3, "ratio"), "3x");
});

const TARGETS: readonly (readonly [expression: string, quantity: string, relation: string, bound: number])[] =
  [
    ["time <= 50 ms", "time", "<=", 50e6],
    ["time<=50ms", "time", "<=", 50e6],
    ["speedup >= 10", "speedup", ">=", 10],
    ["speedup >= 10x", "speedup", ">=", 10],
    ["flops >= 86 GFLOPS", "flops", ">=", 86e9],
    ["bandwidth >= 4.3 GB/s", "bandwidth", ">=", 4.3e9],
    ["throughput >= 1e6 /s", "throughput", ">=", 1e6],
    ["p99 ≤ 3 µs", "p99", "<=", 3e3],
    ["allocated <= 0", "allocated", "<=", 0],
    ["memory <= 1.5 GiB", "memory", "<=", 1.5 * 1024 ** 3],
  ];

for (const [expression, quantity, relation, bound] of TARGETS) {
  test(`target: ${expression}`, () => {
    assert.deepEqual(parseTarget(` ${expression} `), { expression, quantity, relation, bound });
  });
}

const NO_TARGETS: readonly (readonly [text: string, message: string])[] = [
  ["time <= 50 GFLOPS", "time wants a duration such as 50 ms, got 50 GFLOPS"],
  ["speedup >= 3 ms", "speedup wants a ratio such as 3x, got 3 ms"],
  ["time <=", "time wants a duration such as 50 ms, got nothing"],
  ["tiem <= 5 ms", "A target cannot speak of tiem; did you mean time?"],
  [
    "latency <= 5 ms",
    "A target cannot speak of latency; it speaks of time, speedup, flops, bandwidth, throughput, p99, allocated, memory",
  ],
  ["time < 3 s", 'A target uses <= or >=, got < in "time < 3 s"'],
  ["time == 3 s", 'A target uses <= or >=, got == in "time == 3 s"'],
  ["fast", 'A target compares a quantity with a bound, such as "time <= 50 ms"; got "fast"'],
  ["", 'A target compares a quantity with a bound, such as "time <= 50 ms"; got ""'],
  [
    "toString <= 5 ms",
    "A target cannot speak of toString; it speaks of time, speedup, flops, bandwidth, throughput, p99, allocated, memory",
  ],
];

for (const [text, message] of NO_TARGETS) {
  test(`no target: ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseTarget(text), { name: "UsageError", message });
  });
}
