import assert from "node:assert/strict";
import { test } from "node:test";
import { type CostScope, compileCost } from "../../src/cells/quantities.js";

const SCOPE: CostScope = {
  n: 8,
  m: { value: 3 },
  text: { length: 5 },
  A: { length: 4, byteLength: 16 },
  map: { size: 2 },
};
const NAMES = Object.keys(SCOPE);

const COSTS: readonly (readonly [expression: string, value: number, ...names: string[]])[] = [
  ["2 n^3", 1024, "n"],
  ["2 m n", 48, "m", "n"],
  ["2n^2 m", 384, "n", "m"],
  ["2 * (n + 1) * m", 54, "n", "m"],
  ["n / 2 - 1", 3, "n"],
  ["n % 3", 2, "n"],
  ["-n + +20", 12, "n"],
  ["2^3^2", 512],
  ["1e3", 1000],
  ["12 text.length", 60, "text"],
  ["A.byteLength + map.size", 18, "A", "map"],
  ['A["length"]', 4, "A"],
  ["5 n log2(n)", 120, "n"],
  ["max(n, m) + min(n, m, 1)", 9, "n", "m"],
  ["ceil(sqrt(n + 1))", 3, "n"],
];

for (const [expression, value, ...names] of COSTS) {
  test(`cost: ${expression}`, () => {
    const cost = compileCost(expression, NAMES);
    assert.equal(cost.evaluate(SCOPE), value);
    assert.deepEqual(cost.names, names);
  });
}

const REFUSED: readonly (readonly [expression: string, hint: string])[] = [
  ["", 'A cost is empty: write an expression such as "2 n^3"'],
  ["2 mn", "cannot use mn: did you mean m n?"],
  ["2 txt.length", "cannot use txt: did you mean text?"],
  ["2 zebra", "cannot use zebra: known are n, m, text, A, map"],
  ["5 seconds", "cannot use seconds: known are n, m, text, A, map"],
  ["pi n", "cannot use pi: known are n, m, text, A, map"],
  ["2 n (n + 1)", "cannot use n(…): n is a value: to multiply write n * (…)"],
  ["lgo2(n)", "cannot use lgo2(…): did you mean log2?"],
  ["log2(n, 3)", "cannot use log2(n, 3): log2 takes one value"],
  ["max()", "cannot use max(): max takes at least one value"],
  ["A.lenght", "cannot use A.lenght: did you mean A.length?"],
  ["A.constructor", "cannot use A.constructor: it reads length, byteLength, size only"],
  ["A[1]", "cannot use A[1]: it reads length, byteLength, size of the setup's names only"],
  [
    "A.length.length",
    "cannot use A.length.length: it reads length, byteLength, size of the setup's names only",
  ],
  ["n.toString()", "cannot use toString(…): it knows abs,"],
  ['import("fs")', "cannot use import(…): it knows abs,"],
  ["constructor", "cannot use constructor: known are"],
  ["__proto__", "cannot use __proto__: known are"],
  ["n = 3", "cannot use n = 3: it takes arithmetic on numbers and names only"],
  ["f(x) = x", "cannot use f(x) = x: it takes arithmetic"],
  ["n; m", "cannot use n; m: it takes arithmetic"],
  ["[n, m]", "cannot use [n, m]: it takes arithmetic"],
  ["n > 3 ? 1 : 2", "it takes arithmetic on numbers and names only"],
  ["n!", "cannot use !: it takes + - * / ^ and % only"],
  ['"a"', 'cannot use "a": it takes numbers only'],
  ["2 +", "is no expression: Unexpected end of expression"],
  ["2 $$ n 日本 🎉", "is no expression"],
];

for (const [expression, hint] of REFUSED) {
  test(`no cost: ${JSON.stringify(expression)}`, () => {
    assert.throws(
      () => compileCost(expression, NAMES),
      (error) => error instanceof Error && error.name === "UsageError" && error.message.includes(hint),
    );
  });
}

const UNUSABLE: readonly (readonly [expression: string, message: string])[] = [
  ["text", 'In the cost "text", text is no number: use text.length'],
  ["A", 'In the cost "A", A is no number: use A.length or A.byteLength'],
  ["map.length", 'In the cost "map.length", map.length is not there: use map.size'],
  ["n / 0", 'The cost "n / 0" gives Infinity: it must be a finite number of at least 0'],
  ["-n", 'The cost "-n" gives -8: it must be a finite number of at least 0'],
  ["sqrt(-n)", 'The cost "sqrt(-n)" gives NaN: it must be a finite number of at least 0'],
];

for (const [expression, message] of UNUSABLE) {
  test(`no figure: ${expression}`, () => {
    const cost = compileCost(expression, NAMES);
    assert.throws(() => cost.evaluate(SCOPE), { name: "UsageError", message });
  });
}

test("a name that the scope lacks is said", () => {
  const cost = compileCost("n", ["n"]);
  assert.throws(() => cost.evaluate({}), {
    message: 'In the cost "n", n is no number: give it a number, or another name',
  });
});
