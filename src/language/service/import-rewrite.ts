/** Static imports as awaited calls of `__import`, assigned to global names. */
import type { ts } from "./converter.js";
import type { Rewrite } from "./session-transform.js";

export function importStatements(cell: Rewrite, declaration: ts.ImportDeclaration): ts.Statement[] {
  const { compiler, factory } = cell;
  const wanted = wantedNames(cell, declaration.importClause);
  for (const { local } of wanted.names) cell.declares.add(local);
  if (wanted.namespace) cell.declares.add(wanted.namespace);

  const call = awaited(
    cell,
    declaration.moduleSpecifier,
    wanted.names.map((name) => name.exported),
  );
  const expressions: ts.Expression[] = [];
  if (wanted.namespace) {
    expressions.push(
      factory.createAssignment(
        factory.createIdentifier(wanted.namespace),
        awaited(cell, declaration.moduleSpecifier, []),
      ),
    );
  }
  if (wanted.names.length > 0) expressions.push(destructured(cell, wanted.names, call));
  if (expressions.length === 0) expressions.push(call);
  return expressions.map((expression) =>
    compiler.setSourceMapRange(
      factory.createExpressionStatement(expression),
      compiler.getSourceMapRange(declaration),
    ),
  );
}

interface ImportedName {
  readonly exported: string;
  readonly local: string;
}

function wantedNames(
  cell: Rewrite,
  clause: ts.ImportClause | undefined,
): { names: ImportedName[]; namespace: string | null } {
  const { compiler } = cell;
  const names: ImportedName[] = [];
  if (clause?.name) names.push({ exported: "default", local: clause.name.text });
  const bindings = clause?.namedBindings;
  if (bindings && compiler.isNamespaceImport(bindings)) return { names, namespace: bindings.name.text };
  for (const element of bindings?.elements ?? []) {
    names.push({ exported: (element.propertyName ?? element.name).text, local: element.name.text });
  }
  return { names, namespace: null };
}

function awaited(cell: Rewrite, specifier: ts.Expression, names: readonly string[]): ts.Expression {
  const { factory } = cell;
  const list = factory.createArrayLiteralExpression(names.map((name) => factory.createStringLiteral(name)));
  const parameters = names.length > 0 ? [specifier, list] : [specifier];
  return factory.createAwaitExpression(
    factory.createCallExpression(factory.createIdentifier("__import"), undefined, parameters),
  );
}

function destructured(cell: Rewrite, names: readonly ImportedName[], value: ts.Expression): ts.Expression {
  const { factory } = cell;
  const target = factory.createObjectLiteralExpression(
    names.map(({ exported, local }) =>
      factory.createPropertyAssignment(exported, factory.createIdentifier(local)),
    ),
  );
  return factory.createParenthesizedExpression(factory.createAssignment(target, value));
}
