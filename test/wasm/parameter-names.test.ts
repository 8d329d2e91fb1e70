import assert from "node:assert/strict";
import { test } from "node:test";
import { withParameterNames } from "../../src/wasm/parameter-names.js";

const parameters = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `p${at}`, type: "i32" }));
const named = (source: string, language: string, count: number) =>
  withParameterNames([{ name: "f", parameters: parameters(count), results: [] }], {
    source,
    language,
  })[0]?.parameters.map(({ name }) => name);

test("AssemblyScript's are those before the colons, over several lines too", () => {
  assert.deepEqual(named("export function f(p: usize, n: i32): void {}", "assemblyscript", 2), ["p", "n"]);
  assert.deepEqual(named("export function f(\n  p: usize,\n  n: i32,\n): void {}", "assemblyscript", 2), [
    "p",
    "n",
  ]);
});

test("C's are the last word of each, whatever stands before", () => {
  assert.deepEqual(named("void f(const float *restrict x, int n) {}", "c", 2), ["x", "n"]);
  assert.deepEqual(named("int f(void) { return 1; }", "c", 0), []);
});

test("where the text does not fit the function, it keeps its numbers", () => {
  assert.deepEqual(named("export function f(p: usize): void {}", "assemblyscript", 2), ["p0", "p1"]);
  assert.deepEqual(named("no such thing", "c", 1), ["p0"]);
});
