/** How V8 keeps arrays: kinds of elements (https://v8.dev/blog/elements-kinds). */
import { bare, type Node, pathOf } from "../code.js";
import { kindOf, numberOf } from "../kinds.js";
import { type Code, loopOf, type Rule, shown } from "../rule.js";
import type { Variable } from "../variables.js";

export const holeyArray: Rule = {
  name: "holey-array",
  applies: "data",
  why: "an array with holes stays holey for ever: each read checks for a hole, and reading one searches the prototypes",
  instead: "a typed array (`new Float64Array(n)`) for numbers; else start with `[]` and push",
  check(node, code) {
    if (node.type === "ArrayExpression" && node.elements.includes(null)) {
      return `${shown(node, code)} has holes`;
    }
    if (node.type === "AssignmentExpression" && node.operator === "=" && grows(node, code)) {
      return `${shown(node, code)} may make holes`;
    }
    const makes = node.type === "NewExpression" || node.type === "CallExpression";
    if (!makes || pathOf(node.callee) !== "Array" || node.arguments.length !== 1) return null;
    const [size] = node.arguments;
    if (size === undefined || size.type === "SpreadElement" || kindOf(size, code.variables) === "string")
      return null;
    return isFilled(node, code) ? null : `${shown(node, code)} is an array of holes`;
  },
};

export const mixedNumbers: Rule = {
  name: "mixed-numbers",
  applies: "data",
  why: "V8 keeps an array of small integers, one of doubles and one of anything in different forms: mixing converts it and undoes optimised code, and beside null or text each double is an object",
  instead:
    "one kind of number: a Float64Array, a first value such as NaN in place of null, or -Infinity for a maximum",
  check(node, code) {
    if (node.type === "ArrayExpression") return mixedLiteral(node, code);
    if (node.type === "VariableDeclarator") return nullThenNumber(node, code);
    return node.type === "AssignmentExpression" ? fractionIntoIntegers(node, code) : null;
  },
};

function grows(node: Extract<Node, { type: "AssignmentExpression" }>, { variables }: Code): boolean {
  const { left, right } = node;
  if (left.type !== "MemberExpression" || left.computed || pathOf(left.property) !== "length") return false;
  if (kindOf(left.object, variables) !== "array") return false;
  const value = bare(right);
  return value.type === "Literal" ? typeof value.value === "number" && value.value > 0 : false;
}

/** `new Array(n).fill(0)`, `[...Array(n)]`, `Array.from(Array(n))`. */
function isFilled(node: Node, { tree }: Code): boolean {
  const parent = tree.parents.get(node);
  if (parent?.type === "MemberExpression") return ["fill", "keys"].includes(pathOf(parent.property));
  if (parent?.type === "CallExpression") return pathOf(parent.callee) === "Array.from";
  return parent?.type === "SpreadElement";
}

/** `[0.5, null]`: doubles beside what is no number. Pairs such as `["a", 1]` are records, and integers cost nothing there. */
function mixedLiteral(node: Extract<Node, { type: "ArrayExpression" }>, code: Code): string | null {
  const kinds = node.elements.map((one) =>
    one === null || one.type === "SpreadElement" ? null : kindOfElement(one, code),
  );
  if (!kinds.includes("fraction")) return null;
  return kinds.includes("nothing") ? `${shown(node, code)} has doubles beside null or undefined` : null;
}

function kindOfElement(node: Node, { variables }: Code): "integer" | "fraction" | "nothing" | null {
  return isNothing(node) ? "nothing" : numberOf(node, variables);
}

function isNothing(node: Node): boolean {
  const value = bare(node);
  return (
    (value.type === "Literal" && value.value === null && value.raw === "null") ||
    pathOf(value) === "undefined"
  );
}

/** `let best = null`, and in a loop `best = x * 0.5`. */
function nullThenNumber(node: Extract<Node, { type: "VariableDeclarator" }>, code: Code): string | null {
  if (node.id.type !== "Identifier" || node.init === null || !isNothing(node.init)) return null;
  const variable = code.variables.of(node.id);
  const double = variable?.writes.some(
    (write) =>
      write.type === "AssignmentExpression" &&
      loopOf(write, code) !== null &&
      code.hot.isRepeated(write) &&
      isDouble(write.right, code),
  );
  return double ? `${node.id.name} is null first and a double later` : null;
}

function isDouble(node: Node, { variables }: Code): boolean {
  if (numberOf(node, variables) === "fraction") return true;
  const value = bare(node);
  const init = value.type === "Identifier" ? variables.of(value)?.init : value;
  if (!init) return false;
  const read = bare(init);
  return (
    numberOf(read, variables) === "fraction" ||
    (read.type === "MemberExpression" && read.computed && kindOf(read.object, variables) === "typed-array")
  );
}

/** `a[i] = x / 2`, where `a` began as `[0, 0]` or `new Array(n).fill(0)`. */
function fractionIntoIntegers(
  node: Extract<Node, { type: "AssignmentExpression" }>,
  code: Code,
): string | null {
  const { left, right } = node;
  if (left.type !== "MemberExpression" || !left.computed || left.object.type !== "Identifier") return null;
  const variable = code.variables.of(left.object);
  if (
    variable === null ||
    !beganAsIntegers(variable, code) ||
    numberOf(right, code.variables) !== "fraction"
  ) {
    return null;
  }
  return `${variable.name} began as integers, and ${shown(node, code)} puts a double into it`;
}

function beganAsIntegers({ init }: Variable, { variables }: Code): boolean {
  if (init === null) return false;
  const value = bare(init);
  if (value.type === "ArrayExpression") {
    return (
      value.elements.length > 0 &&
      value.elements.every(
        (one) => one !== null && one.type !== "SpreadElement" && numberOf(one, variables) === "integer",
      )
    );
  }
  if (value.type !== "CallExpression" || value.callee.type !== "MemberExpression") return false;
  const [filled] = value.arguments;
  return (
    pathOf(value.callee.property) === "fill" &&
    kindOf(value.callee.object, variables) === "array" &&
    filled !== undefined &&
    filled.type !== "SpreadElement" &&
    numberOf(filled, variables) === "integer"
  );
}
