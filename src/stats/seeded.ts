/**
 * `seeded(seed)`: the deterministic helper of `%%setup` cells. It is bundled into forks, so it imports nothing but
 * the generator. What it returns for a seed is fixed for ever by a golden test.
 */
import { createBits, shuffle } from "./random.js";

export interface Seeded {
  /** One number in [0, 1), 53 random bits. */
  next(): number;
  /** `count` numbers in [0, 1), 24 random bits each: exact in single precision, never rounded up to 1. */
  float32(count: number): Float32Array;
  /** `count` numbers in [0, 1), 53 random bits each. */
  float64(count: number): Float64Array;
  /** `count` whole numbers, `low` included, `high` not; without bounds, the whole 32-bit range. */
  int32(count: number, low?: number, high?: number): Int32Array;
  /** `count` bytes. */
  uint8(count: number): Uint8Array;
  /** `count` whole numbers as a plain array, `low` included, `high` not. */
  integers(count: number, low: number, high: number): number[];
  /** One whole number, `low` included, `high` not. */
  integer(low: number, high: number): number;
  /** Normally distributed, mean 0, standard deviation 1. */
  normal(): number;
  /** A shuffled copy. */
  shuffle<T>(items: ArrayLike<T>): T[];
  /** One of the items. */
  pick<T>(items: ArrayLike<T>): T;
  /** A string of `length` characters drawn from an alphabet; without one, small letters and spaces. */
  text(length: number, alphabet?: string): string;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz ";

export function seeded(seed: number | string): Seeded {
  const bits = createBits(seed);
  const next = () => ((bits() >>> 5) * 0x400_0000 + (bits() >>> 6)) / 0x20_0000_0000_0000;
  const integer = (low: number, high: number) => low + Math.floor(next() * span(low, high));
  const pick = <T>(items: ArrayLike<T>): T => {
    if (items.length === 0) throw new RangeError("random.pick needs at least one item; got none");
    return items[integer(0, items.length)] as T;
  };
  return {
    next,
    integer,
    pick,
    float32: (count) => fill(new Float32Array(size(count, "float32")), () => (bits() >>> 8) / 0x100_0000),
    float64: (count) => fill(new Float64Array(size(count, "float64")), next),
    int32: (count, low = -0x8000_0000, high = 0x8000_0000) =>
      fill(new Int32Array(size(count, "int32")), () => integer(low, high)),
    uint8: (count) => fill(new Uint8Array(size(count, "uint8")), () => bits() >>> 24),
    integers: (count, low, high) => Array.from({ length: size(count, "integers") }, () => integer(low, high)),
    normal: () => polar(next),
    shuffle: (items) => shuffle(Array.from(items), next),
    text: (length, alphabet = LETTERS) => {
      // By code points, so that an alphabet of emoji stays whole.
      const letters = Array.from(alphabet);
      return Array.from({ length: size(length, "text") }, () => pick(letters)).join("");
    },
  };
}

function fill<T extends { [index: number]: number; readonly length: number }>(
  array: T,
  draw: () => number,
): T {
  for (let index = 0; index < array.length; index++) array[index] = draw();
  return array;
}

/** Marsaglia's polar method (Marsaglia and Bray 1964); its second number is thrown away, so that draws stay independent of history. */
function polar(next: () => number): number {
  for (;;) {
    const x = 2 * next() - 1;
    const y = 2 * next() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

function size(count: number, method: string): number {
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new RangeError(`random.${method} needs a count, a whole number from 0; got ${String(count)}`);
}

function span(low: number, high: number): number {
  if (Number.isSafeInteger(low) && Number.isSafeInteger(high) && low < high) return high - low;
  throw new RangeError(
    `whole random numbers need low < high, both whole; got ${String(low)} and ${String(high)}`,
  );
}
