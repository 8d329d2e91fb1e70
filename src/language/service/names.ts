/** Which names a cell declares at its top level, and which it reads from elsewhere. Types are left out: they are erased. */
import { compiler, type ts } from "./converter.js";
import { patternNames } from "./pattern-rewrite.js";

/** The checker's own way to look a name up in scope, which its declarations keep to themselves. */
interface ScopeLookup {
  resolveName(
    name: string,
    location: ts.Node,
    meaning: ts.SymbolFlags,
    excludeGlobals: boolean,
  ): ts.Symbol | undefined;
}

/** Values, imports included; in the order of their declaration. */
export function declaredNames(file: ts.SourceFile, checker: ts.TypeChecker): string[] {
  // Asking for the module's symbol binds the file.
  checker.getSymbolAtLocation(file);
  const locals =
    (file as unknown as { locals?: Map<string, ts.Symbol> }).locals ?? new Map<string, ts.Symbol>();
  return [...locals.values()]
    .filter(isOwnValue)
    .sort((a, b) => (a.declarations?.[0]?.pos ?? 0) - (b.declarations?.[0]?.pos ?? 0))
    .map((symbol) => symbol.name);
}

export function freeNames(file: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const scope = checker as unknown as ScopeLookup;
  const meaning = compiler.SymbolFlags.Value | compiler.SymbolFlags.Alias;
  const free = new Set<string>();
  visit(file);
  return [...free];

  function visit(node: ts.Node): void {
    if (compiler.isTypeNode(node) && !compiler.isExpressionWithTypeArguments(node)) return;
    if (compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node)) return;
    if (compiler.isIdentifier(node) && isReference(node) && isFree(node)) free.add(node.text);
    compiler.forEachChild(node, visit);
  }

  function isFree(node: ts.Identifier): boolean {
    if (node.text === "" || node.text === "undefined" || node.text === "globalThis") return false;
    if (node.text === "arguments" && compiler.findAncestor(node, compiler.isFunctionLike)) return false;
    const symbol = scope.resolveName(node.text, node, meaning, false);
    return symbol === undefined || !symbol.declarations?.some((declaration) => !isAmbient(declaration));
  }
}

/** Names that the statement declares: `C` of `const C = matmul(A, B)`. */
export function namesOfStatement(statement: ts.Statement): string[] {
  if (compiler.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => patternNames(compiler, name));
  }
  const declaration = statement as { name?: ts.Node };
  return declaration.name && compiler.isIdentifier(declaration.name) ? [declaration.name.text] : [];
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

export function namesOfImport({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  const named = !bindings ? [] : compiler.isNamespaceImport(bindings) ? [bindings] : bindings.elements;
  return [...(importClause?.name ? [importClause.name.text] : []), ...named.map(({ name }) => name.text)];
}

function isOwnValue(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some(
    (declaration) => !isAmbient(declaration) && !isTypeOnly(declaration) && declaresValue(declaration),
  );
}

function declaresValue(node: ts.Declaration): boolean {
  return !compiler.isInterfaceDeclaration(node) && !compiler.isTypeAliasDeclaration(node);
}

function isTypeOnly(node: ts.Node): boolean {
  return (
    (compiler.isImportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly)) ||
    (compiler.isImportClause(node) && node.isTypeOnly) ||
    (compiler.isNamespaceImport(node) && node.parent.isTypeOnly)
  );
}

/** `declare const n: number` tells an editor of a name that comes from elsewhere. */
function isAmbient(node: ts.Declaration): boolean {
  return (compiler.getCombinedModifierFlags(node) & compiler.ModifierFlags.Ambient) !== 0;
}

function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (compiler.isShorthandPropertyAssignment(parent)) return parent.name === node;
  if (compiler.isExportSpecifier(parent)) return (parent.propertyName ?? parent.name) === node;
  if (compiler.isPropertyAccessExpression(parent) && parent.name === node) return false;
  if (compiler.isMetaProperty(parent)) return false;
  const isExpressionNode = (compiler as unknown as { isExpressionNode(node: ts.Node): boolean })
    .isExpressionNode;
  return isExpressionNode(node);
}
