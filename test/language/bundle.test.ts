import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { VariantModule } from "../../src/engine/fork/module.js";
import { createLanguage } from "../../src/language/index.js";
import type { Bundle, BundleRequest, Diagnostic, Language } from "../../src/model/ports/language.js";
import type { Parameters, Setup } from "../../src/model/workload.js";
import { createFolder, type Folder, PACKAGES } from "./support/folder.js";

let folder: Folder;
let language: Language;

before(() => {
  folder = createFolder({
    ...PACKAGES,
    "src/scale.ts": `import { add } from "classic";
import { FACTOR } from "./factor";
export const scale = (x: number): number => add(x, 0) * FACTOR;
export function fail(): never {
  throw new Error("from a file");
}
`,
    "src/factor.ts": "export const FACTOR: number = 3;\n",
    "data.json": '{ "rows": [1, 2, 3] }',
  });
  language = createLanguage({ folder: folder.path });
});
after(async () => {
  await language.close();
  folder.remove();
});

interface Given {
  readonly setups?: readonly (string | Partial<Setup>)[];
  readonly variant: string;
  readonly result?: string;
  readonly teardown?: string;
  readonly inputs?: number;
  readonly parameterNames?: readonly string[];
}

function request(given: Given): BundleRequest {
  const setups = (given.setups ?? []).map((setup, index): Setup => {
    const base = {
      name: index === 0 ? "setup" : `setup${index}`,
      source: "",
      parameters: {},
      perCall: false,
      cellId: null,
    };
    return typeof setup === "string" ? { ...base, source: setup } : { ...base, ...setup };
  });
  return {
    folder: folder.path,
    setups,
    teardown: given.teardown ?? null,
    parameterNames: given.parameterNames ?? ["n", "seed"],
    inputs: given.inputs ?? 1,
    variant: { name: "naive", source: given.variant, result: given.result ?? null },
  };
}

async function bundled(given: Given): Promise<Bundle> {
  const result = await language.bundle(request(given));
  if (result.kind === "failed") throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.bundle;
}

async function problems(given: Given): Promise<readonly Diagnostic[]> {
  const result = await language.bundle(request(given));
  return result.kind === "failed" ? result.diagnostics : [];
}

let files = 0;

/** Imports a bundle as a fork would; `marks` are the stages that it reported. */
async function load(
  bundle: Bundle,
  parameters: Parameters = { n: 4, seed: 1 },
): Promise<VariantModule & { readonly marks: readonly string[] }> {
  const marks: string[] = [];
  Object.assign(globalThis, { __benchbook: { parameters, mark: (stage: string) => marks.push(stage) } });
  const path = join(folder.path, `bundle-${files++}.mjs`);
  writeFileSync(path, bundle.js);
  return { ...((await import(pathToFileURL(path).href)) as VariantModule), marks };
}

/** Where a piece of the bundle's text came from. */
function origin(bundle: Bundle, needle: string): string {
  const lines = bundle.js.split("\n");
  const line = lines.findIndex((text) => text.includes(needle));
  assert.ok(line >= 0, `${needle} is not in the bundle`);
  const found = originalPositionFor(new TraceMap(bundle.map), {
    line: line + 1,
    column: lines[line]!.indexOf(needle),
  });
  return `${found.source}:${found.line}:${(found.column ?? -1) + 1}`;
}

const SETUP = "const random = seeded(seed)\nconst A = random.float32(n), B = random.float32(n)";
const DOT = `// the sum of products
function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
dot(A, B) // measured`;

test("a variant's measured expression is a function; its loops call it as often as asked", async () => {
  const module = await load(await bundled({ setups: [SETUP], variant: DOT }));
  const value = module.measured();
  assert.ok(typeof value === "number" && value > 0);
  assert.equal(module.loop(3), value);
  assert.equal(module.control(3), value);
  assert.deepEqual(
    [module.perCall, module.result, module.teardown, module.asynchronous],
    [null, null, null, false],
  );
  assert.deepEqual(module.marks, ["setup", "prepare"]);
});

