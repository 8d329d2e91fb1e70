/**
 * Packages stay outside of a bundle as absolute file URLs: session and forks load the one file that resolution from
 * the notebook's folder finds, as Node's `import` would.
 */
import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OnResolveArgs, OnResolveResult, PluginBuild, ResolveResult } from "esbuild";
import { type LocalImports, plainImports } from "./local-imports.js";

/** What esbuild needs so that it resolves packages as Node does. */
export const NODE_RESOLUTION = {
  platform: "node",
  conditions: [] as string[],
  mainFields: ["main"],
} as const;

/** Marks our own question to esbuild, so that it does not come back to us. */
const ASKED = { benchbookAsked: true };

/** What was left outside. */
export interface Outside {
  /** name → version. */
  readonly versions: Map<string, string>;
  /** File URLs of CommonJS modules. */
  readonly commonJs: Set<string>;
}

export function nothingOutside(): Outside {
  return { versions: new Map(), commonJs: new Set() };
}

export function externalPackages(
  build: PluginBuild,
  found: Outside,
  local: LocalImports = plainImports,
): void {
  build.onResolve({ filter: /^[^./#]/ }, async (args): Promise<OnResolveResult | undefined> => {
    if (args.pluginData === ASKED || args.kind === "entry-point") return undefined;
    if (isBuiltin(args.path)) return { path: nodePrefixed(args.path), external: true };
    if (isAbsolute(args.path)) return undefined;
    if (args.path.startsWith("file:")) return { path: args.path, external: true };
    const resolved = await build.resolve(args.path, question(args, local.packagesFrom(args)));
    if (resolved.errors.length > 0) return { errors: [{ text: missingPackage(args) }] };
    const ours = local.workspaceFile(resolved, args);
    if (ours) return ours;
    const manifest = packageOf(resolved.path);
    if (manifest) found.versions.set(manifest.name, manifest.version);
    return external(resolved, args);
  });
  build.onResolve({ filter: /^(\.\.?(\/|$)|#)/ }, async (args): Promise<OnResolveResult | undefined> => {
    if (args.pluginData === ASKED || args.kind === "entry-point") return undefined;
    const resolved = await build.resolve(args.path, question(args, local.filesFrom(args)));
    if (resolved.errors.length > 0)
      return args.path.startsWith(".") ? { errors: [{ text: local.missing(args) }] } : undefined;
    return local.file(resolved, args, () => external(resolved, args));
  });

  function external({ path }: ResolveResult, { kind }: OnResolveArgs): OnResolveResult {
    const url = pathToFileURL(path).href;
    if (isCommonJs(path)) found.commonJs.add(url);
    return { path: kind === "require-call" ? path : url, external: true, sideEffects: true };
  }
}

function question({ kind, importer, namespace }: OnResolveArgs, resolveDir: string) {
  return { resolveDir, kind, importer, namespace, pluginData: ASKED };
}

function missingPackage({ path }: OnResolveArgs): string {
  const name = path
    .split("/")
    .slice(0, path.startsWith("@") ? 2 : 1)
    .join("/");
  return `Cannot find the package "${name}" from the notebook's folder; install it: npm install ${name}`;
}

function isBuiltin(path: string): boolean {
  return path.startsWith("node:") || builtinModules.includes(path);
}

function nodePrefixed(path: string): string {
  return path.startsWith("node:") ? path : `node:${path}`;
}

/** The nearest package.json with a name; packages have others, without, to mark folders as ES modules. */
function packageOf(file: string): { readonly name: string; readonly version: string } | null {
  for (const manifest of manifestsAbove(file)) {
    if (typeof manifest.name === "string") {
      return { name: manifest.name, version: typeof manifest.version === "string" ? manifest.version : "" };
    }
  }
  return null;
}

/** Node's rule: the extension, or the type of the nearest package.json. */
function isCommonJs(file: string): boolean {
  if (file.endsWith(".cjs")) return true;
  if (!file.endsWith(".js")) return false;
  for (const manifest of manifestsAbove(file)) return manifest.type !== "module";
  return true;
}

interface Manifest {
  readonly name?: unknown;
  readonly version?: unknown;
  readonly type?: unknown;
}

function* manifestsAbove(file: string): Generator<Manifest> {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readManifest(join(folder, "package.json"));
    if (manifest) yield manifest;
  }
}

function readManifest(path: string): Manifest | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Manifest;
  } catch {
    // Absent or broken: the package has nothing to tell.
    return null;
  }
}
