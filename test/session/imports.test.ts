import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { errorOf, openCells, tracebackOf } from "./support/cells.js";

const cells = openCells();

function writePackage(name: string, files: Record<string, string>): void {
  mkdirSync(join(cells.folder, "node_modules", name), { recursive: true });
  for (const [file, text] of Object.entries(files)) cells.write(`node_modules/${name}/${file}`, text);
}

const importing = (specifier: string, names?: readonly string[]) =>
  `await __import(${JSON.stringify(specifier)}${names ? `, ${JSON.stringify(names)}` : ""})`;

test("packages resolve from the notebook's folder, import and require by their conditions", async () => {
  writePackage("dual", {
    "package.json": '{ "name": "dual", "exports": { "import": "./i.mjs", "require": "./r.cjs" } }',
    "i.mjs": "export const kind = 'esm'",
    "r.cjs": "exports.kind = 'cjs'",
  });
  assert.deepEqual(await cells.show(`[(${importing("dual", ["kind"])}).kind, require("dual").kind]`), {
    "text/plain": "[ 'esm', 'cjs' ]",
  });
});

test("CommonJS packages give their default and names that Node cannot read off", async () => {
  writePackage("common", {
    "package.json": '{ "name": "common" }',
    "index.js": "module.exports = Object.assign(() => 1, Object.fromEntries([['hidden', 2]]))",
    "deep.js": "exports.deep = 3",
  });
  assert.deepEqual(await cells.show(`Object.values(${importing("common", ["hidden"])})`), {
    "text/plain": "[ 2 ]",
  });
  assert.deepEqual(await cells.show(`(${importing("common/deep")}).deep`), { "text/plain": "3" });
});

test("Node's modules and absolute URLs are found", async () => {
  assert.deepEqual(
    await cells.show(`typeof (${importing("node:os")}).cpus + typeof (${importing("fs")}).readFileSync`),
    {
      "text/plain": "'functionfunction'",
    },
  );
  cells.write("absolute.mjs", "export const a = 1");
  const url = pathToFileURL(join(cells.folder, "absolute.mjs")).href;
  assert.deepEqual(await cells.show(`(${importing(url)}).a`), { "text/plain": "1" });
});

test("a relative TypeScript file is read anew at each import", async () => {
  cells.write("fft.ts", "export const size: number = 1;\n");
  assert.deepEqual(await cells.show(`(${importing("./fft.ts")}).size`), { "text/plain": "1" });
  cells.write("fft.ts", "import { kind } from 'dual';\nexport const size = kind + 2;\n");
  assert.deepEqual(await cells.show(`(${importing("./fft")}).size`), { "text/plain": "'esm2'" });
});

test("JSON is a default export", async () => {
  cells.write("data.json", '{ "n": 1 }');
  assert.deepEqual(await cells.show(`(${importing("./data.json")}).default.n`), { "text/plain": "1" });
});

test("an error in a relative file shows that file's line", async () => {
  cells.write(
    "bad.ts",
    "type A = number;\n\nexport function bad(a: A) {\n  throw new Error('bad ' + a);\n}\n",
  );
  const lines = tracebackOf(await cells.run(`(${importing("./bad.ts")}).bad(1)`));
  assert.deepEqual(lines.slice(0, 6), [
    "Error: bad 1",
    "bad.ts, line 4",
    "  2 | ",
    "  3 | export function bad(a: A) {",
    "> 4 |   throw new Error('bad ' + a);",
    "    |         ^",
  ]);
});

test("what cannot be imported is an error that names it, and the session lives on", async () => {
  const message = async (js: string) => errorOf(await cells.run(js)).evalue;
  assert.match(await message(importing("no-such-package")), /Cannot find package 'no-such-package'/);
  assert.match(await message(importing("./missing.ts")), /Cannot import .*missing/);
  cells.write("broken.ts", "export const = 1");
  assert.match(await message(importing("./broken.ts")), /Expected identifier but found "="/);
  assert.match(await message(importing("./fft.ts", ["nope"])), /does not provide an export named "nope"/);
});

test("import.meta and __dirname are the notebook's", async () => {
  assert.deepEqual(await cells.show("__dirname === __importMeta.dirname && __dirname === process.cwd()"), {
    "text/plain": "true",
  });
});
