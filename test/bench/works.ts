/** The work that all tools measure, as text: each builds it into its own program, so that no code of ours lies between. */

import { createRandom, shuffle } from "../../src/stats/random.js";

export interface Work {
  readonly name: string;
  /** Statements that all variants share: inputs, and a library's functions. */
  readonly setup: string;
  readonly variants: readonly WorkVariant[];
}

export interface WorkVariant {
  readonly name: string;
  readonly declarations: string;
  readonly expression: string;
}

/** Identical variants, each with its own text, as someone writes who tries two versions of a function. */
export type Alike = (count: number) => Work;

const NUMBERS = "const data = Float64Array.from({ length: 4000 }, (_, i) => (i * 7919) % 1009);";

/** A loop over numbers, some microseconds: variants share nothing but the data. */
export const plain: Alike = (count) => ({
  name: "plain loop",
  setup: NUMBERS,
  variants: names(count).map((name) => ({
    name,
    declarations: `function ${name}(values) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return sum;
}`,
    expression: `${name}(data)`,
  })),
});

/** The same with a function of a library that all variants call with a callback of their own. */
export const shared: Alike = (count) => ({
  name: "shared helper",
  setup: `${NUMBERS}
function fold(values, step, start) {
  let result = start;
  for (let i = 0; i < values.length; i++) result = step(result, values[i]);
  return result;
}`,
  variants: names(count).map((name) => ({
    name,
    declarations: `function ${name}(values) {
  return fold(values, (sum, value) => sum + value * value, 0);
}`,
    expression: `${name}(data)`,
  })),
});

export const ALIKE: readonly Alike[] = [plain, shared];

/** About 10 µs: a chain of dependent steps, whose time is their number's. */
const STEPS = 10_000;

/** `slow` takes 5 % more steps than `fast`, and nothing else differs. */
export const fivePercent: Work = {
  name: "5 % more steps",
  setup: "const factors = new Int32Array([3, 5, 7]);",
  variants: [chainOf("fast", STEPS), chainOf("slow", STEPS * 1.05)],
};

export const TRUE_RATIO = 1.05;
/** A call does more than its steps: the ratio of times may be off by this. */
export const TRUTH_TOLERANCE = 0.001;

function chainOf(name: string, steps: number): WorkVariant {
  return {
    name,
    declarations: `function ${name}(list) {
  const factor = list[0];
  let x = list[1];
  for (let i = 0; i < ${steps}; i++) x = Math.imul(x, factor);
  return x;
}`,
    expression: `${name}(factors)`,
  };
}

export const CHAIN = [1, 2, 4, 8, 16, 32, 64] as const;

/**
 * k multiplications, each of the result before, from call to call: the last result waits in memory. The factor is read
 * from memory too, as compilers fold known ones.
 */
export const chains: Work = {
  name: "chain of multiplications",
  setup: "const cells = new Int32Array([3, 5]);",
  variants: CHAIN.map((length) => ({
    name: `chain${length}`,
    declarations: `function chain${length}(list) {
  const factor = list[0];
  let x = list[1];
${"  x = Math.imul(x, factor);\n".repeat(length)}  list[1] = x;
  return x;
}`,
    expression: `chain${length}(cells)`,
  })),
};

/** The same with its variants in another order, by the seed. */
export function reordered(work: Work, seed: string): Work {
  return { ...work, variants: shuffle(work.variants, createRandom(seed)) };
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `version${index + 1}`);
}

/** Three functions of different kinds, for profiles: floating point over memory, integers, strings with garbage. */
export const whole: Work = {
  name: "three functions",
  setup: "const numbers = Float64Array.from({ length: 20000 }, (_, i) => i % 97);",
  variants: [
    {
      name: "three",
      declarations: `function walk() { let s = 0; for (let r = 0; r < 6; r++) for (let i = 0; i < numbers.length; i++) s += Math.sqrt(numbers[i]); return s; }
function mix() { let h = 1; for (let i = 0; i < 120000; i++) h = Math.imul(h ^ i, 16777619); return h; }
function text() { let s = ""; for (let i = 0; i < 2500; i++) s += i.toString(36); return s.length; }
const calls = [walk, mix, text];
function all() { let s = 0; for (const call of calls) s += call(); return s; }`,
      expression: "all()",
    },
  ],
};
