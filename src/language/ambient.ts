/**
 * What every cell may use without declaring it: benchbook's helpers, and what Node has that the carried TypeScript
 * 5.0 does not know. They are globals, so a cell may declare a name of its own over them.
 */

/** Mirrors `stats/seeded.ts`. */
const SEEDED = `
/** A deterministic source of random inputs (sfc32): the same seed gives the same values for ever. */
interface Seeded {
  /** One number in [0, 1), 53 random bits. */
  next(): number;
  /** \`count\` numbers in [0, 1), exact in single precision. */
  float32(count: number): Float32Array;
  /** \`count\` numbers in [0, 1), 53 random bits each. */
  float64(count: number): Float64Array;
  /** \`count\` whole numbers, \`low\` included, \`high\` not; without bounds, the whole 32-bit range. */
  int32(count: number, low?: number, high?: number): Int32Array;
  /** \`count\` bytes. */
  uint8(count: number): Uint8Array;
  /** \`count\` whole numbers as a plain array, \`low\` included, \`high\` not. */
  integers(count: number, low: number, high: number): number[];
  /** One whole number, \`low\` included, \`high\` not. */
  integer(low: number, high: number): number;
  /** Normally distributed, mean 0, standard deviation 1. */
  normal(): number;
  /** A shuffled copy. */
  shuffle<T>(items: ArrayLike<T>): T[];
  /** One of the items. */
  pick<T>(items: ArrayLike<T>): T;
  /** A string of \`length\` characters drawn from an alphabet; without one, small letters and spaces. */
  text(length: number, alphabet?: string): string;
}
/** A deterministic source of random inputs: \`const random = seeded(seed)\`. */
declare function seeded(seed: number | string): Seeded;
`;

const DISPLAY = `
interface DisplayOptions {
  /** Shows again in the same place: a later \`display\` with this id replaces the earlier one. */
  id?: string;
  metadata?: Record<string, unknown>;
}
/** Shows a value below the cell, richly where it can: what \`Symbol.for("Jupyter.display")\` gives, or a MIME bundle. */
declare function display(value: unknown, options?: DisplayOptions): void;
`;

/** Mirrors what \`results.naive\` holds in ordinary cells: times in nanoseconds per call, rates per second. */
const RESULTS = `
interface BenchbookTime {
  /** Nanoseconds per call. */
  readonly estimate: number;
  /** Ends of the interval, nanoseconds per call; null where there are too few rounds. */
  readonly low: number | null;
  readonly high: number | null;
  readonly estimator: "p10" | "mean";
  readonly median: number;
  readonly mean: number;
  readonly min: number;
  readonly unit: "ns";
}
interface BenchbookResult {
  readonly name: string;
  readonly role: "baseline" | "optimization" | "control" | "reference";
  readonly time: BenchbookTime;
  /** Per second: \`flops\`, \`bytes\`, \`items\`. */
  readonly rates: Readonly<Record<string, number>>;
  readonly forks: readonly { readonly estimate: number; readonly samples: number; readonly steady: string }[];
  /** What the measured expression gave, where it could be copied here. */
  readonly value: any;
}
/** What was measured, by the variant's name: \`results.naive.time.estimate\` is nanoseconds per call. */
declare const results: Record<string, BenchbookResult>;
`;

/** ES2023 and later that Node 20 has; TypeScript 5.0 knows only `findLast` and `findLastIndex`. */
const NEWER_LIBRARY = `
interface Array<T> {
  toReversed(): T[];
  toSorted(compareFn?: (a: T, b: T) => number): T[];
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  with(index: number, value: T): T[];
}
interface ReadonlyArray<T> {
  toReversed(): T[];
  toSorted(compareFn?: (a: T, b: T) => number): T[];
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  with(index: number, value: T): T[];
}
interface String {
  isWellFormed(): boolean;
  toWellFormed(): string;
}
`;

const TYPED_ARRAYS: readonly (readonly [name: string, element: string])[] = [
  ["Int8Array", "number"],
  ["Uint8Array", "number"],
  ["Uint8ClampedArray", "number"],
  ["Int16Array", "number"],
  ["Uint16Array", "number"],
  ["Int32Array", "number"],
  ["Uint32Array", "number"],
  ["Float32Array", "number"],
  ["Float64Array", "number"],
  ["BigInt64Array", "bigint"],
  ["BigUint64Array", "bigint"],
];

const NEWER_TYPED_ARRAYS = TYPED_ARRAYS.map(
  ([name, element]) => `interface ${name} {
  toReversed(): ${name};
  toSorted(compareFn?: (a: ${element}, b: ${element}) => number): ${name};
  with(index: number, value: ${element}): ${name};
}
`,
).join("");

export const AMBIENT = SEEDED + DISPLAY + RESULTS + NEWER_LIBRARY + NEWER_TYPED_ARRAYS;
