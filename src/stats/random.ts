/**
 * Seeded random numbers: sfc32, Chris Doty-Humphrey's "small fast counting" generator with 32-bit words (PractRand,
 * version 0.95, `RNGs/sfc.cpp`). Fixed for ever: inputs of recorded cases come from it.
 */

/** Numbers in [0, 1), multiples of 2^-32. */
export function createRandom(seed: number | string): () => number {
  const bits = createBits(seed);
  return () => bits() / 0x1_0000_0000;
}

/** A shuffled copy (Fisher and Yates, Knuth's algorithm P). */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const result = items.slice();
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const item = result[last] as T;
    result[last] = result[other] as T;
    result[other] = item;
  }
  return result;
}

/** Unsigned 32-bit words. */
export function createBits(seed: number | string): () => number {
  return typeof seed === "string" ? fromText(seed) : fromNumber(seed);
}

/** Whole numbers seed as PractRand's 64-bit seed does; any other number by the bits of its float64. */
function fromNumber(seed: number): () => number {
  if (Number.isSafeInteger(seed) && seed >= 0)
    return sfc32(0, seed >>> 0, Math.floor(seed / 0x1_0000_0000), 12);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, seed);
  return sfc32(0, view.getUint32(4), view.getUint32(0), 12);
}

/** Three FNV-1a hashes from different offsets (Fowler, Noll and Vo) fill the state. */
function fromText(seed: string): () => number {
  return sfc32(hash(seed, 0x811c9dc5), hash(seed, 0x9e3779b9), hash(seed, 0x85ebca6b), 15);
}

function hash(text: string, offset: number): number {
  let state = offset;
  for (let index = 0; index < text.length; index++)
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state >>> 0;
}

function sfc32(first: number, second: number, third: number, mixing: number): () => number {
  let a = first | 0;
  let b = second | 0;
  let c = third | 0;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let step = 0; step < mixing; step++) next();
  return next;
}
