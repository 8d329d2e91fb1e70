/** Namespaces among the declarations carried from cell to cell: tslab keeps every kind but these. */
import { compiler } from "./converter.js";
import { parse } from "./parse.js";

/** `after` with the namespaces of `before` that no newer declaration replaces. */
export function withNamespaces(before: string, after: string): string {
  if (!/\b(?:namespace|module|global)\b/.test(before)) return after;
  const file = parse(before);
  const namespaces = file.statements.filter(compiler.isModuleDeclaration);
  if (namespaces.length === 0) return after;
  const newer = new Set(
    parse(after).statements.flatMap((statement) => {
      if (compiler.isVariableStatement(statement)) {
        return statement.declarationList.declarations.map(({ name }) => name.getText());
      }
      const { name } = statement as { name?: { getText(): string } };
      return name ? [name.getText()] : [];
    }),
  );
  const kept = namespaces.filter(({ name }) => !newer.has(name.getText(file)));
  return after + kept.map((statement) => `${statement.getText(file)}\n`).join("");
}
