/** The widget as one small script for pages: its compiled files, bundled and minified, made once per process. */
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

export function flameScript(): string {
  made ??= bundle();
  return made;
}

let made: string | undefined;

function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("page.js", import.meta.url))],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    // The files lie compiled already: no settings of a project around them count.
    tsconfigRaw: {},
    write: false,
  });
  return outputFiles[0]?.text.trim() ?? "";
}
