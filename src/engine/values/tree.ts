/**
 * The tagged form of a value: what is written to disk, compared and hashed. Objects stand in one flat table, so shared
 * and cyclic references are just numbers, and depth is no limit. Primitives stand in place.
 *
 *     { a: [1, 2], b: "x" }      nodes[0] object { a: →1, b: "x" }
 *                                nodes[1] numbers 1 2
 */

export interface ValueTree {
  readonly root: Slot;
  readonly nodes: readonly ValueNode[];
}

export type Primitive = number | string | bigint | boolean | null | undefined;

/** Of a node in the table. */
export interface Reference {
  readonly node: number;
}

export type Slot = Primitive | Reference;

export type Dtype =
  | "int8"
  | "uint8"
  | "uint8-clamped"
  | "int16"
  | "uint16"
  | "int32"
  | "uint32"
  | "float16"
  | "float32"
  | "float64"
  | "bigint64"
  | "biguint64";

export type ValueNode =
  /** Typed arrays, buffers and views: the bytes as they lie in memory. */
  | { readonly kind: "typed"; readonly type: string; readonly dtype: Dtype; readonly bytes: Uint8Array }
  /** A dense array of nothing but numbers. */
  | { readonly kind: "numbers"; readonly values: Float64Array }
  | { readonly kind: "array"; readonly length: number; readonly slots: readonly Slot[] }
  /** An array with holes: the indices that are there. */
  | {
      readonly kind: "sparse";
      readonly length: number;
      readonly indices: readonly number[];
      readonly slots: readonly Slot[];
    }
  | {
      readonly kind: "object";
      readonly type: string;
      readonly keys: readonly string[];
      readonly slots: readonly Slot[];
    }
  | { readonly kind: "map"; readonly keys: readonly Slot[]; readonly slots: readonly Slot[] }
  | { readonly kind: "set"; readonly slots: readonly Slot[] }
  | { readonly kind: "date"; readonly time: number }
  | { readonly kind: "regexp"; readonly source: string; readonly flags: string }
  /** A mathjs matrix by its own `toJSON`. */
  | { readonly kind: "matrix"; readonly type: string; readonly shape: readonly number[]; readonly data: Slot }
  /** What has no value to compare: functions, promises, symbols, objects that hide everything. */
  | { readonly kind: "opaque"; readonly what: string };

export type NodeOf<K extends ValueNode["kind"]> = Extract<ValueNode, { readonly kind: K }>;

export function isReference(slot: Slot): slot is Reference {
  return typeof slot === "object" && slot !== null;
}

export function nodeAt(tree: ValueTree, slot: Reference): ValueNode {
  const node = tree.nodes[slot.node];
  if (!node) throw new Error(`A value's table has no node ${slot.node}: the file is damaged.`);
  return node;
}
