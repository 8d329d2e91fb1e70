/** esbuild's complaints as diagnostics in the lines of the cells. */
import type { Message } from "esbuild";
import type { Diagnostic } from "../../model/ports/language.js";
import type { CheckedOut } from "../../model/ports/revisions.js";
import { placeAt } from "../service/diagnostics.js";
import { lineStarts } from "./edited-text.js";
import { namespaceOf } from "./local-imports.js";
import type { VirtualModule } from "./modules.js";
import { NAMESPACE } from "./names.js";

export function problemsOf(
  errors: readonly Message[],
  modules: readonly VirtualModule[],
  checkout?: CheckedOut,
): Diagnostic[] {
  const found = errors.map((error) => {
    const read = diagnostic({ ...error, text: inOurWords(error.text, checkout) }, modules);
    return { ...read, file: read.file === null ? null : inWords(read.file, checkout) };
  });
  const seen = new Set<string>();
  // The imports of a setup that runs several times stand in two places.
  return found.filter(({ message, file }) => {
    const key = `${file}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function inOurWords(text: string, checkout: CheckedOut | undefined): string {
  const missing = /^No matching export in "(.*)" for import "(.*)"$/.exec(text);
  if (missing) {
    const [, file = "", name = ""] = missing;
    const ofRevision = checkout && file.startsWith(`${namespaceOf(checkout)}:`);
    return ofRevision
      ? `${inWords(file, checkout).replace(" at ", ` has no export "${name}" at `)}; import what it exported then.`
      : `${file} has no export "${name}"; import what it exports.`;
  }
  const name = /^Cannot assign to import "(.*)"$/.exec(text)?.[1];
  if (name === undefined) return text;
  return `"${name}" comes from a %%setup cell and cannot be assigned here; declare a name of this cell's own instead.`;
}

function diagnostic(error: Message, modules: readonly VirtualModule[]): Diagnostic {
  const { location } = error;
  const nowhere = placeAt("", 0);
  if (!location) return { message: error.text, code: 0, start: nowhere, end: nowhere, file: null };
  const module = modules.find(({ path }) => location.file === `${NAMESPACE}:${path}`);
  const column = columnOf(location.lineText, location.column);
  const length = columnOf(location.lineText.slice(column), location.length);
  if (!module) {
    const start = { offset: 0, line: location.line, column: column + 1 };
    return {
      message: error.text,
      code: 0,
      start,
      end: { ...start, column: start.column + length },
      file: location.file,
    };
  }
  const { original } = module.text;
  const place = module.text.toOriginal({ line: location.line - 1, column });
  const offset = place
    ? (lineStarts(original)[place.line] ?? 0) + place.column
    : Math.max(original.indexOf(location.lineText.slice(column, column + length)), 0);
  return {
    message: error.text,
    code: 0,
    start: placeAt(original, offset),
    end: placeAt(original, offset + length),
    // Null is the variant's own cell.
    file: module.path === "variant" ? null : module.source,
  };
}

/** `1a2b3c4d5e6f:src/tokenizer.ts` → `src/tokenizer.ts at main (1a2b3c4)`. */
function inWords(file: string, checkout: CheckedOut | undefined): string {
  const prefix = checkout ? `${namespaceOf(checkout)}:` : null;
  return checkout && prefix && file.startsWith(prefix)
    ? `${file.slice(prefix.length)} at ${checkout.label}`
    : file;
}

/** esbuild counts bytes of UTF-8. */
function columnOf(line: string, bytes: number): number {
  return Buffer.from(line, "utf8").subarray(0, bytes).toString("utf8").length;
}
