/**
 * A relative file that an ordinary cell imports (`import { fft } from "./fft.ts"`), for the session process: bundled
 * with the files that it imports, so that the next import of an edited file finds the new text. Packages stay outside,
 * as the same file URLs that variants get. Two such imports have each their own copy of a file that both import.
 */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import type { BuildFailure } from "esbuild";
import { UserError } from "../model/problem.js";
import { namedImportsOfCommonJs } from "./bundle/common-js.js";
import { editText } from "./bundle/edited-text.js";
import { sharedOptions } from "./bundle/options.js";
import { externalPackages, nothingOutside } from "./bundle/packages.js";

export interface ModuleBundle {
  /** An ES module. It has no relative imports, so it can be loaded from anywhere, from a `data:` URL too. */
  readonly js: string;
  /** Source map as JSON; its sources are paths relative to the folder. */
  readonly map: string;
  /** SHA-256 of `js`, first 16 hex digits: the same text need not be loaded twice. */
  readonly hash: string;
  readonly packages: Readonly<Record<string, string>>;
}

/**
 * `path`: absolute; with or without its extension. `folder`: the notebook's. Throws a UserError for what cannot be
 * read or parsed.
 */
export async function bundleModule(path: string, folder = dirname(path)): Promise<ModuleBundle> {
  const { build } = await import("esbuild");
  const outside = nothingOutside();
  try {
    const output = await build({
      ...sharedOptions(folder, path),
      entryPoints: [path],
      outfile: join(folder, "module.mjs"),
      plugins: [{ name: "benchbook", setup: (context) => externalPackages(context, outside) }],
    });
    const text = (extension: string) =>
      output.outputFiles!.find((file) => file.path.endsWith(extension))!.text;
    const written = text(".mjs");
    const js = editText(written, namedImportsOfCommonJs(written, outside.commonJs)).text;
    const hash = createHash("sha256").update(js).digest("hex").slice(0, 16);
    return { js, map: text(".map"), hash, packages: Object.fromEntries(outside.versions) };
  } catch (error) {
    const { errors } = error as BuildFailure;
    if (!Array.isArray(errors)) throw error;
    const detail = errors.map(({ text, location }) =>
      location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text,
    );
    const message = `Cannot import ${path}: ${errors[0]?.text ?? "esbuild failed"}`;
    throw new UserError({ name: "ImportError", message, detail }, { cause: error });
  }
}

/** The file URL (or `node:` name) that an import of a package from the folder leads to, as in variants. */
export async function resolvePackage(specifier: string, folder: string): Promise<string> {
  const { build } = await import("esbuild");
  const output = await build({
    ...sharedOptions(folder, join(folder, "notebook.ts")),
    stdin: { contents: `import ${JSON.stringify(specifier)}`, resolveDir: folder },
    sourcemap: false,
    metafile: true,
    outfile: join(folder, "resolve.mjs"),
    plugins: [{ name: "benchbook", setup: (context) => externalPackages(context, nothingOutside()) }],
  }).catch((error: BuildFailure) => {
    const message = error.errors?.[0]?.text ?? String(error);
    throw new UserError({ name: "ImportError", message }, { cause: error });
  });
  const [imported] = Object.values(output.metafile!.outputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external),
  );
  return imported?.path ?? specifier;
}
