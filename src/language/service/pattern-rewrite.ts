/** Binding patterns as assignment patterns: `const { a, b: [c = 1] } = x` → `({ a, b: [c = 1] } = x)`. */
import type { Compiler, ts } from "./converter.js";
import type { Rewrite } from "./session-transform.js";

export function assignmentOf(cell: Rewrite, name: ts.BindingName, value: ts.Expression): ts.Expression {
  const { compiler, factory } = cell;
  const assignment = factory.createAssignment(assignmentTarget(cell, name), value);
  return compiler.isObjectBindingPattern(name)
    ? factory.createParenthesizedExpression(assignment)
    : assignment;
}

export function assignmentTarget(cell: Rewrite, name: ts.BindingName): ts.Expression {
  const { compiler, factory } = cell;
  if (compiler.isIdentifier(name)) return name;
  if (compiler.isArrayBindingPattern(name)) {
    return factory.createArrayLiteralExpression(
      name.elements.map((element) =>
        compiler.isOmittedExpression(element) ? element : arrayElement(cell, element),
      ),
    );
  }
  return factory.createObjectLiteralExpression(name.elements.map((element) => property(cell, element)));
}

export function patternNames(compiler: Compiler, name: ts.BindingName): string[] {
  if (compiler.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    compiler.isOmittedExpression(element) ? [] : patternNames(compiler, element.name),
  );
}

function arrayElement(cell: Rewrite, element: ts.BindingElement): ts.Expression {
  const target = withDefault(cell, element);
  return element.dotDotDotToken ? cell.factory.createSpreadElement(target) : target;
}

function property(cell: Rewrite, element: ts.BindingElement): ts.ObjectLiteralElementLike {
  const { compiler, factory } = cell;
  if (element.dotDotDotToken) return factory.createSpreadAssignment(assignmentTarget(cell, element.name));
  if (!element.propertyName && compiler.isIdentifier(element.name)) {
    return factory.createShorthandPropertyAssignment(element.name, element.initializer);
  }
  return factory.createPropertyAssignment(element.propertyName!, withDefault(cell, element));
}

function withDefault(cell: Rewrite, element: ts.BindingElement): ts.Expression {
  const target = assignmentTarget(cell, element.name);
  return element.initializer ? cell.factory.createAssignment(target, element.initializer) : target;
}
