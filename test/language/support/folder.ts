/** A notebook's folder on disk, from a table of files. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface Folder {
  readonly path: string;
  write(name: string, text: string): void;
  remove(): void;
}

export function createFolder(files: Readonly<Record<string, string>> = {}): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "benchbook-language-")));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  return { path, write, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Packages as npm lays them out: an ES module with `exports` only, and a CommonJS one whose names Node cannot see. */
export const PACKAGES: Readonly<Record<string, string>> = {
  "node_modules/modern/package.json": JSON.stringify({
    name: "modern",
    version: "2.1.0",
    type: "module",
    exports: { ".": { types: "./types.d.ts", import: "./main.js" } },
  }),
  "node_modules/modern/types.d.ts":
    "export declare const answer: number;\nexport default function greet(name: string): string;\n",
  "node_modules/modern/main.js":
    "export const answer = await Promise.resolve(42);\nexport default function greet(name) { return 'hello ' + name; }\n",
  "node_modules/classic/package.json": JSON.stringify({
    name: "classic",
    version: "1.0.3",
    main: "index.js",
  }),
  "node_modules/classic/index.js":
    "const api = { add: (a, b) => a + b };\nmodule.exports = Object.assign(function classic() { return 'called'; }, api);\n",
  "node_modules/classic/index.d.ts":
    "declare function classic(): string;\ndeclare namespace classic { function add(a: number, b: number): number; }\nexport = classic;\n",
};
