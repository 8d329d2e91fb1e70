/**
 * Turns the emitted module of a cell into the session's calling convention (`session-code.ts`), as a transformer
 * within TypeScript's own emit, so that its source map stays exact.
 *
 *     import { a } from "x"          →  ({ a: a } = await __import("x", ["a"]))
 *     const { b, c: [d] } = f()      →  ({ b, c: [d] } = f())
 *     function g() {}                →  g = function g() {}        (first, as functions are hoisted)
 *     class C {}                     →  C = class C {}
 *     d + 1                          →  return { value: d + 1 }    (the last statement)
 */

import type { Compiler, ts } from "./converter.js";
import { importStatements } from "./import-rewrite.js";
import { assignmentOf, assignmentTarget, patternNames } from "./pattern-rewrite.js";

export interface Transformed {
  /** Values that the cell declares, in the order of their assignment. */
  readonly declares: readonly string[];
  readonly hasResult: boolean;
}

export function sessionTransform(
  compiler: Compiler,
  report: (transformed: Transformed) => void,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const cell = { compiler, factory: context.factory, context, declares: new Set<string>() };
    const kept = file.statements.filter((statement) => !compiler.isExportDeclaration(statement));
    const result = resultStatement(compiler, kept);
    const functions = kept.filter(compiler.isFunctionDeclaration).filter((statement) => statement.body);
    const imports = kept.filter(compiler.isImportDeclaration);
    const others = kept.filter(
      (statement) => !compiler.isFunctionDeclaration(statement) && !compiler.isImportDeclaration(statement),
    );
    const statements = [
      ...functions.map((statement) => hoisted(cell, statement)),
      ...imports.flatMap((statement) => importStatements(cell, statement)),
      ...others.flatMap((statement) =>
        statement === result ? [returned(cell, result)] : topLevel(cell, statement),
      ),
    ];
    report({ declares: [...cell.declares], hasResult: result !== null });
    return context.factory.updateSourceFile(file, statements);
  };
}

/** One cell's transformation. */
export interface Rewrite {
  readonly compiler: Compiler;
  readonly factory: ts.NodeFactory;
  readonly context: ts.TransformationContext;
  readonly declares: Set<string>;
}

/** The last statement, where the cell itself (and not the emit of an enum or a decorator) has an expression there. */
function resultStatement(
  compiler: Compiler,
  statements: readonly ts.Statement[],
): ts.ExpressionStatement | null {
  const last = statements
    .filter((s) => !compiler.isEmptyStatement(s) && s.kind !== compiler.SyntaxKind.NotEmittedStatement)
    .at(-1);
  if (!last || !compiler.isExpressionStatement(last)) return null;
  return compiler.isExpressionStatement(compiler.getOriginalNode(last)) ? last : null;
}

function returned(cell: Rewrite, statement: ts.ExpressionStatement): ts.Statement {
  const { factory } = cell;
  const value = inner(cell, statement.expression) as ts.Expression;
  // On lines of its own: a comment behind the expression would swallow the brace.
  const object = factory.createObjectLiteralExpression(
    [factory.createPropertyAssignment("value", value)],
    true,
  );
  return placed(cell, factory.createReturnStatement(object), statement);
}

function hoisted(cell: Rewrite, statement: ts.FunctionDeclaration): ts.Statement {
  const { factory } = cell;
  const name = statement.name!;
  cell.declares.add(name.text);
  const visited = inner(cell, statement) as ts.FunctionDeclaration;
  const value = factory.createFunctionExpression(
    visited.modifiers?.filter((modifier) => modifier.kind === cell.compiler.SyntaxKind.AsyncKeyword),
    visited.asteriskToken,
    visited.name,
    undefined,
    visited.parameters,
    undefined,
    visited.body!,
  );
  placed(cell, value, statement);
  return placed(cell, factory.createExpressionStatement(assign(cell, name.text, value)), statement);
}

function topLevel(cell: Rewrite, statement: ts.Statement): ts.Statement[] {
  const { compiler, factory } = cell;
  if (compiler.isVariableStatement(statement)) {
    const expressions = declarationsAsAssignments(cell, statement.declarationList, true);
    return expressions.map((expression) =>
      placed(cell, factory.createExpressionStatement(expression), statement),
    );
  }
  if (compiler.isClassDeclaration(statement) && statement.name) {
    cell.declares.add(statement.name.text);
    const visited = inner(cell, statement) as ts.ClassDeclaration;
    const { name, heritageClauses, members } = visited;
    const value = factory.createClassExpression(undefined, name, undefined, heritageClauses, members);
    placed(cell, value, statement);
    return [placed(cell, factory.createExpressionStatement(assign(cell, name!.text, value)), statement)];
  }
  return [nested(cell, statement) as ts.Statement];
}

