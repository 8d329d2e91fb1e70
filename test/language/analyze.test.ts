import assert from "node:assert/strict";
import { test } from "node:test";
import { analyze } from "../../src/language/service/analyze.js";

test("declared names are the values of the top level, imports and destructuring included", () => {
  const { declares } = analyze(`
    import main, { a as b, type T } from "x"; import * as all from "y"; import type { U } from "z"
    const { c, d: [e = 1, ...f], ...g } = main
    let h, i = 2
    for (var j = 0; ; ) { var k = 1; let inner = 2 }
    function l() { var local = 1 }
    async function* m() {}
    class N {}
    enum O { A }
    interface P {}
    type Q = string
    declare const editorOnly: number
    label: for (const x of []) {}`);
  assert.deepEqual(declares, [
    "main",
    "b",
    "all",
    "c",
    "e",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
    "l",
    "m",
    "N",
    "O",
  ]);
});

test("free names are those read from elsewhere", () => {
  const { free } = analyze(`
    declare const n: number
    const size: Size = n * Math.max(A.length, 1)
    function f(p, { q = outer, ...r }: Options = defaults) { return p + q + r + f + arguments.length + this.x }
    const g = ({ shorthand, key: fromValue, [computed]: 1, method() { return method2 } })
    class C extends Base { field = initial; static #x = 1; get y() { return C.#x } }
    try { risky() } catch (error) { console.log(error) }
    label: while (flag) break label;
    ({ a: target, b: [other] } = source)
    type T = typeof onlyInType
    undefined; globalThis; import.meta.url; \`\${template}\`; x as Cast; size!`);
  assert.deepEqual(free, [
    "n",
    "Math",
    "A",
    "outer",
    "defaults",
    "shorthand",
    "fromValue",
    "computed",
    "method2",
    "Base",
    "initial",
    "risky",
    "console",
    "flag",
    "target",
    "other",
    "source",
    "template",
    "x",
  ]);
});

test("block scope ends where the block ends", () => {
  assert.deepEqual(analyze("{ let x = 1 }\nx").free, ["x"]);
  assert.deepEqual(analyze("{ var x = 1 }\nx").free, []);
  assert.deepEqual(analyze("for (const i of [1]) i\ni").free, ["i"]);
  assert.deepEqual(analyze("const h = function inner() { return inner }\ninner").free, ["inner"]);
});

test("the last expression is found with its place, without its semicolon", () => {
  const source = "const C = 1\n\n  matmul(A, B, n) // measured\n";
  const { lastExpression } = analyze(source);
  assert.deepEqual(lastExpression, {
    start: 15,
    end: 30,
    line: 3,
    text: "matmul(A, B, n)",
    asynchronous: false,
  });
  assert.equal(analyze("f();;\n// end").lastExpression?.text, "f()");
  assert.equal(analyze("(a,\n b);").lastExpression?.text, "(a,\n b)");
});

test("only an `await` of its own makes an expression asynchronous", () => {
  const asynchronous = (source: string) => analyze(source).lastExpression?.asynchronous;
  assert.equal(asynchronous("await f()"), true);
  assert.equal(asynchronous("[1, (await f()).x]"), true);
  assert.equal(asynchronous("f(async () => await g())"), false);
  assert.equal(asynchronous("f(async function () { for await (const x of y) {} })"), false);
});

test("a last statement that is no expression tells its kind and names", () => {
  const { lastExpression, lastStatement } = analyze("f()\nconst C = matmul(A, B), { d } = C;");
  assert.equal(lastExpression, null);
  assert.deepEqual(lastStatement, {
    kind: "VariableStatement",
    text: "const C = matmul(A, B), { d } = C;",
    declares: ["C", "d"],
  });
  assert.equal(analyze("function f() {}").lastStatement?.kind, "FunctionDeclaration");
  assert.equal(analyze("for (;;) {}").lastStatement?.kind, "ForStatement");
  assert.equal(analyze("  // nothing").lastStatement, null);
});

test("the leading comment is the first block at the head", () => {
  assert.equal(
    analyze("// B is walked by column;\n//   swap the loops\n\n// another\nf()").leadingComment,
    "B is walked by column;\n  swap the loops",
  );
  assert.equal(
    analyze("/**\n * Tiles of 32\n * fit in L1.\n */\nf()").leadingComment,
    "Tiles of 32\nfit in L1.",
  );
  assert.equal(analyze("\n\n/* one line */ f()").leadingComment, "one line");
  assert.equal(analyze("f() // not at the head").leadingComment, null);
  assert.equal(analyze("//\nf()").leadingComment, null);
});

test("imports are listed with their offsets", () => {
  const source = 'const a = 1\nimport x from "./x.ts";\nimport "side"';
  assert.deepEqual(
    analyze(source).imports.map(({ specifier, start, end }) => [specifier, source.slice(start, end)]),
    [
      ["./x.ts", 'import x from "./x.ts";'],
      ["side", 'import "side"'],
    ],
  );
});

test("syntax errors have places in the cell", () => {
  const [error] = analyze("const a = 1\nconst b = ;\n").diagnostics;
  assert.deepEqual(
    [error!.code, error!.message, error!.start.line, error!.start.column],
    [1109, "Expression expected.", 2, 11],
  );
  assert.deepEqual(analyze("await f()\nfor await (const x of y) {}").diagnostics, []);
});
