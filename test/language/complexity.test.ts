/** Counts of functions: paths by McCabe's rule, nesting by ESLint's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { countComplexity } from "../../src/language/complexity.js";

const counts = async (source: string) =>
  (await countComplexity(source)).map(({ name, line, endLine, lines, cyclomatic, nesting }) => ({
    ...{ name, at: `${line}-${endLine}`, lines, cyclomatic, nesting },
  }));

test("a function has one path, and one more for each decision", async () => {
  const source = `function decide(a: number, b?: number): number {
  if (a > 1 && b) return a ?? b;
  for (const x of [1]) while (x) switch (x) { case 1: case 2: break; default: return 0; }
  try { return a ? 1 : 2 } catch { return 3 }
}`;
  const [decide] = await counts(source);
  // 1 + if + && + ?? + for + while + two cases + ?: + catch
  assert.deepEqual(decide, { name: "decide", at: "1-5", lines: 5, cyclomatic: 10, nesting: 3 });
});

test("an else-if is no deeper than its if, and a function within another counts by itself", async () => {
  const source = `
const outer = (a: number) => {
  if (a > 3) return 1;
  else if (a > 2) return 2;
  else if (a > 1) {
    return [a].map((x) => { if (x) { if (x) return 1 } return 0 });
  }
  return 0;
};`;
  assert.deepEqual(
    (await counts(source)).map(({ name, cyclomatic, nesting }) => [name, cyclomatic, nesting]),
    [
      ["outer", 4, 1],
      ["(anonymous)", 3, 2],
    ],
  );
});

test("statements outside of all functions count where they decide, with the lines that are theirs", async () => {
  const source = `import { sin } from "./sin.ts";
export function f() {
  return sin(1);
}

let sum = 0;
for (let i = 0; i < 3; i++) if (i) sum += await f();
sum`;
  assert.deepEqual(await counts(source), [
    { name: "(cell)", at: "1-8", lines: 4, cyclomatic: 3, nesting: 2 },
    { name: "f", at: "2-4", lines: 3, cyclomatic: 1, nesting: 0 },
  ]);
  assert.deepEqual(
    (await counts("1 + 1")).map(({ name }) => name),
    ["(cell)"],
  );
});

test("methods, accessors and generators have their names; generics, enums and types are no code", async () => {
  const source = `enum Kind { one, two }
type T<A> = A extends string ? 1 : 2;
class Box<T> { get value() { return 1 } #own = () => 2; static *all() { yield 1 } }
const o = { f() {}, async g() { for await (const x of []) x } };`;
  assert.deepEqual(
    (await counts(source)).map(({ name, cyclomatic }) => [name, cyclomatic]),
    [
      ["value", 1],
      ["own", 1],
      ["all", 1],
      ["f", 1],
      ["g", 2],
    ],
  );
});

test("what is no TypeScript is a syntax error", async () => {
  await assert.rejects(countComplexity("function ("), SyntaxError);
  await assert.rejects(countComplexity("} function f() {"), SyntaxError);
});
