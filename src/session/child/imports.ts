/**
 * What `import` in a cell finds: packages as Node resolves them from the notebook's folder, and the user's own source
 * files, which are bundled afresh at each import, so that an edited file gives its new content.
 */
import { createRequire } from "node:module";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as vm from "node:vm";
import { type ImportFunction, type ImportMetaLike, pickExports } from "../../language/session-code.js";
import { outside } from "./evaluation.js";
import * as own from "./own.js";
import type { Sources } from "./sources.js";

export interface Imports {
  readonly require: (specifier: string) => unknown;
  readonly importModule: ImportFunction;
  meta(fileName: string): ImportMetaLike;
}

/** Makes one ES module of a source file; `map` is its source map as JSON. */
export type BundleModule = (path: string) => Promise<{ readonly js: string; readonly map: string }>;

export function createImports(folder: string, sources: Sources, bundle: BundleModule): Imports {
  const native = nativeImport(folder);

  async function load(specifier: string): Promise<object> {
    const path = ownSourceFile(specifier, folder);
    if (path === null) return native(specifier);
    // Outside of the cell, so that esbuild's service does not end with a cell that is interrupted.
    const { js, map } = await outside(() => bundle(path));
    const url = `data:text/javascript,${encodeURIComponent(js)}`;
    sources.add(url, { text: null, map });
    return native(url);
  }

  return {
    require: createRequire(join(folder, "cell.cjs")),
    async importModule(specifier, names) {
      const namespace = await load(own.String(specifier));
      return names ? pickExports(namespace, specifier, names) : namespace;
    },
    meta(fileName) {
      const filename = join(folder, fileName);
      return { url: pathToFileURL(filename).href, dirname: folder, filename };
    },
  };
}

/** Node's own `import()`, resolving from the folder. */
function nativeImport(folder: string): (specifier: string) => Promise<object> {
  const script = new vm.Script("(specifier) => import(specifier)", {
    filename: join(folder, "cell.mjs"),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as (specifier: string) => Promise<object>;
}

/** The path of a file that the user may edit, or null for packages, Node's modules and URLs of other kinds. */
function ownSourceFile(specifier: string, folder: string): string | null {
  const path = toPath(specifier, folder);
  if (path === null || /[\\/]node_modules[\\/]/.test(path)) return null;
  return /\.(?:node|wasm)$/.test(path) ? null : path;
}

function toPath(specifier: string, folder: string): string | null {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return resolve(folder, specifier);
  if (specifier.startsWith("file:")) return fileURLToPath(specifier);
  return isAbsolute(specifier) ? specifier : null;
}
