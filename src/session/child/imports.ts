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

/** What Node's own resolution refuses and a bundler, hence a variant, finds: `lodash/fp`, for one. */
const UNRESOLVED = ["ERR_MODULE_NOT_FOUND", "ERR_UNSUPPORTED_DIR_IMPORT", "ERR_PACKAGE_PATH_NOT_EXPORTED"];

export function createImports(folder: string, sources: Sources): Imports {
  const native = nativeImport(folder);

  async function load(specifier: string): Promise<object> {
    const path = ownSourceFile(specifier, folder);
    return path === null ? loadPackage(specifier) : loadSource(path);
  }

  async function loadSource(path: string): Promise<object> {
    // Outside of the cell, so that esbuild's service does not end with a cell that is interrupted.
    const { js, map } = await outside(async () =>
      (await import("../../language/bundle-module.js")).bundleModule(path),
    );
    const url = `data:text/javascript,${encodeURIComponent(js)}`;
    sources.add(url, { text: null, map });
    return native(url);
  }

  async function loadPackage(specifier: string): Promise<object> {
    try {
      return await native(specifier);
    } catch (error) {
      if (!UNRESOLVED.includes((error as NodeJS.ErrnoException | null)?.code ?? "")) throw error;
      const found = await outside(async () => {
        const { resolvePackage } = await import("../../language/bundle-module.js");
        return resolvePackage(specifier, folder);
      }).catch(() => specifier);
      if (found === specifier) throw error;
      return native(found);
    }
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
