/** What a kernel's first answers wait for: the modules that are read before them stay few. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** Tests run from dist/test/kernel. */
const DIST = fileURLToPath(new URL("../../", import.meta.url));

/** `import { a } from "x"`, `export * from "x"`, `import "x"`, as the compiler writes them. */
const STATIC = /^(?:(?:import|export)\s+[\w$*{},\s]+?\s+from|import)\s+["']([^"']+)["']/gm;

/** Files that a module brings by static imports, and the packages that these name. */
function readWith(entry: string): {
  readonly files: readonly string[];
  readonly packages: readonly string[];
} {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open = [join(DIST, entry)];
  for (let file = open.pop(); file; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const text = readFileSync(file, "utf8");
    for (const [, specifier = ""] of text.matchAll(STATIC)) {
      if (specifier.startsWith(".")) open.push(join(dirname(file), specifier));
      else if (!specifier.startsWith("node:")) packages.add(specifier);
    }
  }
  return { files: [...files].map((file) => relative(DIST, file)), packages: [...packages] };
}

test("the process that checks types is started with a dozen modules and no package", () => {
  const { files, packages } = readWith("kernel/ahead.js");
  assert.deepEqual(packages, []);
  assert.ok(files.length <= 16, files.join(" "));
});

test("an ordinary cell waits for no magic, chart, engine or package of theirs", () => {
  const { files, packages } = readWith("src/runtime/index.js");
  const heavy = files.filter((file) => /^src\/(?:engine|charts|native|wasm|stats)\//.test(file));
  assert.deepEqual(heavy, [], "import it where a magic needs it: src/runtime/magics.ts is loaded later");
  assert.deepEqual(packages, ["fastest-levenshtein"]);
  assert.ok(files.length <= 90, `${files.length} modules`);
});

test("the sockets answer before the runtime is read", () => {
  const { files } = readWith("kernel/command.js");
  assert.deepEqual(
    files.filter((file) => /^src\/(?:runtime|language|session|magics|views)\//.test(file)),
    [],
    "import it in createRuntime of kernel/command.ts",
  );
});
