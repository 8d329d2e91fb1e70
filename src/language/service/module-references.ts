/** Which modules a file names, as `createProgram` collects them: it keeps that way to itself. */
import type { Compiler, ts } from "./tslab.js";

export interface ModuleReferences {
  /** Of `import … from`, `export … from`, `import()` and import types. */
  readonly imports: readonly ts.StringLiteralLike[];
  /** Adds to what is elsewhere: `declare global`, `declare module "x"`. */
  readonly augments: boolean;
}

export function moduleReferences(compiler: Compiler, file: ts.SourceFile): ModuleReferences {
  const imports: ts.StringLiteralLike[] = file.statements.flatMap(
    (statement) => specifierOf(compiler, statement) ?? [],
  );
  if (/\bimport\s*\(/.test(file.text)) visit(file);
  return { imports, augments: file.statements.some((statement) => isAugmentation(compiler, statement)) };

  function visit(node: ts.Node): void {
    const argument = compiler.isImportTypeNode(node)
      ? compiler.isLiteralTypeNode(node.argument) && node.argument.literal
      : compiler.isCallExpression(node) &&
        node.expression.kind === compiler.SyntaxKind.ImportKeyword &&
        node.arguments[0];
    if (argument && compiler.isStringLiteralLike(argument)) imports.push(argument);
    compiler.forEachChild(node, visit);
  }
}

function specifierOf(compiler: Compiler, statement: ts.Statement): ts.StringLiteralLike | null {
  const specifier =
    compiler.isImportDeclaration(statement) || compiler.isExportDeclaration(statement)
      ? statement.moduleSpecifier
      : compiler.isImportEqualsDeclaration(statement) &&
          compiler.isExternalModuleReference(statement.moduleReference)
        ? statement.moduleReference.expression
        : undefined;
  return specifier && compiler.isStringLiteral(specifier) && specifier.text !== "" ? specifier : null;
}

function isAugmentation(compiler: Compiler, statement: ts.Statement): boolean {
  if (!compiler.isModuleDeclaration(statement)) return false;
  return (
    compiler.isStringLiteral(statement.name) ||
    (statement.flags & compiler.NodeFlags.GlobalAugmentation) !== 0
  );
}
