/** Which code is timed, and which of it runs in a loop. */
import type { LintOptions } from "../../model/lint.js";
import {
  ancestorsOf,
  type FunctionNode,
  isFunction,
  methodOf,
  type Node,
  type Tree,
  within,
} from "./code.js";
import type { Variables } from "./variables.js";

export interface Hot {
  isTimed(node: Node): boolean;
  /** Timed, and repeated: in a loop, in a callback per element, or in a function that one of them calls. */
  isRepeated(node: Node): boolean;
}

const PER_ELEMENT = [
  "forEach",
  "map",
  "filter",
  "reduce",
  "reduceRight",
  "some",
  "every",
  "find",
  "findIndex",
  "findLast",
  "flatMap",
  "sort",
  "toSorted",
];

export function hotOf(tree: Tree, variables: Variables, options: LintOptions): Hot {
  const roots = new Set<Node>();
  const open = entriesOf(tree, variables, options);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (roots.has(node)) continue;
    roots.add(node);
    open.push(...calledIn(node, variables));
  }
  const isTimed = (node: Node) => roots.has(node) || anyOf(ancestorsOf(node, tree), (one) => roots.has(one));

  const repeated = new Set<FunctionNode>();
  const isRepeated = (node: Node) => isTimed(node) && inLoop(node, tree, repeated);
  for (let before = -1; before !== repeated.size; ) {
    before = repeated.size;
    for (const node of tree.nodes) {
      if (node.type !== "CallExpression" || !isRepeated(node)) continue;
      const target = variables.of(node.callee)?.init;
      // A function that calls itself is no loop.
      if (target && isFunction(target) && !anyOf(ancestorsOf(node, tree), (one) => one === target))
        repeated.add(target);
    }
  }
  return { isTimed, isRepeated };
}

/** Where timing starts: the last expression of a variant, what a module exports, what is called from elsewhere. */
function entriesOf({ program }: Tree, variables: Variables, { place, called = [] }: LintOptions): Node[] {
  const named = program.body.flatMap((statement) =>
    [...functionsIn(statement)].filter(({ name }) => called.includes(name)).map(({ node }) => node),
  );
  if (place === "setup") return named;
  if (place === "module")
    return [...named, ...program.body.filter((one) => one.type.startsWith("Export")).flatMap(exported)];
  const last = program.body.findLast((one) => one.type !== "EmptyStatement");
  return last?.type === "ExpressionStatement" ? [...named, last] : named;

  function exported(statement: Node): Node[] {
    if (statement.type === "ExportNamedDeclaration" && statement.declaration === null) {
      return statement.specifiers.flatMap(({ local }) => functionsOf(variables.of(local)?.init ?? null));
    }
    return [...functionsIn(statement)].map(({ node }) => node);
  }
}

/** Functions and methods that a top-level statement declares. */
function* functionsIn(statement: Node): Generator<{ readonly name: string; readonly node: Node }> {
  if (statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration") {
    if (statement.declaration) yield* functionsIn(statement.declaration);
  } else if (statement.type === "FunctionDeclaration") {
    yield { name: statement.id?.name ?? "", node: statement };
  } else if (statement.type === "ClassDeclaration") {
    for (const node of functionsOf(statement)) yield { name: statement.id?.name ?? "", node };
  } else if (statement.type === "VariableDeclaration") {
    for (const { id, init } of statement.declarations) {
      const name = id.type === "Identifier" ? id.name : "";
      for (const node of functionsOf(init)) yield { name, node };
    }
  }
}

/** A function, or the methods of a class or of an object. Other values are made once, untimed. */
function functionsOf(value: Node | null): Node[] {
  if (value === null) return [];
  if (isFunction(value)) return [value];
  if (value.type === "ObjectExpression")
    return value.properties.flatMap((one) => (one.type === "Property" ? functionsOf(one.value) : []));
  if (value.type !== "ClassDeclaration" && value.type !== "ClassExpression") return [];
  return value.body.body.flatMap((one) =>
    one.type === "MethodDefinition"
      ? [one.value]
      : one.type === "PropertyDefinition"
        ? functionsOf(one.value)
        : [],
  );
}

function calledIn(node: Node, variables: Variables): Node[] {
  const found: Node[] = [];
  for (const one of within(node)) {
    const variable = variables.of(one);
    if (variable !== null) found.push(...functionsOf(variable.init));
  }
  return found;
}

function inLoop(node: Node, tree: Tree, repeated: ReadonlySet<FunctionNode>): boolean {
  let child = node;
  for (const parent of ancestorsOf(node, tree)) {
    if (isFunction(parent)) {
      if (repeated.has(parent)) return true;
      if (!isPerElement(parent, tree)) return false;
    }
    switch (parent.type) {
      case "WhileStatement":
      case "DoWhileStatement":
        return true;
      case "ForStatement":
        if (child !== parent.init) return true;
        break;
      case "ForInStatement":
      case "ForOfStatement":
        if (child === parent.body) return true;
        break;
      case "CallExpression":
        if (isFunction(child) && isPerElement(child, tree)) return true;
    }
    child = parent;
  }
  return false;
}

/** The callback of `map` and alike. */
function isPerElement(node: FunctionNode, tree: Tree): boolean {
  const call = tree.parents.get(node);
  const method = call === undefined ? null : methodOf(call);
  return (
    method !== null &&
    call?.type === "CallExpression" &&
    PER_ELEMENT.includes(method.name) &&
    call.arguments[0] === node
  );
}

function anyOf(nodes: Iterable<Node>, test: (node: Node) => boolean): boolean {
  for (const node of nodes) if (test(node)) return true;
  return false;
}
