import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { createLanguage } from "../../src/language/index.js";
import type { Language } from "../../src/model/ports/language.js";
import { seeded } from "../../src/stats/seeded.js";
import { createFolder, type Folder, PACKAGES } from "./support/folder.js";
import { createTestSession, type TestSession } from "./support/session.js";

let folder: Folder;
let language: Language;
const session = (): TestSession => createTestSession(language, folder.path);

before(() => {
  folder = createFolder({
    ...PACKAGES,
    "fft.ts":
      "export interface Plan { readonly size: number }\nexport const plan = (size: number): Plan => ({ size });\n",
    "data.json": '{ "rows": 3 }',
  });
  language = createLanguage({ folder: folder.path });
});
after(async () => {
  await language.close();
  folder.remove();
});

test("the value of a cell's last expression is its result, and a promise stays a promise", async () => {
  const cells = session();
  assert.equal(await cells.run("const n = 512\nn + 1"), 513);
  assert.equal(await cells.run("const m = n"), undefined);
  assert.equal(cells.last().code?.hasResult, false);
  assert.equal(await cells.run("Promise.resolve(1)"), "a promise");
  assert.equal(await cells.run("await Promise.resolve(2)"), 2);
  assert.equal(await cells.run("'text'"), "text");
  assert.equal(await cells.run("({ a: 1 }).a;"), 1);
  assert.equal(await cells.run("enum Level { Low, High }"), undefined);
  assert.equal(await cells.run("Level.High"), 1);
});

test("a comment behind the last expression is no part of it", async () => {
  const cells = session();
  assert.equal(await cells.run("1 + 1 // two"), 2);
  assert.equal(await cells.run("({ a: 3 }).a /* three */"), 3);
  assert.equal(await cells.run("(() => 4 // four\n)() // called"), 4);
  assert.equal(await cells.run("const f = (x: number) => x // f\nf(5) // five\n// end"), 5);
});

test("later cells see every kind of declaration", async () => {
  const cells = session();
  await cells.run(`
    const { a, b: [first = 7, ...others], ...rest } = { a: 1, b: [undefined, 2, 3], c: 4 };
    let count = 0;
    function* numbers() { yield* [1, 2] }
    async function later<T>(value: T): Promise<T> { return value }
    abstract class Shape { static made = 0; #side = 2; area() { return this.#side ** 2 } }
    class Square extends Shape {}
    enum Colour { Red = "r" }
    namespace Units { export const second = 1e9 }
    type Pair = [number, number];
    interface Named { name: string }
    for (var i = 0; i < 3; i++) { var doubled = i * 2 }
    for (var key in { only: 1 }) {}
    for (var [left, right] of [[1, 2]]) {}`);
  assert.deepEqual(
    await cells.run("[a, first, others.length, rest.c, [...numbers()].length]"),
    [1, 7, 2, 4, 2],
  );
  assert.deepEqual(await cells.run("[await later(5), new Square().area(), Colour.Red, Units.second]"), [
    5,
    4,
    "r",
    1e9,
  ]);
  assert.deepEqual(await cells.run("[i, doubled, key, left, right]"), [3, 4, "only", 1, 2]);
  assert.equal(await cells.run("const pair: Pair = [1, 2]; const who: Named = { name: 'x' }; who.name"), "x");
});

test("a name may be declared anew with another type, and what used it sees the new one", async () => {
  const cells = session();
  await cells.run(
    "let scale = 2; function scaled(x: number) { return x * scale }\nfunction twice(x: number) { return scaled(x) * 2 }",
  );
  assert.equal(await cells.run("scale = 10; scaled(1)"), 10);
  await cells.run("function scaled(x: number) { return -x }");
  assert.equal(await cells.run("twice(1)"), -2);
  await cells.run("const scale = 'wide'; class scaled { kind = 'class' }");
  assert.equal(await cells.run("scale.length + new scaled().kind"), "4class");
  await cells.run("enum Mode { A }; type T = string");
  await cells.run("enum Mode { B = 5 }; type T = number; const t: T = Mode.B");
  assert.equal(await cells.run("t"), 5);
  assert.doesNotMatch(cells.last().declarations, /enum Mode[\s\S]*enum Mode/);
});

test("a cell that fails half-way leaves the names that it had not reached", async () => {
  const cells = session();
  await cells.run("let kept = 1");
  await assert.rejects(cells.run("if (kept) throw new Error('stop')\nlet kept = 2"), () => true);
  assert.equal(await cells.run("kept"), 1);
});

