/** Single operations that cost far more than they look. */
import { bare, methodOf, type Node, pathOf } from "../code.js";
import { kindOf, numberOf } from "../kinds.js";
import { loopOf, type Rule, shown } from "../rule.js";

export const deleteProperty: Rule = {
  name: "delete",
  applies: "data",
  why: "an object that lost a property is kept as a hash table, slower at every later access; an array gets a hole",
  instead: "set it to undefined, build an object without it, or use a Map",
  check(node, code) {
    if (node.type !== "UnaryExpression" || node.operator !== "delete") return null;
    return `${shown(node, code)} changes the object's form`;
  },
};

export const power: Rule = {
  name: "power",
  applies: "repeated",
  why: "V8 turns `x ** 2` into a product; every other power is a call of the general function, dozens of times slower",
  instead: "a product: `x * x * x`",
  check(node, code) {
    const call = node.type === "CallExpression" && pathOf(node.callee) === "Math.pow";
    const operator = node.type === "BinaryExpression" && node.operator === "**";
    const exponent = call ? node.arguments[1] : operator ? node.right : undefined;
    if (exponent?.type !== "Literal" || typeof exponent.value !== "number") return null;
    const { value } = exponent;
    return Number.isInteger(value) && value > 2 && value <= 8 ? `${shown(node, code)} is a call` : null;
  },
};

export const numberFromText: Rule = {
  name: "number-from-text",
  applies: "timed",
  why: "parseInt takes a text: the number is written out and read again, and below 1e-6 read wrong",
  instead: "Math.trunc",
  check(node, { variables, ...code }) {
    if (node.type !== "CallExpression" || !/^(?:Number\.)?parseInt$/.test(pathOf(node.callee))) return null;
    const [argument] = node.arguments;
    if (argument === undefined || argument.type === "SpreadElement") return null;
    return numberOf(argument, variables) === null
      ? null
      : `${shown(node, { variables, ...code })} is given a number`;
  },
};

export const bigintInLoop: Rule = {
  name: "bigint-in-loop",
  applies: "repeated",
  why: "a BigInt is an object: arithmetic on it allocates, unless all of it is wrapped in BigInt.asUintN(64, …)",
  instead: "numbers up to 2 ** 53, two 32-bit halves, or WebAssembly's i64",
  check(node, code) {
    const bigint = (one: Node) => {
      const value = bare(one);
      return (
        (value.type === "Literal" && "bigint" in value) ||
        (value.type === "CallExpression" && pathOf(value.callee) === "BigInt")
      );
    };
    const arithmetic =
      (node.type === "BinaryExpression" && /^(?:[-+*/%&|^]|\*\*|<<|>>)$/.test(node.operator)) ||
      (node.type === "AssignmentExpression" && node.operator !== "=");
    if (!arithmetic || !(bigint(node.left) || bigint(node.right))) return null;
    const parent = code.tree.parents.get(node);
    if (parent?.type === "CallExpression" && /^BigInt\.as/.test(pathOf(parent.callee))) return null;
    return `${shown(node, code)} is arithmetic on BigInts`;
  },
};

export const tryInLoop: Rule = {
  name: "try-in-loop",
  applies: "repeated",
  why: "values that live across a try are kept where the catch can find them, not in registers",
  instead: "one try around the loop, where the first error ends it",
  check(node, code) {
    return node.type === "TryStatement" && node.handler !== null && loopOf(node, code) !== null
      ? "try and catch stand in a loop"
      : null;
  },
};

export const sortAsText: Rule = {
  name: "sort-as-text",
  applies: "timed",
  why: "without a comparison sort makes a text of each number, and puts 10 before 9",
  instead: "`(a, b) => a - b`, or a typed array, whose sort is by number",
  check(node, code) {
    const method = methodOf(node);
    if (node.type !== "CallExpression" || method === null || node.arguments.length > 0) return null;
    if (method.name !== "sort" && method.name !== "toSorted") return null;
    return kindOf(method.object, code.variables) === "array" && holdsNumbers(method.object, code.variables)
      ? `${shown(node, code)} sorts numbers as texts`
      : null;
  },
};

export const consoleInTimed: Rule = {
  name: "console",
  applies: "timed",
  why: "printing is part of what is timed, and takes longer than most work",
  instead: "print in a cell of its own",
  check(node, code) {
    return node.type === "CallExpression" && pathOf(node.callee).startsWith("console.")
      ? `${shown(node, code)} prints within the measured code`
      : null;
  },
};

function holdsNumbers(node: Node, variables: Parameters<typeof numberOf>[1]): boolean {
  const value = bare(node);
  if (value.type === "ArrayExpression") {
    return (
      value.elements.length > 0 &&
      value.elements.every(
        (one) => one !== null && one.type !== "SpreadElement" && numberOf(one, variables) !== null,
      )
    );
  }
  if (value.type !== "Identifier") return false;
  const variable = variables.of(value);
  const type = variable?.annotation;
  if (type?.type === "TSArrayType") return type.elementType.type === "TSNumberKeyword";
  return variable?.init ? variable.init !== node && holdsNumbers(variable.init, variables) : false;
}