test("the same bundle serves every value of a parameter", async () => {
  const bundle = await bundled({
    setups: ["const data = new Array(n).fill(seed)"],
    variant: "data.length + String(data[0])",
  });
  assert.equal((await load(bundle, { n: 2, seed: "a" })).measured(), "2a");
  assert.equal((await load(bundle, { n: 7, seed: 3 })).measured(), "73");
});

test("the hash is of the text alone and stays the same", async () => {
  const given = { setups: [SETUP], variant: DOT };
  const first = await bundled(given);
  assert.equal((await bundled(given)).hash, first.hash);
  assert.match(first.hash, /^[0-9a-f]{16}$/);
  assert.notEqual((await bundled({ ...given, variant: DOT.replace("sum = 0", "sum = 1") })).hash, first.hash);
  assert.ok(!first.js.includes(folder.path), "a bundle without packages holds no path of this machine");
});

test("what was `const` is `const` in the bundle, what is assigned later is not", async () => {
  const { js } = await bundled({
    setups: ["const A = [n], { length } = A\nlet total = 0\ntotal++\nclass Box { value = length }"],
    variant: "let calls = 0\nconst bump = () => calls++\nbump() + A[0]! + length + new Box().value + total",
  });
  for (const name of ["A =", "{ length }", "Box =", "bump =", "measured ="])
    assert.match(js, new RegExp(`^const ${name}`, "m"));
  for (const name of ["total =", "calls ="]) assert.match(js, new RegExp(`^var ${name}`, "m"));
});

test("a variant may shadow what the setup declares, and names of its own never collide with the bundle's", async () => {
  const module = await load(
    await bundled({
      setups: ["const measured = 1, loop = 2, A = [1, 2]\nfunction size() { return A.length }"],
      variant:
        "const A = [1, 2, 3], result = 4, sink = 5, count = 6;\n[A.length, size(), measured, loop, result, sink, count]",
    }),
  );
  assert.deepEqual(module.loop(2), [3, 2, 1, 2, 4, 5, 6]);
});

test("later setups see earlier ones, the latest declaration wins", async () => {
  const module = await load(
    await bundled({
      setups: ["const base = n\nconst both = 'first'", "const double = base * 2\nconst both = 'second'"],
      variant: "[base, double, both]",
    }),
  );
  assert.deepEqual(module.measured(), [4, 8, "second"]);
});

test("packages stay outside as file URLs, and their versions are known", async () => {
  const bundle = await bundled({
    setups: [`import greet, { answer } from "modern"\nimport { sep } from "path"`],
    variant: `import classic from "classic"\n[greet("x"), answer, classic.add(1, 2), sep]`,
  });
  assert.match(bundle.js, /from "file:\/\/.*node_modules\/modern\/main\.js"/);
  assert.match(bundle.js, /from "node:path"/);
  assert.deepEqual(bundle.packages, { classic: "1.0.3", modern: "2.1.0" });
  assert.deepEqual((await load(bundle)).measured(), ["hello x", 42, 3, "/"]);
});

test("relative files are inside, frozen as they were", async () => {
  const bundle = await bundled({
    variant: `import { scale } from "./src/scale.ts"\nimport data from "./data.json"\ndata.rows.map((row: number) => scale(row))`,
  });
  folder.write("src/factor.ts", "export const FACTOR: number = 100;\n");
  assert.deepEqual((await load(bundle)).measured(), [3, 6, 9]);
  folder.write("src/factor.ts", "export const FACTOR: number = 3;\n");
  assert.equal(origin(bundle, "FACTOR = 3"), "src/factor.ts:1:14");
  assert.deepEqual(bundle.packages, { classic: "1.0.3" });
});

