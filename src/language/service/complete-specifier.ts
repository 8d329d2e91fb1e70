/** Completion within the string of an import: files of the folder, Node's modules, packages of `node_modules`. */
import { readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import type { Completion } from "../../model/ports/language.js";

/** Text before the cursor that ends within `from "…`, `import "…`, `import("…` or `require("…`. */
const OPEN_SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])([^"'\n]*)$/;

/** Null where the cursor is elsewhere. */
export function completeSpecifier(source: string, cursor: number, folder: string): Completion | null {
  const match = OPEN_SPECIFIER.exec(source.slice(0, cursor));
  if (!match) return null;
  const written = match[2]!;
  const start = cursor - written.length;
  const end = cursor + /^[^"'\n]*/.exec(source.slice(cursor))![0].length;
  const texts = /^\.{0,2}\//.test(written) ? files(written, folder) : modules(folder);
  const matches = texts
    .filter((text) => text.startsWith(written))
    .sort()
    .map((text) => ({ text, type: "module" }));
  return { start, end, matches };
}

function files(written: string, folder: string): string[] {
  const prefix = written.slice(0, written.lastIndexOf("/") + 1);
  return entries(join(folder, prefix)).flatMap(({ name, isFolder }) => {
    if (name.startsWith(".") || name === "node_modules") return [];
    if (isFolder) return [`${prefix}${name}/`];
    return /\.(?:[cm]?[jt]s|json)$/.test(name) && !name.endsWith(".d.ts") ? [`${prefix}${name}`] : [];
  });
}

/** As Node looks for packages: in every folder above. */
function modules(folder: string): string[] {
  const found = new Set(builtinModules.filter((name) => !name.startsWith("_")).map((name) => `node:${name}`));
  for (let above = folder; ; above = dirname(above)) {
    const root = join(above, "node_modules");
    for (const { name } of entries(root)) {
      if (name.startsWith("@"))
        for (const scoped of entries(join(root, name))) found.add(`${name}/${scoped.name}`);
      else if (!name.startsWith(".")) found.add(name);
    }
    if (above === dirname(above)) return [...found];
  }
}

function entries(folder: string): { readonly name: string; readonly isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
    }));
  } catch {
    // No such folder: nothing to offer.
    return [];
  }
}
