/** What costs in timed code is named; what V8 runs as fast, and what is not timed, is not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LINT_RULES, lintSource } from "../../src/language/lint/index.js";
import type { LintOptions } from "../../src/model/lint.js";

async function lint(source: string, options: LintOptions = { place: "variant" }): Promise<readonly string[]> {
  return (await lintSource(source, options)).map(({ rule, line }) => `${rule}:${line}`);
}

/** A body that runs per element of `x`, within a function that the measured expression calls. */
function perElement(body: string): string {
  return `async function f(x: Float64Array) {\n  for (let i = 0; i < x.length; i++) {\n${body}\n  }\n}\nf(data)`;
}

/** By rule: what it names on line 3, and the form without that cost. */
const IN_LOOPS: Readonly<
  Record<string, { readonly named: readonly string[]; readonly fine: readonly string[] }>
> = {
  "allocation-in-loop": {
    named: [
      "const t = new Float32Array(4); t[0] = i; s += t[0]",
      "s += new Map(pairs).size",
      "s += x.subarray(i, i + 4)[0]",
      "for (const k of Object.keys(o)) s += o[k]",
    ],
    fine: [
      "out.push(new Float32Array(4))",
      "rows[i] = x.subarray(i, i + 4)",
      "const row = new Float32Array(4); row[0] = i; out.push(row)",
      "const p = { x: i, y: 1 }; s += p.x",
      "s += text.slice(i, i + 2).length",
    ],
  },
  "closure-in-loop": {
    named: ["s += [1, 2].reduce((a, b) => a + b * i, 0)"],
    fine: ["handlers.push(() => i)"],
  },
  spread: { named: ["acc = [...acc, i]", "s += f(...x)", "o = { ...o, i }"], fine: ["acc.push(i)"] },
  power: { named: ["s += x[i] ** 3", "s += Math.pow(x[i], 4)"], fine: ["s += x[i] ** 2", "s += x[i] ** n"] },
  "bigint-in-loop": { named: ["s += BigInt(i)", "s = s * 3n"], fine: ["s = BigInt.asUintN(64, s * 3n)"] },
  "try-in-loop": { named: ["try { s += g(i) } catch { s = 0 }"], fine: ["s += g(i)"] },
  "await-in-loop": {
    named: ["out.push(await load(i))", "out[i] = await load(i)"],
    fine: ["last = await load(last)"],
  },
  "shift-in-loop": { named: ["s += queue.shift()"], fine: ["s += queue.pop()"] },
  console: { named: ["console.log(i)"], fine: ["display(i)"] },
  "number-from-text": {
    named: ["s += parseInt(i / 2)", "s += Number.parseInt(Math.sqrt(i))"],
    fine: ["s += parseInt(word, 10)", "s += Math.trunc(i / 2)"],
  },
  delete: { named: ["delete o.x", "delete o[i]"], fine: ["o.x = undefined"] },
};

for (const [rule, { named, fine }] of Object.entries(IN_LOOPS)) {
  test(`${rule} is named at its line, and its remedy is not`, async () => {
    for (const body of named) assert.deepEqual(await lint(perElement(body)), [`${rule}:3`], body);
    for (const body of fine) assert.deepEqual(await lint(perElement(body)), [], body);
  });
}

test("holey-array is named where an array begins with holes, and not where each place is filled at once", async () => {
  for (const named of ["new Array(n)", "Array(9)", "[1, , 2]"])
    assert.deepEqual(await lint(`const a = ${named}\na.length`), ["holey-array:1"], named);
  for (const fine of [
    "new Array(n).fill(0)",
    "[...Array(n).keys()]",
    "new Array(1, 2)",
    "Array.from(Array(n), f)",
    "[]",
  ])
    assert.deepEqual(await lint(`const a = ${fine}\na.length`), [], fine);
});

