/** What an expression makes, as far as its own text and its variable's declaration tell; null where they do not. */
import { bare, methodOf, type Node, pathOf } from "./code.js";
import type { Variables } from "./variables.js";

export type Kind = "array" | "typed-array" | "string" | "other";
/** `fraction`: it may have a fractional part. */
export type NumberKind = "integer" | "fraction";

const TYPED_ARRAY = /^(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array$/;
const ARRAY_METHODS = ["map", "filter", "flat", "flatMap", "toSorted", "toReversed", "toSpliced", "split"];
const ARRAY_CALLS = /^(?:Array|Array\.(?:from|of)|Object\.(?:keys|values|entries))$/;
const SAME_KIND = ["slice", "concat", "subarray", "fill", "sort", "reverse"];
const FRACTIONS =
  /^Math\.(?:sqrt|cbrt|sin|cos|tan|asin|acos|atan2?|sinh|cosh|tanh|exp|expm1|log|log1p|log2|log10|hypot|random|fround)$/;
const INTEGERS = /^Math\.(?:floor|ceil|round|trunc|imul|clz32|sign)$/;

export function isTypedArrayName(name: string): boolean {
  return TYPED_ARRAY.test(name);
}

export function kindOf(given: Node, variables: Variables): Kind | null {
  const node = bare(given);
  switch (node.type) {
    case "ArrayExpression":
      return "array";
    case "TemplateLiteral":
      return "string";
    case "Literal":
      return typeof node.value === "string" ? "string" : "other";
    case "NewExpression": {
      const name = pathOf(node.callee);
      return isTypedArrayName(name) ? "typed-array" : name === "Array" ? "array" : "other";
    }
    case "CallExpression":
      return kindOfCall(node, variables);
    case "Identifier": {
      const variable = variables.of(node);
      if (variable === null) return null;
      if (variable.annotation !== null) return kindOfType(variable.annotation);
      return variable.init === null || variable.writes.length > 0 || variable.init === given
        ? null
        : kindOf(variable.init, variables);
    }
    default:
      return null;
  }
}

function kindOfCall(node: Extract<Node, { type: "CallExpression" }>, variables: Variables): Kind | null {
  const path = pathOf(node.callee);
  if (ARRAY_CALLS.test(path)) return "array";
  const [owner = "", name] = path.split(".");
  if (isTypedArrayName(owner) && (name === "from" || name === "of")) return "typed-array";
  const method = methodOf(node);
  if (method === null) return null;
  const on = kindOf(method.object, variables);
  if (SAME_KIND.includes(method.name)) return on;
  if (!ARRAY_METHODS.includes(method.name)) return null;
  return on === "typed-array" ? "typed-array" : "array";
}

function kindOfType(type: Node): Kind | null {
  switch (type.type) {
    case "TSArrayType":
    case "TSTupleType":
      return "array";
    case "TSStringKeyword":
      return "string";
    case "TSNumberKeyword":
      return "other";
    case "TSTypeOperator":
      return kindOfType(type.typeAnnotation);
    case "TSTypeReference": {
      const name = type.typeName.type === "Identifier" ? type.typeName.name : "";
      if (isTypedArrayName(name)) return "typed-array";
      return name === "Array" || name === "ReadonlyArray" ? "array" : null;
    }
    default:
      return null;
  }
}

export function numberOf(given: Node, variables: Variables): NumberKind | null {
  const node = bare(given);
  switch (node.type) {
    case "Literal":
      return typeof node.value !== "number" ? null : Number.isInteger(node.value) ? "integer" : "fraction";
    case "UnaryExpression":
      return node.operator === "-" || node.operator === "+" ? numberOf(node.argument, variables) : null;
    case "BinaryExpression": {
      if (["|", "&", "^", "<<", ">>", ">>>"].includes(node.operator)) return "integer";
      if (node.operator === "/") return "fraction";
      if (!["+", "-", "*", "%", "**"].includes(node.operator)) return null;
      const [left, right] = [numberOf(node.left, variables), numberOf(node.right, variables)];
      if (left === "fraction" || right === "fraction") return isText(node, variables) ? null : "fraction";
      return left === "integer" && right === "integer" ? "integer" : null;
    }
    case "CallExpression": {
      const path = pathOf(node.callee);
      return FRACTIONS.test(path) ? "fraction" : INTEGERS.test(path) ? "integer" : null;
    }
    case "MemberExpression":
      return pathOf(node.property) === "length" && !node.computed ? "integer" : null;
    case "Identifier": {
      const variable = variables.of(node);
      if (!variable?.init || variable.writes.length > 0 || variable.init === given) return null;
      return numberOf(variable.init, variables);
    }
    default:
      return null;
  }
}

function isText(node: Extract<Node, { type: "BinaryExpression" }>, variables: Variables): boolean {
  return kindOf(node.left, variables) === "string" || kindOf(node.right, variables) === "string";
}
