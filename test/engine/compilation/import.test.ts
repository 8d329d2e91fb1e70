/** V8's log, as Node 20 and Node 26 write it, read into a cell's lines. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { importCompilation } from "../../../src/engine/compilation/import.js";
import { createBundleMap } from "../../../src/engine/source-map.js";

const CELL = `type List = { x: number }[]
function sum(list: List) {
  let total = 0
  for (const item of list) total += item.x
  return total
}
function main() { return sum(objects) }
main()
`;
const BUNDLE = "/bundles/abc.mjs";
const URL_ = pathToFileURL(BUNDLE).href;
const { map: MAP } = transformSync(CELL, { loader: "ts", sourcefile: "cell:wide", sourcemap: "external" });
// What esbuild writes: sum at 1 to 5, main at 6 to 8.

test("a deoptimisation stands at the cell's line, with its reason, how often, and how often in the steady stretch", () => {
  const { deopts } = read(`
    ${code("0x100", "sum", "1:13", "0xa", "~")}
    ${code("0x900", "sum", "1:13", "0xa", "*")}
    code-deopt,10,512,0x900,-1,127,deopt-eager,<${URL_}:3:37>,not a Smi
    ${code("0x900", "sum", "1:13", "0xa", "*'")}
    ${MARKED}
    code-deopt,20,512,0x900,-1,127,deopt-eager,<${URL_}:3:37>,not a Smi
  `);
  assert.deepEqual(
    deopts.map(({ name, host, file, line, reason, kind, count, steady, loop }) => [
      name,
      host,
      file,
      line,
      reason,
      kind,
      count,
      steady,
      loop,
    ]),
    [["sum", "sum", "cell:wide", 4, "not a Smi", "eager", 2, 1, false]],
  );
});

test("giving up three times in the steady stretch is a loop", () => {
  const again = `
    ${code("0x900", "sum", "1:13", "0xa", "*")}
    code-deopt,20,512,0x900,-1,127,deopt-eager,<${URL_}:3:37>,wrong map`;
  const [deopt] = read(`${MARKED}${again}${again}${again}`).deopts;
  assert.equal(deopt?.loop, true);
});

test("what gave up while inputs were made is left out", () => {
  const once = `
    ${code("0x900", "sum", "1:13", "0xa", "*")}
    code-deopt,20,512,0x900,-1,127,deopt-eager,<${URL_}:3:37>,wrong map`;
  const calls = code("0x9", "", "1:1", "0xf", "~", "benchbook-mark:calls");
  assert.equal(read(`${once}\n${calls}`).deopts.length, 0);
  assert.equal(read(`${once}\n${calls}${once}`).deopts[0]?.count, 1);
});

test("an inlined place has the names of both functions", () => {
  const [deopt] = read(`
    ${code("0x100", "sum", "1:13", "0xa", "~")}
    ${code("0x200", "main", "6:14", "0xb", "~")}
    ${code("0x900", "main", "6:14", "0xb", "o*")}
    code-deopt,20,512,0x900,0,127,deopt-lazy,<${URL_}:3:37> inlined at <${URL_}:7:10>,(unknown)
  `).deopts;
  assert.deepEqual([deopt?.name, deopt?.host, deopt?.kind], ["sum", "main", "lazy"]);
});

test("a function's tier is that of the code it has left, whatever markers V8 has for it", () => {
  const tiers = (log: string) =>
    read(log).functions.map(({ name, tier, optimised, deoptimised }) => [name, tier, optimised, deoptimised]);
  assert.deepEqual(tiers(code("0x100", "sum", "1:13", "0xa", "~")), [["sum", "interpreter", 0, 0]]);
  assert.deepEqual(tiers(code("0x100", "sum", "1:13", "0xa", "^")), [["sum", "baseline", 0, 0]]);
  assert.deepEqual(tiers(code("0x100", "sum", "1:13", "0xa", "+'")), [["sum", "maglev", 1, 0]]);
  assert.deepEqual(
    tiers(`
      ${code("0x100", "sum", "1:13", "0xa", "+'")}
      ${code("0x900", "sum", "1:13", "0xa", "o*'")}
      code-deopt,20,512,0x900,-1,127,deopt-eager,<${URL_}:3:37>,overflow
    `),
    [["sum", "maglev", 2, 1]],
  );
});

test("a function that lives on as a copy in another's code says where", () => {
  const { functions } = read(`
    ${code("0x100", "sum", "1:13", "0xa", "~")}
    ${code("0x200", "main", "6:14", "0xb", "*")}
    code-source-info,0x200,36,0,731,C0O0C57O661,O1,S0xa
  `);
  assert.deepEqual(
    functions.map(({ name, inlinedInto }) => [name, inlinedInto]),
    [
      ["sum", ["main"]],
      ["main", []],
    ],
  );
});

test("the measured expression is a function too, with the highest tier of the loop around it", () => {
  const { functions } = read(`
    ${code("0x100", "measured", "6:14", "0xa", "^")}
    ${code("0x200", "loop", "7:14", "0xb", "*")}
  `);
  assert.deepEqual(
    functions.map(({ name, file, line, tier, optimised }) => [name, file, line, tier, optimised]),
    [["measured", "cell:wide", null, "turbofan", 1]],
  );
});

test("an access is megamorphic once V8 says so, with the shapes that it has met", () => {
  const met = (from: string, to: string, shape: string) => `LoadIC,0x110,1,3,42,${from},${to},${shape},x,,\n`;
  const log = [code("0x100", "sum", "1:13", "0xa", "~"), met("0", "1", "0xe1"), met("1", "P", "0xe2")].join(
    "\n",
  );
  const [two] = read(log).accesses;
  assert.deepEqual([two?.property, two?.shapes, two?.megamorphic, two?.line], ["x", 2, false, 4]);
  const [five] = read(log + met("P", "P", "0xe3") + met("P", "P", "0xe4") + met("P", "N", "0xe5")).accesses;
  assert.deepEqual([five?.shapes, five?.megamorphic, five?.operation], [5, true, "read"]);
});

test("what one place reads under two names has the shapes of each, and a symbol is written as in code", () => {
  const ic = (property: string, shape: string) => `LoadIC,0x110,1,3,42,0,1,${shape},${property},,\n`;
  const iterator = 'symbol("Symbol.iterator" hash 776e6e)';
  const log = `${code("0x100", "sum", "1:13", "0xa", "~")}${ic(iterator, "0xe1")}${ic("next", "0xe2")}`;
  assert.deepEqual(read(log).accesses, []);
  const again = ic(iterator, "0xe3").replace(",0,1,", ",1,P,");
  assert.deepEqual(
    read(log + again).accesses.map(({ property, shapes }) => [property, shapes]),
    [["[Symbol.iterator]", 2]],
  );
});

test("a computed name is one place, whatever names come", () => {
  const ic = (to: string, property: string, shape: string) =>
    `KeyedLoadIC,0x110,1,3,42,1,${to},${shape},${property},,\n`;
  const log = `${code("0x100", "sum", "1:13", "0xa", "~")}${ic("P", "x", "0xe1")}${ic("N", "y", "0xe2")}`;
  assert.deepEqual(
    read(log).accesses.map(({ shapes, megamorphic }) => [shapes, megamorphic]),
    [[2, true]],
  );
});

test("accesses are found in code that has moved", () => {
  const log = `${code("0x100", "sum", "1:13", "0xa", "~")}\ncode-move,0x100,0x500\n`;
  const ic = "LoadIC,0x510,1,3,42,1,N,0xe1,x,,";
  assert.equal(read(log + ic).accesses.length, 1);
  assert.equal(read(ic).accesses.length, 0);
});

test("lines of other kinds, cut lines and code of others are passed over", () => {
  const { functions, deopts, accesses } = read(`
    v8-version,14,1
    code-creation,JS
    code-deopt,1,2
    code-creation,JS,10,1,0x1,5,later node:internal/x:1:1,0xc,~
    LoadIC,0x1,1,3,42,1,N,0xe1,x,,
    code-deopt,1,2,0x1,-1,0,deopt-eager,<node:internal/x:1:1>,hole
    nonsense
  `);
  assert.deepEqual([functions, deopts, accesses], [[], [], []]);
});

const MARKED = code("0x9", "", "1:1", "0xf", "~", "benchbook-mark:steady");

function code(address: string, name: string, place: string, id: string, marker: string, url = URL_): string {
  return `code-creation,JS,10,1,${address},64,${name} ${url}:${place},${id},${marker}\n`;
}

function read(log: string) {
  return importCompilation({
    log: log.replace(/^ +/gm, ""),
    variant: "wide",
    bundle: BUNDLE,
    map: createBundleMap(MAP),
    wrappers: ["measured", "loop"],
    calls: 10,
    duration: 1e9,
    memory: { allocated: 0, collections: [] },
  });
}
