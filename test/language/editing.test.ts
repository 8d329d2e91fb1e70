import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createLanguage } from "../../src/language/index.js";
import type { Language } from "../../src/model/ports/language.js";
import { createFolder, type Folder } from "./support/folder.js";

let folder: Folder;
let language: Language;

before(() => {
  folder = createFolder();
  language = createLanguage({ folder: folder.path });
});
after(async () => {
  await language.close();
  folder.remove();
});

const CONTEXT = `declare const inputs: Float32Array;
/**
 * Multiplies two square matrices.
 * @param a the left one, by rows
 * @returns a new array
 */
declare function matmul(a: Float32Array, b: Float32Array, n: number): Float32Array;
`;

/** The cursor stands at `|`. */
const at = (text: string) => ({ context: CONTEXT, source: text.replace("|", ""), cursor: text.indexOf("|") });

test("names of earlier cells, helpers and keywords complete, with their kinds", async () => {
  const complete = async (text: string) => (await language.complete(at(text))).matches;
  assert.deepEqual((await complete("mat|"))[0], { text: "matmul", type: "function" });
  assert.deepEqual((await complete("see|"))[0], { text: "seeded", type: "function" });
  assert.deepEqual((await complete("inputs|"))[0], { text: "inputs", type: "variable" });
  assert.deepEqual((await complete("class Tile {}\nTil|"))[0], { text: "Tile", type: "class" });
  assert.ok((await complete("func|")).some(({ text, type }) => text === "function" && type === "keyword"));
  assert.ok(!(await complete("__|")).some(({ text }) => /tslab|benchbook/.test(text)));
});

test("members complete within the text that they replace", async () => {
  const request = at("const x = '😀'; inputs.sub| + 1");
  const { start, end, matches } = await language.complete(request);
  assert.equal(request.source.slice(start, end), "sub");
  assert.deepEqual(matches[0], { text: "subarray", type: "method" });
  const empty = await language.complete(at("inputs.|"));
  assert.ok(empty.matches.some(({ text, type }) => text === "length" && type === "property"));
});

test("files, packages and Node's modules complete in an import", async () => {
  folder.write("kernels/tile.ts", "export const tile = 32;\n");
  folder.write("node_modules/@fast/blas/package.json", "{}");
  const texts = async (text: string) =>
    (await language.complete(at(text))).matches.map((match) => match.text);
  assert.deepEqual(await texts(`import { tile } from "./ker|"`), ["./kernels/"]);
  assert.deepEqual(await texts(`import { tile } from "./kernels/|"`), ["./kernels/tile.ts"]);
  assert.deepEqual(await texts("await import('@fa|')"), ["@fast/blas"]);
  assert.deepEqual(await texts(`require("node:perf|`), ["node:perf_hooks"]);
});

test("a broken cell still completes", async () => {
  const { matches } = await language.complete(at("if (inputs) {\n  matm|"));
  assert.equal(matches[0]?.text, "matmul");
});

test("inspection gives the signature and the documentation, also from within the call", async () => {
  for (const text of ["mat|mul(inputs)", "matmul|", "matmul(inputs, |"]) {
    const found = await language.inspect(at(text));
    assert.equal(
      found?.signature,
      "function matmul(a: Float32Array, b: Float32Array, n: number): Float32Array",
    );
    assert.equal(
      found.documentation,
      "Multiplies two square matrices.\n\n- `a` the left one, by rows\n*@returns* a new array",
    );
  }
  assert.equal(
    (await language.inspect(at("inputs.length|")))?.signature,
    "(property) Float32Array.length: number",
  );
  assert.equal(await language.inspect(at("  |  ")), null);
});

test("libraries, which are parsed without their comments, still have their documentation", async () => {
  const found = await language.inspect(at("Math.hypot|(1, 2)"));
  assert.match(found?.signature ?? "", /^\(method\) Math\.hypot\(\.\.\.values: number\[\]\): number$/);
  assert.match(found?.documentation ?? "", /square root of the sum of squares.*\n\n- `values` Values to/);
  const own = await language.inspect(at("seeded(1).float32|(4)"));
  assert.equal(own?.documentation, "`count` numbers in [0, 1), exact in single precision.");
  const linked = await language.inspect(at('import * as fs from "node:fs"\nfs.readFileSync|("a")'));
  assert.match(linked?.documentation ?? "", /the asynchronous version of\nthis API: `readFile`\./);
});

test("a cell is complete, incomplete with the next line's indent, or invalid", async () => {
  const expected: readonly (readonly [string, string, string])[] = [
    ["const x = 1", "complete", ""],
    ["", "complete", ""],
    ["await f()", "complete", ""],
    ["function f() {", "incomplete", "  "],
    ["  if (x) {\n    f(", "incomplete", "      "],
    ["const f = (x) =>", "incomplete", "  "],
    ["x = [1,", "incomplete", ""],
    ["const s = `one", "incomplete", ""],
    ["/* comment", "incomplete", ""],
    ["1 +", "incomplete", ""],
    ["x = = 3", "invalid", ""],
    ["function f() {\n\n", "invalid", ""],
    ["}", "invalid", ""],
  ];
  for (const [source, status, indent] of expected) {
    assert.deepEqual(await language.isComplete(source), { status, indent }, source);
  }
});
