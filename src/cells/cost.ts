/**
 * Cost expressions such as `2 n^3` and `12 text.length`: parsed by mathjs, limited to arithmetic on the setup's names.
 * mathjs alone would read an unknown name as a unit, and offers functions that are no arithmetic.
 */
import type * as MathJs from "mathjs";
import { usageError } from "../model/problem.js";
import { type Check, type CostScope, PROPERTIES, refused, sizeOf, type Term } from "./cost-names.js";
import { math } from "./mathjs.js";
import { suggest } from "./suggest.js";

export type { CostScope } from "./cost-names.js";

export interface CompiledCost {
  readonly expression: string;
  /** The setup's names that it reads, in order of appearance. */
  readonly names: readonly string[];
  /** Throws a UserError where a name has no such size, or the result is no finite number of at least zero. */
  evaluate(scope: CostScope): number;
}

/** `allowed` are the names that the expression may read. Throws a UserError. */
export function compileCost(expression: string, allowed: readonly string[]): CompiledCost {
  const tree = parse(expression);
  const check: Check = { expression, allowed, names: new Set() };
  const term = build(tree, check);
  return {
    expression,
    names: [...check.names],
    evaluate: (scope) => {
      const value = term(scope);
      if (Number.isFinite(value) && value >= 0) return value;
      throw usageError(`The cost "${expression}" gives ${value}: it must be a finite number of at least 0`);
    },
  };
}

type Node =
  | MathJs.ConstantNode
  | MathJs.SymbolNode
  | MathJs.ParenthesisNode
  | MathJs.OperatorNode
  | MathJs.FunctionNode
  | MathJs.AccessorNode;

function parse(expression: string): MathJs.MathNode {
  if (expression.trim() === "") throw usageError('A cost is empty: write an expression such as "2 n^3"');
  try {
    return math().parse(expression);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw usageError(`The cost "${expression}" is no expression: ${reason}`);
  }
}

function build(tree: MathJs.MathNode, check: Check): Term {
  const node = tree as unknown as Node;
  switch (node.type) {
    case "ConstantNode":
      return constant(node, check);
    case "SymbolNode":
      return sizeOf(node.name, "value", check);
    case "ParenthesisNode":
      return build(node.content, check);
    case "OperatorNode":
      return operator(node, check);
    case "FunctionNode":
      return call(node, check);
    case "AccessorNode":
      return property(node, check);
    default:
      throw refused(tree.toString(), check, "it takes arithmetic on numbers and names only");
  }
}

function constant({ value }: MathJs.ConstantNode, check: Check): Term {
  if (typeof value !== "number") throw refused(JSON.stringify(value), check, "it takes numbers only");
  return () => value;
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  pow: (a, b) => a ** b,
  mod: (a, b) => a % b,
  unaryPlus: (a) => a,
  unaryMinus: (a) => -a,
};

function operator(node: MathJs.OperatorNode, check: Check): Term {
  const { op, fn, args } = node as unknown as { op: string; fn: string; args: MathJs.MathNode[] };
  if (!Object.hasOwn(OPERATORS, fn)) throw refused(op, check, "it takes + - * / ^ and % only");
  const apply = OPERATORS[fn]!;
  const [left, right] = args.map((arg) => build(arg, check));
  return (scope) => apply(left!(scope), right?.(scope) ?? Number.NaN);
}

const FUNCTIONS: Readonly<Record<string, (...values: number[]) => number>> = {
  abs: Math.abs,
  cbrt: Math.cbrt,
  ceil: Math.ceil,
  exp: Math.exp,
  floor: Math.floor,
  log: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  max: Math.max,
  min: Math.min,
  round: Math.round,
  sqrt: Math.sqrt,
};

function call(node: MathJs.FunctionNode, check: Check): Term {
  const name = (node.fn as unknown as { readonly name?: string }).name ?? node.fn.toString();
  if (check.allowed.includes(name) && !Object.hasOwn(FUNCTIONS, name)) {
    throw refused(`${name}(…)`, check, `${name} is a value: to multiply write ${name} * (…)`);
  }
  if (!Object.hasOwn(FUNCTIONS, name)) {
    const near = suggest(name, Object.keys(FUNCTIONS));
    throw refused(
      `${name}(…)`,
      check,
      near ? `did you mean ${near}?` : `it knows ${Object.keys(FUNCTIONS).join(", ")}`,
    );
  }
  const many = name === "min" || name === "max";
  if (many ? node.args.length === 0 : node.args.length !== 1) {
    throw refused(node.toString(), check, `${name} takes ${many ? "at least one value" : "one value"}`);
  }
  const [apply, terms] = [FUNCTIONS[name]!, node.args.map((arg) => build(arg, check))];
  return (scope) => apply(...terms.map((term) => term(scope)));
}

function property(node: MathJs.AccessorNode, check: Check): Term {
  const [object, name] = [node.object as unknown as Node, node.name];
  if (object.type !== "SymbolNode" || !isNamed(node.index)) {
    throw refused(node.toString(), check, `it reads ${PROPERTIES.join(", ")} of the setup's names only`);
  }
  const read = PROPERTIES.find((known) => known === name);
  if (read !== undefined) return sizeOf(object.name, read, check);
  const near = suggest(name, PROPERTIES);
  throw refused(
    node.toString(),
    check,
    near ? `did you mean ${object.name}.${near}?` : `it reads ${PROPERTIES.join(", ")} only`,
  );
}

/** mathjs's types leave this method out. */
function isNamed(index: MathJs.IndexNode): boolean {
  return (index as unknown as { isObjectProperty(): boolean }).isObjectProperty();
}