test("the map leads to the cells' own lines and columns", async () => {
  const bundle = await bundled({
    setups: [SETUP, "export const offset: number = Math.max(0, 7)"],
    variant: DOT.replace("dot(A, B)", "  dot(A, B) + offset"),
  });
  assert.deepEqual(
    new TraceMap(bundle.map).sources.filter((name) => !name!.startsWith("benchbook:")),
    ["setup", "setup:setup1", "cell:naive"],
  );
  assert.equal(origin(bundle, "seeded(seed)"), "setup:1:16");
  assert.equal(origin(bundle, "B = random"), "setup:2:30");
  assert.equal(origin(bundle, "Math.max"), "setup:setup1:1:31");
  assert.equal(origin(bundle, "sum += "), "cell:naive:4:38");
  assert.equal(origin(bundle, "dot(A, B)"), "cell:naive:7:3");
  assert.equal(origin(bundle, "offset;\nconst sink".split("\n")[0]!), "cell:naive:7:15");
});

test("an `await` in the expression makes everything asynchronous", async () => {
  const module = await load(
    await bundled({
      variant: "let calls = 0\nconst work = async () => { await null; return ++calls }\nawait work() * 10",
    }),
  );
  assert.equal(module.asynchronous, true);
  assert.equal(await module.measured(), 10);
  assert.equal(await module.loop(3), 40);
  assert.equal(await module.control(2), 40);
  const promise = await load(await bundled({ variant: "Promise.resolve(1)" }));
  assert.equal(promise.asynchronous, false);
});

test("setup and preparation may wait", async () => {
  const module = await load(
    await bundled({
      setups: ["const data = await Promise.resolve([n])"],
      variant: "const more = await Promise.resolve(1)\ndata[0]! + more",
    }),
  );
  assert.equal(module.measured(), 5);
});

test("`--result` reads a name of the variant or of the setup", async () => {
  const own = await load(await bundled({ variant: "const C = [0]\nC.fill(n)", result: "C" }));
  own.measured();
  assert.deepEqual(own.result?.(), [4]);
  const setup = await load(await bundled({ setups: ["const out = [0]"], variant: "void 0", result: "out" }));
  assert.deepEqual(setup.result?.(), [0]);
});

test("a per-call setup gives fresh input before each call, from names that the others hold", async () => {
  const module = await load(
    await bundled({
      setups: [
        "const source = [3, 1, 2]",
        {
          name: "fresh",
          source: `import { sep } from "node:path"\nconst list: number[] = [...source], mark = sep\nfunction first() { return list[0] }`,
          perCall: true,
        },
      ],
      variant: "[...list.sort(), list.push(first()!), mark]",
    }),
  );
  assert.deepEqual(module.measured(), [1, 2, 3, 4, "/"]);
  module.perCall?.();
  assert.deepEqual(module.measured(), [1, 2, 3, 4, "/"]);
  const waiting = await load(
    await bundled({
      setups: [{ source: "const list = await Promise.resolve([1])", perCall: true }],
      variant: "list.push(2)",
    }),
  );
  assert.equal(waiting.measured(), 2);
  assert.ok(waiting.perCall?.() instanceof Promise);
  await waiting.perCall?.();
  assert.equal(waiting.measured(), 2);
});

test("several inputs come from derived seeds and rotate between calls", async () => {
  const bundle = await bundled({
    setups: ["const seen = seed\nconst input = n", "const pair = [seen, seed, input]"],
    variant: "pair",
    inputs: 3,
  });
  const module = await load(bundle, { n: 4, seed: 1 });
  const second = (1 + 0x9e3779b9) % 2 ** 32;
  const third = (1 + 2 * 0x9e3779b9) % 2 ** 32;
  assert.deepEqual(module.measured(), [1, 1, 4]);
  module.loop(1);
  assert.deepEqual(module.measured(), [second, second, 4]);
  module.loop(1);
  assert.deepEqual(module.measured(), [third, third, 4]);
  module.control(1);
  assert.deepEqual(module.measured(), [1, 1, 4]);
  assert.deepEqual((await load(bundle, { n: 4, seed: "s" })).loop(2), ["s/1", "s/1", 4]);
});

