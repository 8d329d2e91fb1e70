/** Values in a few words, for messages: `Float32Array(65536)`, `Map(2)`, `"text"`. */

import { viewOf } from "./dtypes.js";
import { isReference, type NodeOf, nodeAt, type Slot, type ValueNode, type ValueTree } from "./tree.js";

const LONGEST = 80;

/** What kind of value it is. */
export function describeValue(tree: ValueTree, slot: Slot = tree.root): string {
  if (isReference(slot)) return describeNode(nodeAt(tree, slot));
  return slot === null ? "null" : typeof slot;
}

/** The value itself where it is short, else its kind. */
export function showSlot(tree: ValueTree, slot: Slot): string {
  if (isReference(slot)) return describeNode(nodeAt(tree, slot));
  switch (typeof slot) {
    case "string":
      return shorten(JSON.stringify(slot));
    case "bigint":
      return `${shorten(String(slot))}n`;
    default:
      return showNumber(slot);
  }
}

export function showNumber(value: unknown): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The fewest digits that tell a float32 from its neighbours: `0.1`, not `0.10000000149011612`. */
export function showFloat32(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return showNumber(short);
  }
  return showNumber(value);
}

export function describeNode(node: ValueNode): string {
  switch (node.kind) {
    case "typed":
      return `${node.type}(${elements(node)})`;
    case "numbers":
      return `Array(${node.values.length})`;
    case "array":
    case "sparse":
      return `Array(${node.length})`;
    case "object":
      return node.type;
    case "map":
      return `Map(${node.keys.length})`;
    case "set":
      return `Set(${node.slots.length})`;
    case "date":
      return Number.isNaN(node.time) ? "Invalid Date" : new Date(node.time).toISOString();
    case "regexp":
      return shorten(`/${node.source}/${node.flags}`);
    case "matrix":
      return `${node.type}(${node.shape.join(" × ")})`;
    case "opaque":
      return node.what;
  }
}

function elements({ type, dtype, bytes }: NodeOf<"typed">): number {
  return type === "DataView" ? bytes.length : viewOf(dtype, bytes).length;
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
