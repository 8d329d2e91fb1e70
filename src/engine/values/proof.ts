/** What a value proves: nothing where it is undefined or a function, little where it is empty or all NaN. */
import { describeValue } from "./describe.js";
import { isFloat, viewOf } from "./dtypes.js";
import { isReference, nodeAt, type ValueNode, type ValueTree } from "./tree.js";

/** Why the value cannot be verified, with the fix; null where it can. */
export function whyUnverifiable(tree: ValueTree): string | null {
  const { root } = tree;
  if (root === undefined) return sentence("undefined");
  if (!isReference(root)) return null;
  const node = nodeAt(tree, root);
  return node.kind === "opaque" ? sentence(node.what) : null;
}

function sentence(what: string): string {
  return `the result is ${what}, which proves nothing; name the variable that holds the result with --result C`;
}

/** A value that is the same for nearly any program, in words; null for others. */
export function whyDegenerate(tree: ValueTree): string | null {
  const kind = describeValue(tree);
  if (isEmpty(tree)) return `the result is empty (${kind})`;
  return onlyNaN(tree) ? `every number in the result is NaN (${kind})` : null;
}

function isEmpty({ root, nodes }: ValueTree): boolean {
  if (!isReference(root)) return root === "";
  const node = nodes[root.node];
  return node !== undefined && sizeOf(node) === 0;
}

function sizeOf(node: ValueNode): number | null {
  switch (node.kind) {
    case "typed":
      return node.bytes.length;
    case "numbers":
      return node.values.length;
    case "array":
    case "sparse":
      return node.length;
    case "object":
    case "map":
      return node.keys.length;
    case "set":
      return node.slots.length;
    default:
      return null;
  }
}

function onlyNaN({ root, nodes }: ValueTree): boolean {
  const numbers = { seen: false, otherThanNaN: false };
  const look = (values: ArrayLike<unknown>) => {
    for (let index = 0; index < values.length && !numbers.otherThanNaN; index++) {
      const value = values[index];
      if (typeof value !== "number") continue;
      numbers.seen = true;
      numbers.otherThanNaN = !Number.isNaN(value);
    }
  };
  look([root]);
  for (const node of nodes) {
    if (numbers.otherThanNaN) break;
    if (node.kind === "numbers") look(node.values);
    else if (node.kind === "typed") look(isFloat(node.dtype) ? viewOf(node.dtype, node.bytes) : [0]);
    else if ("slots" in node) look(node.slots);
  }
  return numbers.seen && !numbers.otherThanNaN;
}
