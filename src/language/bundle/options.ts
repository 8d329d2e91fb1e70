/** esbuild's options of everything that it joins here: a file must mean the same in the session and in a fork. */
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildOptions } from "esbuild";
import { NODE_RESOLUTION } from "./packages.js";

/** `file` is what `import.meta` speaks of; a bundle lies elsewhere. */
export function sharedOptions(folder: string, file: string): BuildOptions {
  return {
    ...NODE_RESOLUTION,
    mainFields: [...NODE_RESOLUTION.mainFields],
    absWorkingDir: folder,
    bundle: true,
    write: false,
    format: "esm",
    target: `node${process.versions.node}`,
    charset: "utf8",
    sourcemap: "external",
    legalComments: "none",
    logLevel: "silent",
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: true } },
    define: {
      "import.meta.url": JSON.stringify(pathToFileURL(file).href),
      "import.meta.filename": JSON.stringify(file),
      "import.meta.dirname": JSON.stringify(dirname(file)),
      __filename: JSON.stringify(file),
      __dirname: JSON.stringify(dirname(file)),
    },
  };
}

/** `require` works in cells, so it does in what is made of them; only where it is used, as it costs a start some time. */
export function requireBanner(sources: readonly string[], file: string): { readonly js: string } | undefined {
  if (!sources.some((source) => /\brequire\s*\(/.test(source))) return undefined;
  return {
    js: `import { createRequire as __createRequire } from "node:module"; const require = __createRequire(${JSON.stringify(file)});`,
  };
}
