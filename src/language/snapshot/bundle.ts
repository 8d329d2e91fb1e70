/** The language service as one CommonJS script, which is what a snapshot is built from. */
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { compilerFile, ownTypes } from "../service/tslab.js";

/** Where from a running snapshot loads what it does not hold: esbuild. */
const REQUIRE = `require("node:module").createRequire(${JSON.stringify(fileURLToPath(import.meta.url))})`;

/** Low priority, as it is built beside a notebook that is in use. */
const BANNER = `require("node:os").setPriority(19);`;

export async function bundleService(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL("./entry.js", import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: `node${process.versions.node}`,
    logLevel: "error",
    minify: true,
    banner: { js: BANNER },
    define: {
      // The same folders lie above each of the files that ask.
      "import.meta.url": JSON.stringify(import.meta.url),
      BENCHBOOK_COMPILER_FILE: JSON.stringify(compilerFile),
      BENCHBOOK_OWN_TYPES: JSON.stringify(ownTypes),
    },
    plugins: [replacements],
  });
}

const replacements: Plugin = {
  name: "benchbook",
  setup(context) {
    const ownTslab = fileURLToPath(new URL("./bundled-tslab.js", import.meta.url));
    context.onResolve({ filter: /\/tslab\.js$/ }, () => ({ path: ownTslab }));
    context.onResolve({ filter: /^@tslab\/typescript-for-tslab$/ }, ({ importer }) =>
      importer === ownTslab ? { path: compilerFile } : { path: "compiler", namespace: "given" },
    );
    context.onResolve({ filter: /^esbuild$/ }, () => ({ path: "esbuild", namespace: "required" }));
    context.onLoad({ filter: /.*/, namespace: "given" }, () => ({
      contents: "module.exports = globalThis.benchbookCompiler",
    }));
    context.onLoad({ filter: /.*/, namespace: "required" }, ({ path }) => ({
      contents: `module.exports = ${REQUIRE}(${JSON.stringify(path)})`,
    }));
  },
};