/** `let x` clears what an earlier cell left; `var x` in a loop does not (`clear` is false there). */
function declarationsAsAssignments(
  cell: Rewrite,
  list: ts.VariableDeclarationList,
  clear: boolean,
): ts.Expression[] {
  const { factory } = cell;
  return list.declarations.flatMap((declaration) => {
    for (const name of patternNames(cell.compiler, declaration.name)) cell.declares.add(name);
    if (!declaration.initializer && !clear) return [];
    const value = declaration.initializer
      ? (inner(cell, declaration.initializer) as ts.Expression)
      : factory.createVoidZero();
    const pattern = inner(cell, declaration.name) as ts.BindingName;
    return [placed(cell, assignmentOf(cell, pattern, value), declaration)];
  });
}

/** Blocks and loops at the top level: their `var` belongs to the cell too. */
function nested(cell: Rewrite, node: ts.Node): ts.Node {
  const { compiler, factory } = cell;
  if (compiler.isFunctionLike(node) || compiler.isClassLike(node)) return inner(cell, node);
  if (compiler.isVariableStatement(node) && isVar(compiler, node.declarationList)) {
    const expressions = declarationsAsAssignments(cell, node.declarationList, false);
    if (expressions.length === 0) return factory.createEmptyStatement();
    return placed(cell, factory.createExpressionStatement(sequence(factory, expressions)), node);
  }
  if (compiler.isVariableDeclarationList(node) && isVar(compiler, node)) return loopHead(cell, node);
  return (
    rewriteModuleSyntax(cell, node) ??
    compiler.visitEachChild(node, (child) => nested(cell, child), cell.context)
  );
}

function loopHead(cell: Rewrite, list: ts.VariableDeclarationList): ts.Node {
  const { compiler } = cell;
  const parent = compiler.getOriginalNode(list).parent;
  if (parent && (compiler.isForOfStatement(parent) || compiler.isForInStatement(parent))) {
    const name = list.declarations[0]!.name;
    for (const declared of patternNames(compiler, name)) cell.declares.add(declared);
    return assignmentTarget(cell, inner(cell, name) as ts.BindingName);
  }
  const expressions = declarationsAsAssignments(cell, list, false);
  return expressions.length > 0 ? sequence(cell.factory, expressions) : cell.factory.createVoidZero();
}

/** Within functions and expressions only `import()` and `import.meta` change. */
function inner(cell: Rewrite, node: ts.Node): ts.Node {
  return (
    rewriteModuleSyntax(cell, node) ??
    cell.compiler.visitEachChild(node, (child) => inner(cell, child), cell.context)
  );
}

function rewriteModuleSyntax(cell: Rewrite, node: ts.Node): ts.Node | null {
  const { compiler, factory } = cell;
  if (compiler.isMetaProperty(node) && node.keywordToken === compiler.SyntaxKind.ImportKeyword) {
    return placed(cell, factory.createIdentifier("__importMeta"), node);
  }
  if (compiler.isCallExpression(node) && node.expression.kind === compiler.SyntaxKind.ImportKeyword) {
    // Its second argument would be taken for the names of a static import.
    const argument = node.arguments.slice(0, 1).map((each) => inner(cell, each) as ts.Expression);
    return placed(
      cell,
      factory.createCallExpression(factory.createIdentifier("__import"), undefined, argument),
      node,
    );
  }
  return null;
}

function sequence(factory: ts.NodeFactory, expressions: readonly ts.Expression[]): ts.Expression {
  return expressions.reduce((left, right) => factory.createComma(left, right));
}

function assign(cell: Rewrite, name: string, value: ts.Expression): ts.Expression {
  return cell.factory.createAssignment(cell.factory.createIdentifier(name), value);
}

function isVar(compiler: Compiler, list: ts.VariableDeclarationList): boolean {
  return (list.flags & compiler.NodeFlags.BlockScoped) === 0;
}

/** Gives a made node the place of the node that it stands for: the source map follows. */
function placed<T extends ts.Node>(cell: Rewrite, made: T, original: ts.Node): T {
  return cell.compiler.setSourceMapRange(made, cell.compiler.getSourceMapRange(original));
}
