/** A tagged tree as a value again. Class instances come back as plain objects, matrices as mathjs's JSON form. */
import { viewOf } from "./dtypes.js";
import {
  isReference,
  type NodeOf,
  nodeAt,
  type Primitive,
  type Slot,
  type ValueNode,
  type ValueTree,
} from "./tree.js";

export function untagValue(tree: ValueTree): unknown {
  // Two passes, since references may be cyclic: first every container, then what is in it.
  const made = tree.nodes.map(emptyValue);
  const resolve = (slot: Slot): unknown => (isReference(slot) ? made[slot.node] : (slot satisfies Primitive));
  for (const [index, node] of tree.nodes.entries()) fill(made[index], node, resolve);
  if (isReference(tree.root)) nodeAt(tree, tree.root);
  return resolve(tree.root);
}

function emptyValue(node: ValueNode): unknown {
  switch (node.kind) {
    case "typed":
      return typedValue(node);
    case "numbers":
      return Array.from(node.values);
    case "array":
    case "sparse":
      return new Array(node.length);
    case "object":
    case "matrix":
      return {};
    case "map":
      return new Map();
    case "set":
      return new Set();
    case "date":
      return new Date(node.time);
    case "regexp":
      return new RegExp(node.source, node.flags);
    case "opaque":
      return undefined;
  }
}

function typedValue({ type, dtype, bytes }: NodeOf<"typed">): unknown {
  if (type === "Buffer") return Buffer.from(bytes);
  const copy = bytes.slice();
  if (type === "ArrayBuffer" || type === "SharedArrayBuffer") return copy.buffer;
  return type === "DataView" ? new DataView(copy.buffer) : viewOf(dtype, copy);
}

function fill(value: unknown, node: ValueNode, resolve: (slot: Slot) => unknown): void {
  switch (node.kind) {
    case "array":
      for (const [index, slot] of node.slots.entries()) (value as unknown[])[index] = resolve(slot);
      return;
    case "sparse":
      for (const [at, index] of node.indices.entries()) (value as unknown[])[index] = resolve(node.slots[at]);
      return;
    case "object":
      for (const [at, key] of node.keys.entries()) define(value as object, key, resolve(node.slots[at]));
      return;
    case "map":
      for (const [at, key] of node.keys.entries()) {
        (value as Map<unknown, unknown>).set(resolve(key), resolve(node.slots[at]));
      }
      return;
    case "set":
      for (const slot of node.slots) (value as Set<unknown>).add(resolve(slot));
      return;
    case "matrix":
      Object.assign(value as object, { mathjs: node.type, size: node.shape, data: resolve(node.data) });
      return;
    case "typed":
    case "numbers":
    case "date":
    case "regexp":
    case "opaque":
      return;
  }
}

/** Also for a key such as `__proto__`, which plain assignment would not store. */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