test("functions keep their names", async () => {
  const cells = session();
  assert.deepEqual(
    await cells.run(
      "const arrow = () => 1; function plain() {}; [arrow.name, plain.name, (class K {}).name]",
    ),
    ["arrow", "plain", "K"],
  );
});

test("ES modules, CommonJS packages, Node's modules and JSON import", async () => {
  const cells = session();
  assert.deepEqual(await cells.run(`import greet, { answer as a } from "modern"; [greet("x"), a]`), [
    "hello x",
    42,
  ]);
  assert.deepEqual(await cells.run(`import classic, { add } from "classic"; [classic(), add(1, 2)]`), [
    "called",
    3,
  ]);
  assert.equal(
    await cells.run(
      `import * as path from "node:path"; import { sep } from "node:path"; path.join("a", "b") + sep`,
    ),
    "a/b/",
  );
  assert.equal(await cells.run(`import data from "./data.json"; data.rows + 1`), 4);
  assert.equal(await cells.run(`(await import("modern")).answer`), 42);
  assert.equal(await cells.run(`const require2 = require("classic"); require2.add(2, 2)`), 4);
  assert.match(String(await cells.run("import.meta.url")), /^file:.*cell$/);
});

test("relative files import with and without their extension, with types, and an edit is seen at once", async () => {
  const cells = session();
  assert.equal(
    await cells.run(
      `import { plan } from "./fft"; import type { Plan } from "./fft.ts"; const p: Plan = plan(8); p.size`,
    ),
    8,
  );
  assert.match(
    (await cells.complaints(`import { plan } from "./fft.ts"; const s: string = plan(8).size`)).join(),
    /'number' is not assignable to type 'string'/,
  );
  folder.write("fft.ts", 'export const plan = (size: number) => ({ size: size + " points" });\n');
  assert.equal(
    await cells.run(`import { plan } from "./fft.ts"; const s: string = plan(8).size; s`),
    "8 points",
  );
});

test("errors of an imported file name the file", async () => {
  folder.write("broken.ts", 'export const n: number = "x";\n');
  const { diagnostics } = await language.convert({
    context: "",
    source: `import { n } from "./broken"; n`,
    fileName: "cell",
  });
  assert.deepEqual(
    diagnostics.map(({ file, start, code }) => [file, start.line, start.column, code]),
    [["broken.ts", 1, 14, 2322]],
  );
});

test("a package that was missing is found once it is there", async () => {
  const cells = session();
  const source = `import { late } from "late"; late`;
  assert.match(
    (await cells.complaints(source)).join(),
    /There is no package late here; install it in the notebook's folder: npm install late/,
  );
  folder.write(
    "node_modules/late/package.json",
    '{ "name": "late", "version": "1.0.0", "main": "index.js", "types": "index.d.ts" }',
  );
  folder.write("node_modules/late/index.d.ts", "export declare const late: number;\n");
  folder.write("node_modules/late/index.js", "exports.late = 5;\n");
  assert.equal(await cells.run(source), 5);
});

test("Node's globals and benchbook's helpers are typed in a folder without packages", async () => {
  const methods = Object.keys(seeded(1)).map((name) => `typeof random.${name}`);
  const source = `
    const random = seeded("x"); [${methods.join(", ")}];
    const inputs: Float32Array = random.float32(4); const text: string = random.text(3, "ab");
    console.log(process.argv, Buffer.from("a"), structuredClone(inputs), new URL("file:///x"), performance.now());
    const response: Promise<Response> = fetch("http://x"); setTimeout(() => {}, 1);
    [3, 1].toSorted(); inputs.toSorted(); display(inputs, { id: "x" });
    [html("<b>" + text + "</b>"), md("*x*"), svg("<svg/>"), png(new Uint8Array(4))];
    const ns: number = results.naive.time.estimate; const high = results.naive.time.high; void high;`;
  const context = 'declare const results: BenchbookResults<"naive">;\n';
  assert.deepEqual((await language.convert({ context, source, fileName: "cell" })).diagnostics, []);
});

test("a helper's name may be declared by the cell", async () => {
  assert.equal(await session().run("const seeded = 3, results = 4; seeded + results"), 7);
});

test("types are checked, strictly for null, with places in the cell's own lines", async () => {
  const { diagnostics, code } = await language.convert({
    context: "declare const A: Float32Array;\n",
    source: "const first = A[0]\n\n  const wrong: string = A.length\nlet none: number = null",
    fileName: "cell",
  });
  assert.equal(code, null);
  assert.deepEqual(
    diagnostics.map(({ message, start, end }) => [
      message,
      start.line,
      start.column,
      end.column,
      start.offset,
    ]),
    [
      ["Type 'number' is not assignable to type 'string'.", 3, 9, 14, 28],
      ["Type 'null' is not assignable to type 'number'.", 4, 5, 9, 57],
    ],
  );
});

