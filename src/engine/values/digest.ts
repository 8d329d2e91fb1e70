/** A short digest of a value, to tell whether two calls gave the same without keeping the first value alive. */
import { createHash, type Hash } from "node:crypto";
import { isFloat, viewOf } from "./dtypes.js";
import { whyUnverifiable } from "./proof.js";
import { tagValue } from "./tag.js";
import { isReference, type Slot, type ValueNode } from "./tree.js";

/** Null for values that cannot be compared. */
export function digest(value: unknown): string | null {
  const tree = tagValue(value);
  if (whyUnverifiable(tree) !== null) return null;
  const hash = createHash("sha1");
  hash.update(slotText(tree.root));
  for (const node of tree.nodes) addNode(hash, node);
  return hash.digest("base64");
}

function addNode(hash: Hash, node: ValueNode): void {
  switch (node.kind) {
    case "typed":
      hash.update(`${node.type}:${node.dtype}:`);
      hash.update(
        isFloat(node.dtype) ? withOneNaN(viewOf(node.dtype, node.bytes) as Float64Array) : node.bytes,
      );
      return;
    case "numbers":
      hash.update("numbers:");
      hash.update(withOneNaN(node.values));
      return;
    default:
      hash.update(
        JSON.stringify(node, (_, part: unknown) => (isPlainData(part) ? part : slotText(part as Slot))),
      );
  }
}

/** Optimised and unoptimised code may make NaN with different bits. */
function withOneNaN<T extends Float32Array | Float64Array>(values: T): T {
  if (!values.some(Number.isNaN)) return values;
  return values.map((value) => (Number.isNaN(value) ? Number.NaN : value)) as T;
}

function isPlainData(part: unknown): boolean {
  return typeof part === "object" || typeof part === "string" || typeof part === "boolean";
}

/** Of everything that JSON would lose: -0, NaN, bigint, undefined. */
function slotText(slot: Slot): string {
  if (isReference(slot)) return `→${slot.node}`;
  return `${typeof slot}:${Object.is(slot, -0) ? "-0" : String(slot)}`;
}
