/** Compiler options of cells, laid over tslab's. */
import { join, parse } from "node:path";
import { type Compiler, ownTypes, type ts } from "./tslab.js";

export function cellOptions(compiler: Compiler, folder: string): ts.CompilerOptions {
  return {
    lib: ["lib.es2023.d.ts"],
    // A cell may import files from above the notebook's folder.
    rootDir: parse(folder).root,
    // Finds packages that have only `exports`, and allows relative imports with and without an extension.
    moduleResolution: compiler.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    typeRoots: typeRoots(folder),
    types: ["node"],
    strictNullChecks: true,
    // For what it infers: without it `const list = []` is `never[]` under strict null checks. Its complaints are dropped.
    noImplicitAny: true,
    // Types are inferred from imported JavaScript, but its author is not lectured.
    checkJs: false,
    sourceMap: true,
    // tslab's own switch; without it `for await` would be an error at the top of a cell.
    disableTopLevelAwait: false,
  };
}

/** "Parameter implicitly has an 'any' type" and alike: a notebook may leave types out. */
export function isImplicitAny(code: number): boolean {
  return IMPLICIT_ANY.has(code);
}

const IMPLICIT_ANY: ReadonlySet<number> = new Set([
  7005, 7006, 7008, 7009, 7010, 7011, 7013, 7015, 7016, 7017, 7018, 7019, 7020, 7022, 7023, 7024, 7025, 7031,
  7032, 7033, 7034, 7041, 7051, 7052, 7053, 7055, 7057,
]);

/**
 * Benchbook's own `@types/node` comes first: the carried TypeScript 5.0 cannot read the newest, which a notebook's
 * folder may have. The notebook's other `@types` are found by module resolution.
 */
function typeRoots(folder: string): string[] {
  return [ownTypes, join(folder, "node_modules", "@types")];
}
