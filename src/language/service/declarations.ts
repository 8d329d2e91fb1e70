/**
 * The declarations carried from cell to cell. tslab keeps them, drops those that a newer one replaces, and forgets two
 * kinds, which are added here: namespaces of earlier cells, and a `var` within a block.
 */
import type { Emitted } from "./capture-emit.js";
import { type Statement, statementsOf, textOf } from "./carried-statements.js";
import { compiler } from "./converter.js";
import { parse } from "./parse.js";

export function carriedDeclarations(
  before: readonly Statement[],
  after: string,
  emitted: Emitted,
): readonly Statement[] {
  const statements = statementsOf(after);
  const known = new Set(statements.flatMap(({ names }) => names));
  const nested = emitted.declares
    .filter((name) => !known.has(name))
    .map((name) => `declare var ${name}: ${emitted.typeOf(name)};\n`);
  const forgotten = namespaces(textOf(before), new Set([...known, ...emitted.declares])) + nested.join("");
  return forgotten === "" ? statements : [...statements, ...statementsOf(forgotten)];
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
