/**
 * esbuild writes the top-level `const` of joined modules as `var`. V8 takes the value of a `const` for granted, but has
 * to read a `var` again and again: a matrix product over arrays of its module took 1.8 times as long, a sum 2.3 times.
 * So what was written `const` (or `class`) becomes `const` again.
 */
import { originalPositionFor, type TraceMap } from "@jridgewell/trace-mapping";
import { compiler, type ts } from "../service/converter.js";
import type { Edit } from "./edited-text.js";

/** `sources`: text of each source in the map, as esbuild read it. */
export function restoredConstants(js: string, map: TraceMap, sources: ReadonlyMap<string, string>): Edit[] {
  const file = compiler.createSourceFile(
    "bundle.js",
    js,
    compiler.ScriptTarget.ESNext,
    true,
    compiler.ScriptKind.JS,
  );
  const lines = new Map([...sources].map(([name, text]) => [name, text.split("\n")]));
  const assigned = assignedNames(file);
  return file.statements.filter(compiler.isVariableStatement).flatMap((statement) => {
    const list = statement.declarationList;
    if ((list.flags & compiler.NodeFlags.BlockScoped) !== 0) return [];
    const constant = list.declarations.every(
      ({ name, initializer }) => initializer && namesOf(name).every((each) => !assigned.has(each)),
    );
    const start = statement.getStart(file);
    return constant && wasConstant(start) ? [{ start, end: start + "var".length, text: "const" }] : [];
  });

  function wasConstant(offset: number): boolean {
    const { line, character } = file.getLineAndCharacterOfPosition(offset);
    const origin = originalPositionFor(map, { line: line + 1, column: character });
    if (origin.source === null) return false;
    const text = lines.get(origin.source)?.[origin.line - 1]?.slice(origin.column) ?? "";
    return /^(?:export\s+)?(?:default\s+)?(?:const(?!\s+enum\b)|(?:abstract\s+)?class)\b/.test(text);
  }
}

function assignedNames(file: ts.SourceFile): ReadonlySet<string> {
  const assigned = new Set<string>();
  visit(file);
  return assigned;

  function visit(node: ts.Node): void {
    if (compiler.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) collect(node.left);
    else if (compiler.isPrefixUnaryExpression(node) || compiler.isPostfixUnaryExpression(node)) {
      const { PlusPlusToken, MinusMinusToken } = compiler.SyntaxKind;
      if (node.operator === PlusPlusToken || node.operator === MinusMinusToken) collect(node.operand);
    } else if (compiler.isForOfStatement(node) || compiler.isForInStatement(node)) collect(node.initializer);
    compiler.forEachChild(node, visit);
  }

  /** Every identifier within a target: too many at worst, which only leaves a `var`. */
  function collect(target: ts.Node): void {
    if (compiler.isIdentifier(target)) assigned.add(target.text);
    else if (!compiler.isPropertyAccessExpression(target) && !compiler.isElementAccessExpression(target)) {
      compiler.forEachChild(target, collect);
    }
  }
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  const { FirstAssignment, LastAssignment } = compiler.SyntaxKind;
  return kind >= FirstAssignment && kind <= LastAssignment;
}

function namesOf(name: ts.BindingName): string[] {
  if (compiler.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    compiler.isOmittedExpression(element) ? [] : namesOf(element.name),
  );
}