test("what belongs together in TypeScript's words is one diagnostic", async () => {
  const { diagnostics } = await language.convert({
    context: "",
    source: "const f: (x: { a: { b: number } }) => void = (x: { a: { b: string } }) => {}",
    fileName: "cell",
  });
  assert.equal(diagnostics.length, 1);
  assert.match(diagnostics[0]!.message, /\n/);
});

test("syntax that TypeScript 5.0 cannot read gets one clear sentence", async () => {
  const cells = session();
  assert.deepEqual(await cells.complaints("using file = open()\nfile.read()"), [
    "`using` is not supported in cells; write `const`, and close the resource in a `try … finally`.",
  ]);
  assert.deepEqual(await cells.complaints(`import data from "./data.json" with { type: "json" };\ndata`), [
    "Import attributes (`with { … }`) are not supported in cells; leave them out, a `.json` file is known by its name.",
  ]);
});

test("a value whose type cannot be written down says so and shows the fix", async () => {
  const [message] = await session().complaints("const hidden = new (class { private x = 1 })()");
  assert.match(message!, /write a type .*const hidden: any/);
});

test("`export` in a cell is allowed and means nothing", async () => {
  const cells = session();
  await cells.run(
    "export const a = 1\nexport default function f() { return a }\nexport { a as b }\nexport class C {}",
  );
  assert.equal(await cells.run("f() + a"), 2);
});

test("conversion depends on nothing but what it is given", async () => {
  const ask = (context: string) => language.convert({ context, source: "n", fileName: "cell" });
  assert.equal((await ask("declare const n: number;\n")).code?.hasResult, true);
  assert.deepEqual(
    (await ask("")).diagnostics.map(({ code }) => code),
    [2304],
  );
  assert.equal((await ask("declare const n: number;\n")).code?.hasResult, true);
});

test("twenty cells that declare the same names carry each name once", async () => {
  let context = "";
  for (let cell = 0; cell < 20; cell++) {
    context = (
      await language.convert({
        context,
        source: `const x = ${cell}; function f() { return x }`,
        fileName: "cell",
      })
    ).declarations;
  }
  assert.equal(context.trim().split("\n").length, 2);
});

test("empty cells, comments and Windows line ends convert", async () => {
  const cells = session();
  assert.equal(await cells.run(""), undefined);
  assert.equal(await cells.run("// only a comment"), undefined);
  assert.equal(await cells.run("const q = 1\r\nq // shown"), 1);
  assert.equal(await cells.run("q; // a\n/* b */"), 1);
  assert.equal(await cells.run("q;;\ninterface After {}"), 1);
});

test("the map leads from an error's place to the cell's line and column", async () => {
  const source = `import { sep } from "node:path"
interface Row { readonly id: number }
function check(row: Row): number {
  const label: string = "x"

  if (row.id > 1) {
    throw new Error(label + sep)
  }
  return row.id
}
const rows: Row[] = [{ id: 1 }, { id: 2 }]
rows.map(check)`;
  const { code } = await language.convert({ context: "", source, fileName: "cell 3" });
  const map = new TraceMap(code!.map!);
  assert.deepEqual(map.sources, ["cell 3"]);
  const place = (needle: string) => {
    const lines = code!.js.split("\n");
    const line = lines.findIndex((text) => text.includes(needle));
    const found = originalPositionFor(map, { line: line + 1, column: lines[line]!.indexOf(needle) });
    return [found.line, found.column];
  };
  assert.deepEqual(place("new Error"), [7, 10]);
  assert.deepEqual(place("check(row)"), [3, 9]);
  assert.deepEqual(place("rows = ["), [11, 6]);
  assert.deepEqual(place("rows.map"), [12, 0]);
  assert.deepEqual(place("map(check"), [12, 5]);
});

test("types may be left out: an empty list takes anything, and nobody complains of an implicit any", async () => {
  for (const source of [
    "const list = []; list.push(1); list",
    "function f(x) { return x + 1 }\nf(2)",
    "const o = {}; o['a'] = 1; o",
  ]) {
    const { diagnostics } = await language.convert({ context: "", source, fileName: "cell 1" });
    assert.deepEqual(diagnostics, [], source);
  }
});
