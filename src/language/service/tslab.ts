/**
 * tslab, the TypeScript that it carries, and where their files lie: the only file that requires them. A snapshot has
 * `snapshot/bundled-tslab.ts` in its place, as it cannot require files.
 */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type ts from "@tslab/typescript-for-tslab";
import type { Converter } from "tslab/dist/converter.js";

export type { ts };
export type Compiler = typeof ts;

const require = createRequire(import.meta.url);
const requireOfTslab = createRequire(require.resolve("tslab/dist/converter.js"));
const COMPILER = "@tslab/typescript-for-tslab";

/** TypeScript 5.0 as tslab carries it. */
export const compiler = requireOfTslab(COMPILER) as Compiler;

/** The compiler's own file, beside which its libraries lie. */
export const compilerFile = requireOfTslab.resolve(COMPILER);

/** The folder of benchbook's own `@types`. */
export const ownTypes = dirname(dirname(require.resolve("@types/node/package.json")));

/** tslab's converter upon another TypeScript. */
export function createFromTslab(adapted: object): Converter {
  // tslab's own `require` finds ours in the module cache.
  const cached = requireOfTslab.cache[compilerFile]!;
  cached.exports = adapted;
  const tslab = require("tslab/dist/converter.js") as typeof import("tslab/dist/converter.js");
  return tslab.createConverter({});
}
