/**
 * How the session runs `SessionCode`: the calling convention between the converter and the session process.
 *
 *     const run = vm.runInThisContext(sessionFunction(code.js), { filename })
 *     const outcome = await run(globalThis, require, __import, __importMeta, __filename, __dirname)
 *     if (code.hasResult) show(outcome.value)
 *
 * - `code.js` is the body of a strict async function. Its first line holds nothing of the cell, so whatever a
 *   wrapper puts in front of it on that line leaves the map right.
 * - Names that the cell declares are plain globals: the body assigns `n = 512`, and reads `n`, without a scope of
 *   its own. A function of an earlier cell therefore sees what a later cell assigned or declared anew.
 * - `exports` is the global object; the first line makes absent names on it, so that strict mode can assign them.
 * - With `hasResult` the function returns `{ value }`; wrapped, so that a promise as a value is not awaited.
 * - `import … from "x"` became `await __import("x", ["default", "y"])`, `import "x"` and `import("x")` became
 *   `__import("x")`. It answers a module namespace; `pickExports` makes it one that has the names asked for.
 * - `import.meta` became `__importMeta`.
 */

export const SESSION_PARAMETERS = [
  "exports",
  "require",
  "__import",
  "__importMeta",
  "__filename",
  "__dirname",
] as const;

export type SessionFunction = (
  exports: object,
  require: (specifier: string) => unknown,
  __import: ImportFunction,
  __importMeta: ImportMetaLike,
  __filename: string,
  __dirname: string,
) => Promise<{ readonly value: unknown } | undefined>;

/** `names` are the exports that a static import wants; absent for `import()` and `import * as`. */
export type ImportFunction = (specifier: string, names?: readonly string[]) => Promise<object>;

/** Of the notebook: `filename` is a file in its folder that need not exist. */
export interface ImportMetaLike {
  readonly url: string;
  readonly dirname: string;
  readonly filename: string;
}

/** Text of an expression whose value is the `SessionFunction`. */
export function sessionFunction(js: string): string {
  return `(async function (${SESSION_PARAMETERS.join(", ")}) { ${js}\n})`;
}

/**
 * The named exports of a module. A CommonJS package's names that Node could not find by reading it are looked up in
 * its `module.exports`. Throws a SyntaxError, as Node does, for a name that is nowhere.
 */
export function pickExports(namespace: object, specifier: string, names: readonly string[]): object {
  const missing = names.filter((name) => !(name in namespace));
  if (missing.length === 0) return namespace;
  const fallback: unknown = (namespace as { default?: unknown }).default;
  const inFallback = (name: string) =>
    fallback !== null &&
    (typeof fallback === "object" || typeof fallback === "function") &&
    name in (fallback as object);
  const absent = missing.find((name) => !inFallback(name));
  if (absent !== undefined) {
    throw new SyntaxError(`The module "${specifier}" does not provide an export named "${absent}"`);
  }
  return Object.fromEntries(
    names.map((name) => [
      name,
      name in namespace
        ? (namespace as Record<string, unknown>)[name]
        : (fallback as Record<string, unknown>)[name],
    ]),
  );
}
