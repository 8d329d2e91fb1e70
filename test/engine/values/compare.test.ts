import assert from "node:assert/strict";
import { test } from "node:test";
import { complex, matrix, sparse } from "mathjs";
import { decodeTree, encodeValue } from "../../../src/engine/values/codec.js";
import { compareValues } from "../../../src/engine/values/compare.js";
import { describeValue } from "../../../src/engine/values/describe.js";
import { digest } from "../../../src/engine/values/digest.js";
import { whyDegenerate, whyUnverifiable } from "../../../src/engine/values/proof.js";
import { tagValue } from "../../../src/engine/values/tag.js";
import { untagValue } from "../../../src/engine/values/untag.js";

class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

function cyclic(): unknown {
  const self: { name: string; next?: unknown } = { name: "loop" };
  self.next = { back: self };
  return self;
}

function shared(): unknown {
  const part = [1, 2];
  return { first: part, second: part };
}

function holes(): unknown[] {
  const list: unknown[] = [];
  list[0] = "a";
  list[2] = "c";
  list.length = 5;
  return list;
}

/** Name, a way to make the value afresh, what it is called. */
const KINDS: readonly (readonly [string, () => unknown, string])[] = [
  ["a number", () => 1.5, "number"],
  ["minus zero", () => -0, "number"],
  ["NaN", () => Number.NaN, "number"],
  ["a string", () => "größe 😀", "string"],
  ["a bigint", () => 2n ** 80n, "bigint"],
  ["a boolean", () => false, "boolean"],
  ["null", () => null, "null"],
  ["bytes", () => Uint8Array.of(1, 2, 255), "Uint8Array(3)"],
  ["clamped bytes", () => Uint8ClampedArray.of(300), "Uint8ClampedArray(1)"],
  ["int16", () => Int16Array.of(-1, 2), "Int16Array(2)"],
  ["uint32", () => Uint32Array.of(2 ** 32 - 1), "Uint32Array(1)"],
  ["float32", () => Float32Array.of(0.1, Number.NaN, -0), "Float32Array(3)"],
  ["float64", () => Float64Array.of(0.1, Number.POSITIVE_INFINITY), "Float64Array(2)"],
  ["bigint64", () => BigInt64Array.of(-1n, 2n), "BigInt64Array(2)"],
  ["biguint64", () => BigUint64Array.of(2n ** 64n - 1n), "BigUint64Array(1)"],
  ["a view that is not aligned", () => new Uint8Array([0, 1, 2, 3]).subarray(1, 3), "Uint8Array(2)"],
  ["a Buffer", () => Buffer.from("abc"), "Buffer(3)"],
  ["an ArrayBuffer", () => Uint8Array.of(1, 2).buffer, "ArrayBuffer(2)"],
  ["a DataView", () => new DataView(Uint8Array.of(1, 2).buffer), "DataView(2)"],
  ["an array of numbers", () => [1, 2.5, -0, Number.NaN], "Array(4)"],
  ["an empty array", () => [], "Array(0)"],
  ["a mixed array", () => [1, "two", null, undefined, [3]], "Array(5)"],
  ["an array with holes", holes, "Array(5)"],
  ["an object", () => ({ a: 1, "b c": { d: "e" }, __proto__: null }), "Object"],
  [
    "a Map",
    () =>
      new Map<unknown, unknown>([
        ["a", 1],
        [2, [3]],
        [{ k: 1 }, "object key"],
      ]),
    "Map(3)",
  ],
  ["a Set", () => new Set<unknown>([1, "1", { a: 1 }]), "Set(3)"],
  ["a Date", () => new Date(0), "1970-01-01T00:00:00.000Z"],
  ["an invalid Date", () => new Date(Number.NaN), "Invalid Date"],
  ["a regular expression", () => /a+/giu, "/a+/giu"],
  ["an instance of a class", () => new Point(1, 2), "Point"],
  ["an error", () => new RangeError("too far"), "RangeError"],
  ["a URL, by its JSON", () => new URL("https://example.org/a"), "URL"],
  ["a value that holds itself", cyclic, "Object"],
  ["a value that is shared", shared, "Object"],
  [
    "a dense matrix of mathjs",
    () =>
      matrix([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    "DenseMatrix(2 × 3)",
  ],
  [
    "a sparse matrix of mathjs",
    () =>
      sparse([
        [1, 0],
        [0, 2],
      ]),
    "SparseMatrix(2 × 2)",
  ],
  ["a complex number of mathjs", () => complex(1, 2), "Complex"],
];

for (const [name, make, described] of KINDS) {
  test(`${name} equals itself when written and read again`, () => {
    const read = decodeTree(encodeValue(make()));
    const made = tagValue(make());
    assert.deepEqual(compareValues(read, made), { verdict: "same", mismatch: null });
    assert.equal(describeValue(read), described);
    assert.equal(digest(make()), digest(make()));
    for (const [other, makeOther] of KINDS) {
      if (other === name) continue;
      assert.equal(compareValues(read, tagValue(makeOther())).verdict, "different", other);
      assert.notEqual(digest(make()), digest(makeOther()), other);
    }
  });
}

const PLAIN = KINDS.filter(([name]) => !/class|mathjs|URL|an error|an object|invalid Date/.test(name));
for (const [name, make] of PLAIN) {
  test(`${name} comes back for a property as it was`, () => {
    assert.deepStrictEqual(untagValue(decodeTree(encodeValue(make()))), make());
  });
}

/** What differs: expected, actual, path, both as shown. */
const MISMATCHES: readonly (readonly [unknown, unknown, string, string, string])[] = [
  [1, 2, "", "1", "2"],
  [0.3, 0.30001, "", "0.3", "0.30001"],
  ["abc", "abd", "", '"abc"', '"abd"'],
  [1n, 2n, "", "1n", "2n"],
  [null, undefined, "", "null", "undefined"],
  [1, "1", "", "1", '"1"'],
  [[1, 2, 3], [1, 2, 4], "[2]", "3", "4"],
  [[1, 2], [1, 2, 3], "", "Array(2)", "Array(3)"],
  [[1, "a"], [1, "b"], "[1]", '"a"', '"b"'],
  [[1, 2], [1, "2"], "[1]", "2", '"2"'],
  [holes(), ["a", undefined, "c", undefined, undefined], "[1]", "a hole", "undefined"],
  [{ rows: [{ name: "x" }] }, { rows: [{ name: "y" }] }, ".rows[0].name", '"x"', '"y"'],
  [{ "a b": 1 }, { "a b": 2 }, '["a b"]', "1", "2"],
  [{ a: 1 }, {}, ".a", "1", "missing"],
  [{}, { a: 1 }, ".a", "missing", "1"],
  [new Map([["k", 1]]), new Map([["k", 2]]), '.get("k")', "1", "2"],
  [new Set([1, 2]), new Set([1, 3]), ".has(2)", "2", "missing"],
  [new Date(0), new Date(1), "", "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.001Z"],
  [/a/, /a/i, "", "/a/", "/a/i"],
  [new Point(1, 2), { x: 1, y: 2 }, "", "Point", "Object"],
  [Float32Array.of(1), Float64Array.of(1), "", "Float32Array(1)", "Float64Array(1)"],
  [Float32Array.of(1, 2), [1, 2], "", "Float32Array(2)", "Array(2)"],
  [Float32Array.of(0.1), Float32Array.of(0.2), "[0]", "0.1", "0.2"],
  [BigInt64Array.of(1n), BigInt64Array.of(2n), "[0]", "1n", "2n"],
  [
    matrix([
      [1, 2],
      [3, 4],
    ]),
    matrix([
      [1, 2],
      [3, 5],
    ]),
    "[1, 1]",
    "4",
    "5",
  ],
  [matrix([[1, 2]]), matrix([[1], [2]]), "", "DenseMatrix(1 × 2)", "DenseMatrix(2 × 1)"],
];

for (const [expected, actual, path, shownExpected, shownActual] of MISMATCHES) {
  test(`${shownExpected} against ${shownActual} differs at "${path}"`, () => {
    const { verdict, mismatch } = compareValues(tagValue(expected), tagValue(actual));
    assert.equal(verdict, "different");
    assert.deepEqual(
      [mismatch?.path, mismatch?.expected, mismatch?.actual],
      [path, shownExpected, shownActual],
    );
  });
}

test("a Buffer is the bytes it holds", () => {
  assert.equal(compareValues(tagValue(Uint8Array.of(97)), tagValue(Buffer.from("a"))).verdict, "same");
});

test("the order of entries does not matter, that of elements does", () => {
  const same = (one: unknown, other: unknown) => compareValues(tagValue(one), tagValue(other)).verdict;
  assert.equal(same({ a: 1, b: 2 }, { b: 2, a: 1 }), "same");
  assert.equal(
    same(
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
      new Map([
        ["b", 2],
        ["a", 1],
      ]),
    ),
    "same",
  );
  assert.equal(same(new Set([1, 2]), new Set([2, 1])), "same");
  assert.equal(same([1, 2], [2, 1]), "different");
});

test("a float32 sum that cancels is held against the largest magnitude in its array", () => {
  const expected = Float32Array.of(1000, 0.001);
  assert.equal(compareValues(tagValue(expected), tagValue(Float32Array.of(1000, 0.005))).verdict, "same");
  assert.equal(compareValues(tagValue(expected), tagValue(Float32Array.of(1000, 0.05))).verdict, "different");
});

test("whole numbers are exact, however large; fractions have 1e-12", () => {
  const verdict = (one: unknown, other: unknown) => compareValues(tagValue(one), tagValue(other)).verdict;
  assert.equal(verdict(1e13, 1e13 + 1), "different");
  assert.equal(verdict([1e13, 1], [1e13 + 1, 1]), "different");
  assert.equal(verdict(0.1 + 0.2, 0.3), "same");
  assert.equal(verdict([0.1 + 0.2, 5], [0.3, 5]), "same");
  assert.equal(verdict(Int32Array.of(1), Int32Array.of(2)), "different");
});

test("rtol and atol replace the defaults", () => {
  const verdict = (rtol: number | null, atol: number | null) =>
    compareValues(tagValue([100, 200]), tagValue([101, 200]), { rtol, atol, shape: null }).verdict;
  assert.equal(verdict(null, null), "different");
  assert.equal(verdict(0.006, null), "same");
  assert.equal(verdict(null, 1), "same");
  assert.equal(verdict(0.001, 0.5), "different");
});

test("a mismatch counts what differs and tells the largest errors", () => {
  const { mismatch } = compareValues(tagValue([1, 2, 3, 4]), tagValue([1, 2.5, 3, 2]));
  assert.deepEqual(mismatch, {
    path: "[1]",
    expected: "2",
    actual: "2.5",
    maxAbsolute: 2,
    maxRelative: 0.5,
    differing: 2,
    compared: 4,
  });
});

test("a shape turns an index into coordinates, where it fits", () => {
  const expected = new Float32Array(24);
  const actual = expected.slice();
  actual[19] = 1;
  const pathUnder = (shape: readonly number[]) =>
    compareValues(tagValue(expected), tagValue(actual), { rtol: null, atol: null, shape }).mismatch?.path;
  assert.equal(pathUnder([2, 3, 4]), "[1, 1, 3]");
  assert.equal(pathUnder([5, 5]), "[19]");
});

test("functions inside a value are passed over, alone they prove nothing", () => {
  const value = () => ({ run: () => 1, size: 3 });
  assert.equal(compareValues(tagValue(value()), tagValue(value())).verdict, "same");
  const bare = () => ({ run: () => 1 });
  assert.equal(compareValues(tagValue(bare()), tagValue(bare())).verdict, "unverified");
});

class Hidden {
  readonly #secret = 1;
  reveal(): number {
    return this.#secret;
  }
}

for (const [what, value] of [
  ["undefined", undefined],
  ["a function", () => 1],
  ["a promise", Promise.resolve(1)],
  ["a symbol", Symbol("s")],
  ["an instance of Hidden with no own properties", new Hidden()],
] as const) {
  test(`${what} cannot be verified, and the fix is said`, () => {
    assert.equal(
      whyUnverifiable(tagValue(value)),
      `the result is ${what}, which proves nothing; name the variable that holds the result with --result C`,
    );
    assert.equal(digest(value), null);
  });
}

for (const [value, why] of [
  [[], "the result is empty (Array(0))"],
  ["", "the result is empty (string)"],
  [new Float32Array(0), "the result is empty (Float32Array(0))"],
  [new Map(), "the result is empty (Map(0))"],
  [Number.NaN, "every number in the result is NaN (number)"],
  [Float64Array.of(Number.NaN, Number.NaN), "every number in the result is NaN (Float64Array(2))"],
  [{ a: [Number.NaN], b: "text" }, "every number in the result is NaN (Object)"],
  [[Number.NaN, 1], null],
  [{ a: "text" }, null],
  [0, null],
] as const) {
  test(`${why ?? JSON.stringify(value)} is ${why ? "" : "not "}degenerate`, () => {
    assert.equal(whyDegenerate(tagValue(value)), why);
  });
}

test("a list of a hundred thousand links needs no deep stack", () => {
  const chain = () => {
    let list: unknown = null;
    for (let link = 0; link < 100_000; link++) list = { link, next: list };
    return list;
  };
  assert.equal(compareValues(decodeTree(encodeValue(chain())), tagValue(chain())).verdict, "same");
});

test("NaN with other bits is the same NaN to a digest", () => {
  const other = Float64Array.of(1, 2);
  new DataView(other.buffer).setBigUint64(8, 0xfff8000000000001n, true);
  assert.equal(digest(other), digest(Float64Array.of(1, Number.NaN)));
});
