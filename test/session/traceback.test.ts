import assert from "node:assert/strict";
import { test } from "node:test";
import { errorOf, openCells, plainText, tracebackOf } from "./support/cells.js";

const cells = openCells();

test("a traceback shows the failing line with a caret, and the cell's frames", async () => {
  const ran = await cells.run("function f(a) {\n\treturn a.b.c;\n}\nf({});");
  const { ename, evalue } = errorOf(ran);
  assert.deepEqual([ename, evalue], ["TypeError", "Cannot read properties of undefined (reading 'c')"]);
  assert.deepEqual(tracebackOf(ran), [
    "TypeError: Cannot read properties of undefined (reading 'c')",
    "cell 1, line 2",
    "  1 | function f(a) {",
    "> 2 | \treturn a.b.c;",
    "    | \t           ^",
    "  3 | }",
    "    at f (cell 1:2:13)",
    "    at cell 1:4:1",
  ]);
});

test("an error in a function of an earlier cell shows that cell's line", async () => {
  await cells.run("g = () => {\n  throw new RangeError('here');\n};", { declares: ["g"] });
  const lines = tracebackOf(await cells.run("\ng();"));
  assert.deepEqual(
    [lines[1], lines.filter((line) => line.includes(" at "))],
    ["cell 2, line 2", ["    at g (cell 2:2:9)", "    at cell 3:2:1"]],
  );
});

test("places are mapped back to what the user wrote", async () => {
  // The JavaScript's line 3 column 1 is line 1 column 5 of the source.
  const map = { version: 3, sources: ["x.ts"], names: [], mappings: ";;AAAI" };
  const evaluation = await cells.session.evaluate({
    code: { js: "\n\nmissing()", map: JSON.stringify(map), declares: [], hasResult: false },
    fileName: "cell 40",
    source: "1 + missing()",
    publish: () => undefined,
  });
  assert.equal(evaluation.kind, "failed");
  const lines = evaluation.kind === "failed" ? evaluation.error.traceback.map(plainText) : [];
  assert.deepEqual(lines.slice(1), [
    "cell 40, line 1",
    "> 1 | 1 + missing()",
    "    |     ^",
    "    at cell 40:1:5",
  ]);
});

test("error.stack names the cell's lines too", async () => {
  const { stdout } = await cells.run("\nconsole.log(new Error('x').stack)");
  assert.equal(stdout, "Error: x\n    at cell 4:2:13\n");
});

test("causes and parts of an AggregateError are shown", async () => {
  const lines = tracebackOf(
    await cells.run(
      "const inner = new AggregateError([new TypeError('one'), 'two'], 'many');\ninner.cause = inner;\nthrow new Error('outer', { cause: inner })",
    ),
  );
  assert.deepEqual(
    lines.filter((line) => !/^[ >]|^cell/.test(line)),
    [
      "Error: outer",
      "Caused by:",
      "AggregateError: many",
      "Error 1 of 2:",
      "TypeError: one",
      "Error 2 of 2: 'two'",
    ],
  );
});

test("a class of the cell's own is named, with the fields that it adds", async () => {
  const ran = await cells.run(
    "class Refused extends Error {}\nthrow Object.assign(new Refused('no'), { code: 'E1' })",
  );
  assert.equal(errorOf(ran).ename, "Refused");
  assert.equal(tracebackOf(ran).at(-1), "{ code: 'E1' }");
});

const THROWN: readonly (readonly [js: string, evalue: string])[] = [
  ["null", "null"],
  ["undefined", "undefined"],
  ["'text'", "'text'"],
  ["{ a: 1 }", "{ a: 1 }"],
  ["new Proxy({}, { get() { throw 1 } })", "{}"],
];

for (const [js, evalue] of THROWN) {
  test(`throw ${js} is an error of its own`, async () => {
    const error = errorOf(await cells.run(`throw ${js}`));
    assert.equal(error.ename, "Thrown");
    // Newer versions of Node say Proxy({}).
    assert.equal(error.evalue.replace("Proxy({})", "{}"), evalue);
  });
}

test("an error that lies about itself does not harm the session", async () => {
  const ran = await cells.run(`
    const error = new Error("x");
    for (const name of ["message", "stack", "name", "cause"])
      Object.defineProperty(error, name, { get() { throw new Error("trap") } });
    throw error;`);
  assert.equal(errorOf(ran).ename, "Error");
});

test("a syntax error at run time has a place", async () => {
  const broken = tracebackOf(await cells.run("\nlet a b;"));
  assert.deepEqual(broken.slice(0, 5), [
    "SyntaxError: Unexpected identifier 'b'",
    "cell 13, line 2",
    "  1 | ",
    "> 2 | let a b;",
    "    |       ^",
  ]);
  assert.equal(errorOf(await cells.run("eval('a b')")).ename, "SyntaxError");
});

test("a very deep recursion is one short traceback", async () => {
  const lines = tracebackOf(await cells.run("const deep = () => deep(); deep()"));
  assert.equal(lines[0], "RangeError: Maximum call stack size exceeded");
  assert.ok(lines.length < 20);
});

test("a cell that has an Error and a prepareStackTrace of its own keeps its lines", async () => {
  const RealError = "globalThis.constructor.constructor('return Error')()";
  await cells.run(`Real = ${RealError}; Real.prepareStackTrace = () => 'mine'; Error = class {}`, {
    declares: ["Error", "Real"],
  });
  assert.equal(tracebackOf(await cells.run("nothing"))[0], "ReferenceError: nothing is not defined");
});
