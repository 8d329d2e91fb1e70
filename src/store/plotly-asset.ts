/**
 * Plotly for reports: read from its package, minified, gzipped, in base64. The package ships its source only (10 MB);
 * minified it is 4.8 MB, and 1.96 MB as compressed here, which a page opens with DecompressionStream (gzip).
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { transform } from "esbuild";

export interface PlotlyAsset {
  readonly gzipBase64: string;
  readonly version: string;
}

/** Takes about a second, once per process. Rejects where the package is not there. */
export function loadPlotlyAsset(): Promise<PlotlyAsset> {
  loaded ??= prepare();
  return loaded;
}

let loaded: Promise<PlotlyAsset> | undefined;

async function prepare(): Promise<PlotlyAsset> {
  const require = createRequire(import.meta.url);
  const manifest: { readonly version: string } = require("plotly.js-dist/package.json");
  const source = await readFile(require.resolve("plotly.js-dist"), "utf8");
  const { code } = await transform(source, {
    minify: true,
    legalComments: "inline",
    target: "es2022",
    charset: "utf8",
  });
  const packed = await promisify(gzip)(code, { level: 9 });
  return { gzipBase64: packed.toString("base64"), version: manifest.version };
}
