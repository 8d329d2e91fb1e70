/** What a rule is: a look at one node. The costs named in the rules were seen in V8 11.3 and later. */
import type { LintRule } from "../../model/lint.js";
import { ancestorsOf, bare, isFunction, methodOf, type Node, type Tree } from "./code.js";
import type { Hot } from "./hot.js";
import type { Variables } from "./variables.js";

export interface Code {
  readonly tree: Tree;
  readonly variables: Variables;
  readonly hot: Hot;
}

export interface Rule extends LintRule {
  /** `repeated`: timed code in a loop; `data`: also what is made before, as timed code works on it. */
  readonly applies: "repeated" | "timed" | "data";
  /** What stands there, where the rule has something to say. */
  readonly check: (node: Node, code: Code) => string | null;
}

/** A message shows at most this much of the code. */
const SHOWN = 40;

export function shown(node: Node, { tree }: Code): string {
  const text = tree.source.slice(node.start, node.end).replace(/\s+/g, " ");
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1)}…`;
}

const KEEPING = ["push", "unshift", "set", "add", "resolve", "enqueue"];

/**
 * Made to be kept: returned, yielded, pushed, or stored where it outlives the iteration. Such a value is the work's
 * result, and no rule asks to avoid it.
 */
export function isKept(node: Node, code: Code, depth = 0): boolean {
  const { tree, variables } = code;
  let child = node;
  for (const parent of ancestorsOf(node, tree)) {
    switch (parent.type) {
      case "ReturnStatement":
      case "YieldExpression":
      case "ThrowStatement":
        return true;
      case "ArrowFunctionExpression":
        return parent.body === child;
      case "AssignmentExpression":
        return parent.right === child && parent.left.type === "MemberExpression";
      case "CallExpression":
        return KEEPING.includes(methodOf(parent)?.name ?? "") && parent.callee !== child;
      case "VariableDeclarator": {
        if (depth > 2 || parent.id.type !== "Identifier") return false;
        const variable = variables.of(parent.id);
        return variable?.reads.some((read) => read !== parent.id && isKept(read, code, depth + 1)) ?? false;
      }
      case "Property":
      case "ObjectExpression":
      case "ArrayExpression":
      case "ConditionalExpression":
      case "LogicalExpression":
      case "AwaitExpression":
      case "TSAsExpression":
      case "TSNonNullExpression":
      case "TSSatisfiesExpression":
        break;
      default:
        return false;
    }
    child = parent;
  }
  return false;
}

/** The nearest loop or function around it. */
export function loopOf(node: Node, { tree }: Code): Node | null {
  for (const parent of ancestorsOf(node, tree)) {
    if (isFunction(parent)) return null;
    if (/^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(parent.type)) return parent;
  }
  return null;
}

export function isLiteral(node: Node, value: unknown): boolean {
  const plain = bare(node);
  return plain.type === "Literal" && plain.value === value;
}
