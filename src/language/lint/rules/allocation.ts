/** What allocates in a loop. A literal that stays local is none of it: V8's escape analysis removes that. */
import { bare, isFunction, methodOf, type Node, pathOf } from "../code.js";
import { isTypedArrayName, kindOf } from "../kinds.js";
import { type Code, isKept, type Rule, shown } from "../rule.js";

const COLLECTIONS = /^(?:Array|Map|Set|WeakMap|Date|RegExp|ArrayBuffer|SharedArrayBuffer|DataView)$/;
const COPYING_CALLS =
  /^(?:Object\.(?:keys|values|entries|fromEntries|assign)|Array\.(?:from|of)|structuredClone)$/;
const COPYING_METHODS = [
  "map",
  "filter",
  "flat",
  "flatMap",
  "concat",
  "slice",
  "toSorted",
  "toReversed",
  "subarray",
];

export const allocationInLoop: Rule = {
  name: "allocation-in-loop",
  applies: "repeated",
  why: "each iteration makes an object that the garbage collector has to take back; a typed array or a view of one costs a hundred plain operations",
  instead:
    "make it once before the loop and reuse it, pass an offset in place of `subarray`, or use plain variables",
  check(node, code) {
    if (node.type !== "NewExpression" && node.type !== "CallExpression") return null;
    const what = allocates(node, code);
    if (what === null || isKept(node, code) || isConsumed(node, code)) return null;
    return `${shown(node, code)} makes ${what} in each iteration`;
  },
};

export const closureInLoop: Rule = {
  name: "closure-in-loop",
  applies: "repeated",
  why: "each iteration makes a new function, and a call through it is seldom inlined",
  instead: "define the function once outside, or write the inner work as a loop",
  check(node, code) {
    if (!isFunction(node) || node.type === "FunctionDeclaration" || isKept(node, code)) return null;
    const parent = code.tree.parents.get(node);
    // A method or a function's own value is made with its object or declaration.
    if (parent === undefined || parent.type === "MethodDefinition" || parent.type === "Property") return null;
    return code.hot.isRepeated(parent) ? `${shown(node, code)} is made anew in each iteration` : null;
  },
};

export const spreadInLoop: Rule = {
  name: "spread",
  applies: "timed",
  why: "a spread copies every element: in a loop that accumulates the work grows with the square, `{...object}` costs hundreds of plain operations, and as arguments a large array overflows the stack",
  instead: "push onto one array, assign the fields that change, or loop over the elements",
  check(node, code) {
    if (node.type === "SpreadElement") return spread(node, code);
    return null;
  },
};

function allocates(
  node: Extract<Node, { type: "NewExpression" | "CallExpression" }>,
  { variables }: Code,
): string | null {
  const path = pathOf(node.callee);
  if (node.type === "NewExpression") {
    if (isTypedArrayName(path)) return "a typed array";
    return COLLECTIONS.test(path) ? `a ${path}` : null;
  }
  if (COPYING_CALLS.test(path)) return "a copy";
  const method = methodOf(node);
  if (method === null || !COPYING_METHODS.includes(method.name)) return null;
  if (method.name === "subarray") return "a view";
  const on = kindOf(method.object, variables);
  return on === "array" || on === "typed-array" ? "a copy" : null;
}

/** Two rules on one place are one too many: `for (const x of Object.keys(o))` is evaluated once per loop, a chain once per step. */
function isConsumed(node: Node, { tree }: Code): boolean {
  const parent = tree.parents.get(node);
  if (parent?.type !== "MemberExpression") return false;
  const call = tree.parents.get(parent);
  return call?.type === "CallExpression" && COPYING_METHODS.includes(pathOf(parent.property));
}

function spread(node: Extract<Node, { type: "SpreadElement" }>, code: Code): string | null {
  const parent = code.tree.parents.get(node);
  if (parent === undefined) return null;
  const repeated = code.hot.isRepeated(node);
  if (parent.type === "CallExpression" || parent.type === "NewExpression") {
    const path = pathOf(parent.callee);
    const large = path === "Math.max" || path === "Math.min" || methodOf(parent)?.name === "push";
    return (large || repeated) && bare(node.argument).type !== "ArrayExpression"
      ? `${shown(parent, code)} passes every element as an argument`
      : null;
  }
  return repeated ? `${shown(parent, code)} copies in each iteration` : null;
}
