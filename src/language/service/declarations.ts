/**
 * The declarations carried from cell to cell. tslab keeps them, drops those that a newer one replaces, and forgets two
 * kinds, which are added here: namespaces of earlier cells, and a `var` within a block.
 */
import type { Emitted } from "./capture-emit.js";
import { compiler, type ts } from "./converter.js";
import { namesOfImport } from "./names.js";
import { parse } from "./parse.js";
import { patternNames } from "./pattern-rewrite.js";

export function carriedDeclarations(before: string, after: string, emitted: Emitted): string {
  const known = new Set(parse(after).statements.flatMap(declaredBy));
  const nested = emitted.declares
    .filter((name) => !known.has(name))
    .map((name) => `declare var ${name}: ${emitted.typeOf(name)};\n`);
  return after + namespaces(before, new Set([...known, ...emitted.declares])) + nested.join("");
}

function namespaces(before: string, newer: ReadonlySet<string>): string {
  if (!/\b(?:namespace|module|global)\b/.test(before)) return "";
  const file = parse(before);
  return file.statements
    .filter(compiler.isModuleDeclaration)
    .filter(({ name }) => !newer.has(name.getText(file)))
    .map((statement) => `${statement.getText(file)}\n`)
    .join("");
}

/** Names that a statement of the declarations declares, types included. */
export function declaredBy(statement: ts.Statement): string[] {
  if (compiler.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => patternNames(compiler, name));
  }
  if (compiler.isImportDeclaration(statement)) return namesOfImport(statement);
  const { name } = statement as { name?: ts.Node };
  return name ? [name.getText()] : [];
}
