import assert from "node:assert/strict";
import { test } from "node:test";
import { createBits, createRandom, shuffle } from "../../src/stats/random.js";
import { seeded } from "../../src/stats/seeded.js";

const GOLDEN_BITS = [2012149540, 1872316204, 1707632675, 1779833415, 2026416846, 1661539736];
const GOLDEN_TEXT_BITS = [3833717130, 3269126738, 1535680508];
const GOLDEN = {
  float32: [0.4684900641441345, 0.43593257665634155, 0.39758920669555664, 0.41439974308013916],
  float64: [0.4684900748426659, 0.39758921723365603, 0.47181193818790734],
  int32: [-135334099, -439850963, -121066804, 581577086],
  bounded: [0, -1, 0, 1, -2, 1],
  uint8: [119, 111, 101, 106, 120, 99],
  integers: [46, 39, 47, 63, 16, 66],
  single: [0.4684900748426659, -0.7299714599688595],
  shuffled: ["a", "e", "d", "b", "c"],
  picked: "c",
  text: "mkmrergojgij",
};

test("the generator is PractRand's sfc32 and never changes", () => {
  const bits = createBits(1);
  assert.deepEqual(Array.from({ length: 6 }, bits), GOLDEN_BITS);
  const text = createBits("matmul");
  assert.deepEqual(Array.from({ length: 3 }, text), GOLDEN_TEXT_BITS);
});

test("every helper gives for seed 1 what it always gave", () => {
  assert.deepEqual(Array.from(seeded(1).float32(4)), GOLDEN.float32);
  assert.deepEqual(Array.from(seeded(1).float64(3)), GOLDEN.float64);
  assert.deepEqual(Array.from(seeded(1).int32(4)), GOLDEN.int32);
  assert.deepEqual(Array.from(seeded(1).int32(6, -3, 4)), GOLDEN.bounded);
  assert.deepEqual(Array.from(seeded(1).uint8(6)), GOLDEN.uint8);
  assert.deepEqual(seeded(1).integers(6, 0, 100), GOLDEN.integers);
  assert.deepEqual([seeded(1).next(), seeded(1).normal()], GOLDEN.single);
  assert.deepEqual(seeded(1).shuffle(["a", "b", "c", "d", "e"]), GOLDEN.shuffled);
  assert.equal(seeded(1).pick(["a", "b", "c", "d", "e"]), GOLDEN.picked);
  assert.equal(seeded(1).text(12), GOLDEN.text);
});

test("seeds of every kind give streams of their own", () => {
  const seeds = [0, 1, 2, -1, 0.5, 2 ** 40, Number.NaN, "", "a", "b", "1"];
  assert.equal(new Set(seeds.map((seed) => createRandom(seed)())).size, seeds.length);
});

test("numbers lie in [0, 1), in single precision too", () => {
  const random = seeded(7);
  for (const values of [Array.from(random.float32(50_000)), Array.from(random.float64(50_000))]) {
    assert.ok(values.every((value) => value >= 0 && value < 1));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    assert.ok(Math.abs(mean - 0.5) < 0.01);
  }
  // The largest value that float32 can give is the float just below 1.
  assert.equal(Math.fround(0xff_ffff / 0x100_0000), 1 - 2 ** -24);
});

test("whole numbers reach both ends evenly, and the upper bound never", () => {
  const counts = [0, 0, 0, 0, 0];
  for (const value of seeded(3).int32(50_000, 0, 5)) counts[value] = (counts[value] ?? 0) + 1;
  assert.equal(counts.length, 5);
  assert.ok(counts.every((count) => Math.abs(count - 10_000) < 400));
});

test("normal numbers have mean 0 and deviation 1", () => {
  const random = seeded(11);
  const values = Array.from({ length: 20_000 }, () => random.normal());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  assert.ok(Math.abs(mean) < 0.03 && Math.abs(variance - 1) < 0.05);
});

test("a shuffle is a permutation of a copy, and every order is as likely", () => {
  const items = [1, 2, 3];
  const random = createRandom(5);
  const seen = new Map<string, number>();
  for (let trial = 0; trial < 6000; trial++) {
    const order = shuffle(items, random).join("");
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  assert.deepEqual(items, [1, 2, 3]);
  assert.equal(seen.size, 6);
  assert.ok([...seen.values()].every((count) => Math.abs(count - 1000) < 130));
});

test("a wrong count or range is told, with the value", () => {
  assert.throws(() => seeded(1).float32(-1), /random.float32 needs a count, a whole number from 0; got -1/);
  assert.throws(() => seeded(1).int32(1.5), /got 1.5/);
  assert.throws(() => seeded(1).integer(4, 4), /low < high, both whole; got 4 and 4/);
  assert.throws(() => seeded(1).pick([]), /at least one item/);
});

test("text is made of whole characters of its alphabet", () => {
  const text = seeded(2).text(50, "🚀ab");
  assert.equal(Array.from(text).length, 50);
  assert.match(text, /^[🚀ab]+$/u);
});
