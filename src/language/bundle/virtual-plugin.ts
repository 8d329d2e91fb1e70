/** Gives esbuild the virtual modules of a bundle, and helpers such as `benchbook:seeded` from benchbook's own files. */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import type { PluginBuild } from "esbuild";
import type { VirtualModule } from "./modules.js";
import { NAMESPACE } from "./names.js";

/** Compiled beside this file. Its path is not the machine's in a bundle, as that would change the bundle's hash. */
const OWN_FILES = new URL("../../", import.meta.url);
const HELPER_FILES: Readonly<Record<string, string>> = {
  seeded: "stats/seeded.js",
  workers: "threads/workers.js",
};

export function virtualModulesPlugin(
  build: PluginBuild,
  modules: ReadonlyMap<string, VirtualModule>,
  folder: string,
): void {
  build.onResolve({ filter: new RegExp(`^${NAMESPACE}:`) }, ({ path }) => {
    const name = path.slice(NAMESPACE.length + 1);
    return { path: HELPER_FILES[name] ?? name, namespace: NAMESPACE };
  });
  // Between benchbook's own files.
  build.onResolve({ filter: /^\.\.?\//, namespace: NAMESPACE }, ({ path, importer }) =>
    importer.startsWith("stats/") || importer.startsWith("threads/")
      ? { path: posix.join(posix.dirname(importer), path), namespace: NAMESPACE }
      : undefined,
  );
  build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
    const module = modules.get(path);
    if (module) return { contents: module.text.text, loader: "ts", resolveDir: folder };
    return { contents: withoutMapComment(readFileSync(new URL(path, OWN_FILES), "utf8")), loader: "js" };
  });
}

function withoutMapComment(text: string): string {
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, "");
}
