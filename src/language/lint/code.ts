/** A parsed source: every node in the order of the text, with its parent. Parsed by oxc-parser as ESTree. */
import type { ArrowFunctionExpression, Function as DeclaredFunction, Node, Program } from "oxc-parser";

export type { Node } from "oxc-parser";

export type FunctionNode = DeclaredFunction | ArrowFunctionExpression;

export interface Tree {
  readonly source: string;
  readonly program: Program;
  readonly nodes: readonly Node[];
  readonly parents: ReadonlyMap<Node, Node>;
}

/** Throws a SyntaxError for what cannot be parsed. */
export async function parseTree(source: string, file = "cell.ts"): Promise<Tree> {
  const { parseSync } = await import("oxc-parser");
  const { program, errors } = parseSync(file, source, { sourceType: "module", preserveParens: false });
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(messageOf(error, source));
  const nodes: Node[] = [];
  const parents = new Map<Node, Node>();
  const open: Node[] = [program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes.push(node);
    for (const child of childrenOf(node).reverse()) {
      parents.set(child, node);
      open.push(child);
    }
  }
  return { source, program, nodes, parents };
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

/** The node's own parents, the nearest first. */
export function* ancestorsOf(node: Node, tree: Tree): Generator<Node> {
  for (let at = tree.parents.get(node); at !== undefined; at = tree.parents.get(at)) yield at;
}

/** Every node below it, itself included. */
export function* within(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* within(child);
}

/** `Math.max` → `Math.max`; empty where the expression is no plain path of names. */
export function pathOf(node: Node): string {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression" || node.computed) return "";
  const object = pathOf(node.object);
  return object === "" ? "" : `${object}.${nameOf(node.property)}`;
}

/** The method of a call such as `a.push(1)`, and what it is called on; null for other calls. */
export function methodOf(node: Node): { readonly object: Node; readonly name: string } | null {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
  const { object, property, computed } = node.callee;
  return computed ? null : { object, name: nameOf(property) };
}

/** Without what TypeScript alone knows: `x as number`, `x!`. */
export function bare(node: Node): Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
      return bare(node.expression);
    default:
      return node;
  }
}

function nameOf(node: Node): string {
  return node.type === "Identifier" ? node.name : "";
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter(isNode)
    .sort((one, other) => one.start - other.start);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function messageOf(
  { message, labels }: { readonly message: string; readonly labels?: readonly { readonly start: number }[] },
  source: string,
): string {
  const start = labels?.[0]?.start;
  return start === undefined ? message : `${message} (line ${source.slice(0, start).split("\n").length})`;
}