test("a setup without a seed still makes each input anew", async () => {
  const module = await load(
    await bundled({
      setups: ["const list = [n]"],
      variant: "list.push(0)",
      inputs: 2,
      parameterNames: ["n"],
    }),
  );
  assert.deepEqual([module.loop(1), module.loop(1), module.loop(1)], [2, 2, 3]);
});

test("teardown closes what the setup opened, once for each input", async () => {
  const closed: number[] = [];
  Object.assign(globalThis, { closedInTest: closed });
  const given = {
    setups: ["const handle = { id: seed as number }"],
    variant: "handle.id",
    teardown: `import { setTimeout as sleep } from "node:timers/promises"\nawait sleep(1)\n;(globalThis as any).closedInTest.push(handle.id)`,
  };
  await (await load(await bundled(given))).teardown?.();
  assert.deepEqual(closed, [1]);
  await (await load(await bundled({ ...given, inputs: 2 }))).teardown?.();
  assert.equal(closed.length, 3);
});

test("`require` and `import.meta` speak of the notebook's folder", async () => {
  const module = await load(
    await bundled({
      setups: [`const classic = require("classic")`],
      variant: "[classic.add(1, 2), import.meta.dirname]",
    }),
  );
  assert.deepEqual(module.measured(), [3, folder.path]);
});

test("a package that is not installed is said in the cell's line, with the command", async () => {
  const given = {
    setups: ["const a = 1", `const b = 2\nimport chart from "@scope/chart/sub"`],
    variant: `const x = 1\nimport { y } from "absent"\ny + chart`,
  };
  assert.deepEqual(
    (await problems(given))
      .map(({ message, file, start }) => [message, file, start.line, start.column])
      .sort(),
    [
      [
        `Cannot find the package "@scope/chart" from the notebook's folder; install it: npm install @scope/chart`,
        "setup:setup1",
        2,
        19,
      ],
      [
        `Cannot find the package "absent" from the notebook's folder; install it: npm install absent`,
        null,
        2,
        19,
      ],
    ],
  );
  const [relative] = await problems({
    setups: [{ source: `import { z } from "./nowhere"\nz`, perCall: true }],
    variant: "1",
  });
  assert.match(relative!.message, /^Cannot find the file "\.\/nowhere"/);
  assert.deepEqual([relative!.file, relative!.start.line, relative!.start.column], ["setup", 1, 19]);
});

test("syntax errors stand in the cell's lines, also after characters that are wide in UTF-8", async () => {
  const [error] = await problems({ variant: 'const text = "ä€😀"; const = 3\ntext' });
  assert.deepEqual([error!.file, error!.start.line, error!.start.column], [null, 1, 28]);
  const [inSetup] = await problems({ setups: ["const a = 1\nconst b = ;"], variant: "1" });
  assert.deepEqual([inSetup!.file, inSetup!.start.line, inSetup!.start.column], ["setup", 2, 11]);
  folder.write("broken.ts", "export const a = 1;\nexport const b = ;\n");
  const [inFile] = await problems({ variant: `import { a } from "./broken"\na` });
  assert.deepEqual([inFile!.file, inFile!.start.line, inFile!.start.column], ["broken.ts", 2, 18]);
});

test("an assignment to a name of the setup is refused with the fix", async () => {
  const [error] = await problems({ setups: ["let total = 0"], variant: "const x = 1\ntotal += x" });
  assert.match(error!.message, /^"total" comes from a %%setup cell and cannot be assigned here; declare/);
  assert.deepEqual([error!.file, error!.start.line, error!.start.column], [null, 2, 1]);
});

test("a cell that does not end in an expression fails with a sentence", async () => {
  const [error] = await problems({ variant: "const C = 1\n" });
  assert.match(error!.message, /does not end in an expression/);
  assert.equal(error!.start.line, 1);
});
