/**
 * Stands for `service/tslab.ts` in the bundle that a snapshot is made of: esbuild puts tslab and its TypeScript into
 * it, and `bundle.ts` fills in where their files lie.
 */
import type { Converter } from "tslab/dist/converter.js";
import type { Compiler, ts } from "../service/tslab.js";

export type { Compiler, ts };

declare const BENCHBOOK_COMPILER_FILE: string;
declare const BENCHBOOK_OWN_TYPES: string;

export const compiler = require("@tslab/typescript-for-tslab") as Compiler;
export const compilerFile = BENCHBOOK_COMPILER_FILE;
export const ownTypes = BENCHBOOK_OWN_TYPES;

/** What tslab's own `require` of TypeScript gives: it looks names up when it needs them. */
const given: Record<string, unknown> = {};
Object.assign(globalThis, { benchbookCompiler: given });

export function createFromTslab(adapted: object): Converter {
  Object.assign(given, adapted);
  const tslab = require("tslab/dist/converter.js") as typeof import("tslab/dist/converter.js");
  const converter = tslab.createConverter({});
  return {
    ...converter,
    close() {
      converter.close();
      // They lead to its last program, which would make the snapshot larger.
      for (const name of Object.keys(given)) given[name] = undefined;
    },
  };
}
