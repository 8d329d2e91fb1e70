/** A cell's source with what a bundle needs to know of its syntax. */
import type { Analysis } from "../../model/ports/language.js";
import { analyze, hasOwnAwait } from "../service/analyze.js";
import { exportSpans } from "../service/blank-exports.js";
import { compiler } from "../service/converter.js";
import { namesOfImport } from "../service/names.js";
import { parse } from "../service/parse.js";
import type { Edit } from "./edited-text.js";
import { NAMESPACE } from "./names.js";

export interface Cell {
  readonly source: string;
  readonly analysis: Analysis;
  /** Has an `await` at its top level. */
  readonly asynchronous: boolean;
  /** Declared by an `import`. */
  readonly imported: ReadonlySet<string>;
  /** Edits that take `export` away. */
  readonly withoutExports: readonly Edit[];
  /** Every name that the top level declares, or that the cell reads from elsewhere. */
  readonly names: ReadonlySet<string>;
}

/** Which module declares a name that a cell reads; null for globals. */
export type Origin = (name: string) => string | null;

export function readCell(source: string): Cell {
  const file = parse(source);
  const analysis = analyze(source);
  return {
    source,
    analysis,
    asynchronous: file.statements.some(hasOwnAwait),
    imported: new Set(file.statements.filter(compiler.isImportDeclaration).flatMap(namesOfImport)),
    withoutExports: exportSpans(file).map(({ start, end }) => ({ start, end, text: "" })),
    names: new Set([...analysis.declares, ...analysis.free]),
  };
}

/** Import lines for the names that the cell reads and other modules declare. */
export function importsOf(names: Iterable<string>, origin: Origin): string {
  const byModule = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const path = origin(name);
    if (path !== null) byModule.set(path, [...(byModule.get(path) ?? []), name]);
  }
  return [...byModule]
    .map(([path, list]) => `import { ${list.join(", ")} } from "${NAMESPACE}:${path}";\n`)
    .join("");
}

/** The cell's own imports, for a module whose body has become a function. */
export function ownImports(cell: Cell): { readonly removed: readonly Edit[]; readonly text: string } {
  const spans = cell.analysis.imports;
  return {
    removed: spans.map(({ start, end }) => ({ start, end, text: "" })),
    text: spans.map(({ start, end }) => `${cell.source.slice(start, end)};\n`).join(""),
  };
}

/** Put behind the cell, on a line of its own, as the cell may end in a comment. */
export function append(cell: Cell, text: string): Edit {
  return { start: cell.source.length, end: cell.source.length, text: `\n;${text}` };
}
