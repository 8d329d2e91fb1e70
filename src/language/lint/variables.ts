/** Which variable a name means: declarations by scope, with what is assigned to each. */
import { ancestorsOf, isFunction, type Node, type Tree } from "./code.js";

export interface Variable {
  readonly name: string;
  /** A function, class, import or declarator; of a parameter the function. */
  readonly declaration: Node;
  /** What it is declared with; null for parameters, patterns and declarations without a value. */
  readonly init: Node | null;
  readonly annotation: Node | null;
  /** Assignments and `++` to it. */
  readonly writes: Node[];
  /** Every other mention. */
  readonly reads: Node[];
}

export interface Variables {
  of(identifier: Node): Variable | null;
}

type Scopes = Map<Node, Map<string, Variable>>;

const SCOPES: readonly Node["type"][] = [
  "Program",
  "BlockStatement",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "SwitchStatement",
  "CatchClause",
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
];

export function variablesOf(tree: Tree): Variables {
  const scopes: Scopes = new Map();
  for (const node of tree.nodes) declare(node, tree, scopes);
  const find = (node: Node): Variable | null => {
    if (node.type !== "Identifier") return null;
    for (const scope of ancestorsOf(node, tree)) {
      const found = scopes.get(scope)?.get(node.name);
      if (found !== undefined) return found;
    }
    return null;
  };
  for (const node of tree.nodes) {
    const variable = find(node);
    const parent = tree.parents.get(node);
    if (variable === null || parent === undefined) continue;
    const written =
      (parent.type === "AssignmentExpression" && parent.left === node) || parent.type === "UpdateExpression";
    if (written) variable.writes.push(parent);
    else variable.reads.push(node);
  }
  return { of: find };
}

function declare(node: Node, tree: Tree, scopes: Scopes): void {
  const add = (id: Node, given: { declaration: Node; init?: Node | null; scope: Node }) => {
    for (const name of namesIn(id)) {
      const whole = name === id;
      const names = scopes.get(given.scope) ?? new Map<string, Variable>();
      scopes.set(given.scope, names);
      if (names.has(name.name)) continue;
      names.set(name.name, {
        name: name.name,
        declaration: given.declaration,
        init: whole ? (given.init ?? null) : null,
        annotation: name.typeAnnotation?.typeAnnotation ?? null,
        writes: [],
        reads: [],
      });
    }
  };
  if (node.type === "VariableDeclarator") {
    const declaration = tree.parents.get(node);
    const isVar = declaration?.type === "VariableDeclaration" && declaration.kind === "var";
    add(node.id, { declaration: node, init: node.init, scope: scopeOf(node, tree, isVar) });
  } else if (node.type === "ImportDeclaration") {
    for (const { local } of node.specifiers) add(local, { declaration: node, scope: tree.program });
  } else if (node.type === "ClassDeclaration" && node.id) {
    add(node.id, { declaration: node, init: node, scope: scopeOf(node, tree, false) });
  }
  if (!isFunction(node)) return;
  if (node.type === "FunctionDeclaration" && node.id)
    add(node.id, { declaration: node, init: node, scope: scopeOf(node, tree, false) });
  for (const parameter of node.params)
    add(parameter.type === "TSParameterProperty" ? parameter.parameter : parameter, {
      declaration: node,
      scope: node,
    });
}

function scopeOf(node: Node, tree: Tree, whole: boolean): Node {
  for (const scope of ancestorsOf(node, tree)) {
    if (whole ? isFunction(scope) || scope === tree.program : SCOPES.includes(scope.type)) return scope;
  }
  return tree.program;
}

type Identifier = Extract<Node, { type: "Identifier" }> & {
  readonly typeAnnotation?: { readonly typeAnnotation: Node } | null;
};

/** The names that a pattern declares. */
function namesIn(id: Node): readonly Identifier[] {
  switch (id.type) {
    case "Identifier":
      return [id as Identifier];
    case "ObjectPattern":
      return id.properties.flatMap((one) => namesIn(one.type === "Property" ? one.value : one.argument));
    case "ArrayPattern":
      return id.elements.flatMap((one) => (one === null ? [] : namesIn(one)));
    case "AssignmentPattern":
      return namesIn(id.left);
    case "RestElement":
      return namesIn(id.argument);
    default:
      return [];
  }
}