test("integers and doubles in one array, and doubles beside null, are mixed numbers", async () => {
  assert.deepEqual(await lint("const a = [0, 0]\nfunction f() {\n a[1] = n / 3\n}\nf()"), [
    "mixed-numbers:3",
  ]);
  assert.deepEqual(await lint("const a = new Array(n).fill(0)\na[0] = 0.5\na"), ["mixed-numbers:2"]);
  assert.deepEqual(await lint("const a = [0.5, null]\na"), ["mixed-numbers:1"]);
  assert.deepEqual(
    await lint("function f(x: Float64Array) {\nlet best = null\nfor (const v of [1]) best = v / 2\n}\nf(d)"),
    ["mixed-numbers:2"],
  );
  for (const fine of [
    "const a = [0.5, 0]\na[1] = 1 / 3\na",
    "const a = new Float64Array(2)\na[1] = 1 / 3\na",
    'const a = ["x", 0.5]\na',
    "function f(x: Float64Array) {\nlet sum = 0\nfor (let i = 0; i < x.length; i++) sum += x[i] / 2\nreturn sum\n}\nf(d)",
  ])
    assert.deepEqual(await lint(fine), [], fine);
});

test("ways to walk over elements: for-in, entries, callbacks per element of a typed array", async () => {
  assert.deepEqual(
    await lint(
      "function f(a: number[], t: Float32Array) {\nfor (const i in a) s += a[i]\nfor (const [i, x] of a.entries()) s += x\nt.forEach(g)\na.forEach(g)\nfor (const k in o) s += o[k]\na.sort()\nt.sort()\n}\nf(p, q)",
    ),
    ["for-in-array:2", "entries-loop:3", "typed-array-callback:4", "sort-as-text:7"],
  );
});

test("what prepares is not timed, a function that is not reached neither, one that a loop calls is in the loop", async () => {
  const helper = "function tile() {\n  const t = new Float64Array(16)\n  return t[0]\n}\n";
  const loop = "function f() {\n  for (let i = 0; i < 9; i++) tile()\n}\n";
  assert.deepEqual(await lint(`${helper}${loop}f()`), ["allocation-in-loop:2"]);
  assert.deepEqual(await lint(`${helper}tile()`), []);
  assert.deepEqual(await lint(`${helper}${loop}other()`), []);
  assert.deepEqual(await lint("for (const x of rows) tables.push(x), console.log(x)\ndata.length"), []);
});

test("of a setup only what variants call is timed, of a file what it exports", async () => {
  const source = "export function load() {\n  for (;;) s += new Map().size\n}";
  assert.deepEqual(await lint(source, { place: "setup" }), []);
  assert.deepEqual(await lint(source, { place: "setup", called: ["load"] }), ["allocation-in-loop:2"]);
  assert.deepEqual(await lint(source, { place: "module" }), ["allocation-in-loop:2"]);
  assert.deepEqual(await lint(source.replace("export ", ""), { place: "module" }), []);
  assert.deepEqual(await lint("const a = new Array(n)", { place: "setup" }), ["holey-array:1"]);
});

test("lint-ignore silences one rule on its line or the next", async () => {
  const line = "  delete o.x; console.log(1)";
  assert.deepEqual(await lint(perElement(line)), ["delete:3", "console:3"]);
  assert.deepEqual(await lint(perElement(`${line} // lint-ignore delete it is the subject`)), ["console:3"]);
  assert.deepEqual(await lint(perElement(`// lint-ignore all\n${line}`)), []);
});

test("nonsense is refused as a SyntaxError with its line; what is empty has no warning", async () => {
  await assert.rejects(lint("const a = 1\nconst = 2"), { name: "SyntaxError", message: /line 2/ });
  for (const source of [
    "",
    "\n\n",
    "// nothing",
    "{ a: 1 }",
    "import x from 'y'",
    "export {}",
    "const [a, , {b}] = c",
  ])
    assert.deepEqual(await lint(source), [], source);
});

test("every rule has a reason and a remedy, and a name of its own", () => {
  assert.equal(new Set(LINT_RULES.map(({ name }) => name)).size, LINT_RULES.length);
  for (const { name, why, instead } of LINT_RULES) assert.ok(why.length > 20 && instead.length > 5, name);
});
