/**
 * The page's Content-Security-Policy: nothing is loaded, nothing is sent, and only the scripts that stand in the page
 * run, each by its hash. Style attributes are allowed, as static charts and plotly place things with them; plotly also
 * adds one empty style element and fills it through its sheet. https://www.w3.org/TR/CSP3/
 */
import { createHash } from "node:crypto";

export function contentPolicy(parts: {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}): string {
  return [
    "default-src 'none'",
    `script-src ${parts.scripts.map(hashSource).join(" ") || "'none'"}`,
    // For browsers that do not know the two finer directives below.
    "style-src 'unsafe-inline'",
    `style-src-elem ${["", ...parts.styles].map(hashSource).join(" ")}`,
    "style-src-attr 'unsafe-inline'",
    "img-src data: blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

export function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}
