/** Ways to walk over elements that cost more than an index. */
import { methodOf, type Node, pathOf } from "../code.js";
import { kindOf } from "../kinds.js";
import { type Rule, shown } from "../rule.js";

const CALLBACKS = ["forEach", "map", "filter", "reduce", "reduceRight", "some", "every", "find", "findIndex"];

export const typedArrayCallback: Rule = {
  name: "typed-array-callback",
  applies: "timed",
  why: "V8 inlines `forEach`, `map` and `reduce` of plain arrays, not those of typed arrays: each element is a call, ten times the cost of an indexed loop",
  instead: "`for (let i = 0; i < a.length; i++)` over the typed array",
  check(node, code) {
    const method = methodOf(node);
    if (method === null || !CALLBACKS.includes(method.name)) return null;
    if (kindOf(method.object, code.variables) !== "typed-array") return null;
    return `${shown(method.object, code)}.${method.name}(…) calls a function per element of a typed array`;
  },
};

export const forInArray: Rule = {
  name: "for-in-array",
  applies: "timed",
  why: "for-in makes a text of every index, and looks for names in the prototypes too",
  instead: "`for (let i = 0; i < a.length; i++)`, or for-of where no index is needed",
  check(node, { variables, tree }) {
    if (node.type !== "ForInStatement") return null;
    const kind = kindOf(node.right, variables);
    if (kind !== "array" && kind !== "typed-array") return null;
    return `for-in over ${tree.source.slice(node.right.start, node.right.end)}, which is an array`;
  },
};

export const entriesLoop: Rule = {
  name: "entries-loop",
  applies: "timed",
  why: "`entries()` makes a pair for every element",
  instead: "an indexed loop that reads `a[i]`",
  check(node, code) {
    if (node.type !== "ForOfStatement") return null;
    const method = methodOf(node.right);
    if (method?.name !== "entries") return null;
    const kind = kindOf(method.object, code.variables);
    return kind === "array" || kind === "typed-array" ? `for-of over ${shown(node.right, code)}` : null;
  },
};

export const queueShift: Rule = {
  name: "shift-in-loop",
  applies: "repeated",
  why: "taking from or adding to an array's front moves all others",
  instead: "an index of the head that counts up, or `pop` and `push` at the end",
  check(node, code) {
    const method = methodOf(node);
    if (method === null || (method.name !== "shift" && method.name !== "unshift")) return null;
    return kindOf(method.object, code.variables) === "typed-array"
      ? null
      : `${shown(node, code)} moves every element`;
  },
};

export const awaitInLoop: Rule = {
  name: "await-in-loop",
  applies: "repeated",
  why: "each wait begins only when the one before has ended",
  instead: "start them all and `await Promise.all(…)`, where they do not depend on each other",
  check(node, code) {
    if (node.type !== "AwaitExpression") return null;
    const parent = code.tree.parents.get(node);
    return parent !== undefined && isCollected(parent, node)
      ? `${shown(node, code)} is awaited one after the other`
      : null;
  },
};

/** `results.push(await f(x))`, `results[i] = await f(x)`: nothing in the loop looks at the value. */
function isCollected(parent: Node, value: Node): boolean {
  if (parent.type === "AssignmentExpression")
    return parent.operator === "=" && parent.right === value && parent.left.type === "MemberExpression";
  return methodOf(parent)?.name === "push" && pathOf(parent) === "";
}
