/**
 * Where relative imports lead, and what the files that they find become: a part of the bundle, a file of a revision
 * (`--rev`), or a file that stays outside (`--no-bundle`).
 *
 * Files of a revision come from a checkout whose folder differs from time to time. In the bundle they are
 * `<commit>:<path in the repository>`, so that the same commit gives the same bundle, and another commit another.
 */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { OnResolveArgs, OnResolveResult, PluginBuild, ResolveResult } from "esbuild";
import type { BundleRequest } from "../../model/ports/language.js";
import type { CheckedOut } from "../../model/ports/revisions.js";
import { NAMESPACE } from "./names.js";

export interface LocalImports {
  /** Folder that a relative import starts from. */
  filesFrom(args: OnResolveArgs): string;
  /** Folder that a package is looked up from. */
  packagesFrom(args: OnResolveArgs): string;
  /** What a relative import's file becomes; undefined is esbuild's own way, which bundles it. */
  file(
    found: ResolveResult,
    args: OnResolveArgs,
    outside: () => OnResolveResult,
  ): OnResolveResult | undefined;
  /** A package that is a folder of this repository: its file at the revision. Undefined: as any package. */
  workspaceFile(found: ResolveResult, args: OnResolveArgs): OnResolveResult | undefined;
  missing(args: OnResolveArgs): string;
}

/** Everything at its place in the working tree, inside the bundle. */
export const plainImports: LocalImports = {
  filesFrom: ({ resolveDir }) => resolveDir,
  packagesFrom: ({ resolveDir }) => resolveDir,
  file: () => undefined,
  workspaceFile: () => undefined,
  missing: ({ path, resolveDir }) =>
    `Cannot find the file "${path}" from ${resolveDir}; check its name and folder.`,
};

export function localImports(request: BundleRequest, outside: boolean): LocalImports {
  const { checkout } = request;
  const plain: LocalImports = outside
    ? {
        ...plainImports,
        file: ({ path }, _, leave) => (isPackage(path) ? undefined : leave()),
      }
    : plainImports;
  return checkout ? revisionImports({ ...request, checkout }, plain, outside) : plain;
}

function revisionImports(
  request: BundleRequest & { readonly checkout: CheckedOut },
  plain: LocalImports,
  outside: boolean,
): LocalImports {
  const { checkout } = request;
  const repository = realpathSync(request.repository ?? request.folder);
  const there = (folder: string) => join(checkout.folder, relative(repository, realpathSync(folder)));
  const here = (folder: string) => join(repository, relative(checkout.folder, folder));
  const filesFrom = (args: OnResolveArgs) => (isCell(args) ? there(args.resolveDir) : args.resolveDir);
  const atRevision = (path: string, found: ResolveResult): OnResolveResult => ({
    path: slashes(relative(checkout.folder, path)),
    namespace: namespaceOf(checkout),
    sideEffects: found.sideEffects,
  });
  const isIn = (folder: string, path: string) => !relative(folder, path).startsWith("..");
  const ofRevision = (args: OnResolveArgs) => isCell(args) || args.namespace === namespaceOf(checkout);
  return {
    filesFrom: (args) => (ofRevision(args) ? filesFrom(args) : plain.filesFrom(args)),
    packagesFrom: (args) =>
      ofRevision(args) && !isCell(args) ? nearestFolder(here(args.resolveDir)) : args.resolveDir,
    file(found, args, leave) {
      if (!ofRevision(args)) return plain.file(found, args, leave);
      if (outside || !isIn(checkout.folder, found.path)) return leave();
      return atRevision(found.path, found);
    },
    workspaceFile(found, args) {
      if (!ofRevision(args) || outside || isPackage(found.path) || !isIn(repository, found.path))
        return undefined;
      const path = join(checkout.folder, relative(repository, found.path));
      return existsSync(path) ? atRevision(path, found) : undefined;
    },
    missing(args) {
      if (!ofRevision(args)) return plain.missing(args);
      const path = slashes(relative(checkout.folder, join(filesFrom(args), args.path)));
      return missingAt(path, { checkout, repository });
    },
  };
}

function missingAt(
  path: string,
  { checkout, repository }: { readonly checkout: CheckedOut; readonly repository: string },
): string {
  const { label, submodules } = checkout;
  if (path.startsWith(".."))
    return `${path} lies outside of the repository and has no revision; import it in a %%setup cell.`;
  const submodule = submodules.find((one) => path === one || path.startsWith(`${one}/`));
  if (submodule !== undefined)
    return `${path} is in the submodule ${submodule}, whose files are not there at ${label}; take --rev of a notebook in that repository.`;
  const now = ["", ".ts", ".js"].some((extension) => existsSync(join(repository, path + extension)))
    ? "; it exists in the working tree: import what was there in its place, or make it by --build where it is built"
    : ", and not in the working tree either; check its name and folder";
  return `${path} does not exist at ${label}${now}.`;
}

/** Gives esbuild the files of the checkout. */
export function revisionFiles(build: PluginBuild, checkout: CheckedOut): void {
  build.onLoad({ filter: /.*/, namespace: namespaceOf(checkout) }, ({ path }) => {
    const file = join(checkout.folder, path);
    return { contents: readFileSync(file), loader: "default", resolveDir: dirname(file) };
  });
}

export function namespaceOf({ commit }: CheckedOut): string {
  return commit.slice(0, 12);
}

function isCell({ namespace, importer }: OnResolveArgs): boolean {
  return namespace === NAMESPACE && importer === "variant";
}

function isPackage(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}

/** A folder of the revision may be gone by now. */
function nearestFolder(folder: string): string {
  for (let at = folder; ; at = dirname(at)) if (existsSync(at) || at === dirname(at)) return at;
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}
