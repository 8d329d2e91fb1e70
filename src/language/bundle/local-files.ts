/** Local files of a bundle: their names, and those that stay beside it under `--no-bundle`. */
import { createHash } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Loader } from "esbuild";
import type { BundleRequest } from "../../model/ports/language.js";
import { OF_WORKING_TREE } from "../../model/revision.js";
import { namespaceOf } from "./local-imports.js";
import { NAMESPACE } from "./names.js";

/** A file that forks load themselves. */
export interface FileBeside {
  readonly path: string;
  readonly text: string;
  readonly hash: string;
  readonly url: string;
  /** Relative to the notebook's folder. */
  readonly loaded: string;
}

/** Under `--no-bundle` they are left to Node. */
export const NOT_TO_JOIN: Readonly<Record<string, Loader>> = { ".node": "empty", ".wasm": "empty" };

/**
 * By the path in the repository. Where setups have the working tree's copy of a file that the variant has at a revision,
 * that one is called so. `inputs`: names of everything that the bundle is made of.
 */
export function localNames(
  { folder, repository, checkout }: BundleRequest,
  inputs: readonly string[],
): (source: string) => string {
  const top = realpathSync(repository ?? folder);
  const here = realpathSync(folder);
  const prefix = checkout ? `${namespaceOf(checkout)}:` : null;
  return (source) => {
    if (prefix !== null && source.startsWith(prefix)) return source.slice(prefix.length);
    if (source.startsWith(`${NAMESPACE}:`)) return source;
    const path = relative(top, resolve(here, source)).replaceAll("\\", "/");
    const name = path.startsWith("..") ? source : path;
    return prefix !== null && inputs.includes(prefix + name) ? `${name}${OF_WORKING_TREE}` : name;
  };
}

/** `inputs`: names of everything that the whole bundle was made of. */
export function filesBeside(request: BundleRequest, inputs: readonly string[]): FileBeside[] {
  const { folder, checkout } = request;
  const here = realpathSync(folder);
  const name = localNames(request, inputs);
  const prefix = checkout ? `${namespaceOf(checkout)}:` : null;
  return inputs
    .filter((input) => !input.startsWith(`${NAMESPACE}:`))
    .map((input) => {
      const ofRevision = prefix !== null && checkout && input.startsWith(prefix);
      const file = ofRevision ? join(checkout.folder, input.slice(prefix.length)) : resolve(here, input);
      const bytes = readFileSync(file);
      return {
        path: name(input),
        text: bytes.includes(0) ? "" : bytes.toString("utf8"),
        hash: fileHash(bytes),
        url: pathToFileURL(file).href,
        loaded: relative(here, file).replaceAll("\\", "/"),
      };
    });
}

/** Why Node cannot load one of them as it is, or null. */
export function unloadableFile(files: readonly FileBeside[]): string | null {
  const strips = Boolean((process.features as { typescript?: unknown }).typescript);
  const found = files.find(({ url }) => {
    const extension = extname(url);
    return extension === ".tsx" || (!strips && /^\.[cm]?ts$/.test(extension));
  });
  if (!found) return null;
  return `--no-bundle leaves files as they are, and Node ${process.versions.node} cannot load TypeScript (${found.path}); build it first (--build "npm run build") and import the JavaScript that the build makes.`;
}

/** SHA-256, first 16 hex digits. */
export function fileHash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
