/** Compares two objects of the table, one function per kind. What is inside is handed back as pairs to compare. */
import type { Comparing, PairToCompare } from "./compare.js";
import { compareKeyed, compareMembers } from "./compare-keyed.js";
import { describeNode, showSlot } from "./describe.js";
import { isBig, viewOf } from "./dtypes.js";
import { compareNumbers, coordinates } from "./numbers.js";
import type { Path } from "./tally.js";
import { isReference, type Slot, type ValueNode } from "./tree.js";

interface Nodes<N extends ValueNode = ValueNode> {
  readonly expected: N;
  readonly actual: ValueNode;
}

type Of<K extends ValueNode["kind"]> = Extract<ValueNode, { readonly kind: K }>;

export function compareNode(nodes: Nodes, path: Path | null, comparing: Comparing): PairToCompare[] {
  const { expected, actual } = nodes;
  const different = () => {
    const shown = { expected: describeNode(expected), actual: describeNode(actual) };
    comparing.tally.different({ path, ...shown });
    return [];
  };
  if (isArray(expected) && isArray(actual)) {
    return expected.kind === "numbers" &&
      actual.kind === "numbers" &&
      expected.values.length === actual.values.length
      ? numbers(expected.values, actual.values, { path, comparing, shape: comparing.tolerance.shape })
      : arrays(expected, actual, path, comparing);
  }
  switch (expected.kind) {
    case "typed":
      return actual.kind === "typed" && family(expected) === family(actual)
        ? typed(expected, actual, path, comparing)
        : different();
    case "object":
      return actual.kind === "object" && sameClass(expected.type, actual.type)
        ? compareKeyed(expected, actual, { path, comparing, step: property })
        : different();
    case "map":
      return actual.kind === "map"
        ? compareKeyed(expected, actual, { path, comparing, step: (key) => `.get(${key})` })
        : different();
    case "set":
      return actual.kind === "set" ? compareMembers(expected, actual, { path, comparing }) : different();
    case "date":
      return actual.kind === "date" && Object.is(expected.time, actual.time) ? same(comparing) : different();
    case "regexp":
      return actual.kind === "regexp" && describeNode(expected) === describeNode(actual)
        ? same(comparing)
        : different();
    case "matrix":
      return actual.kind === "matrix" && describeNode(expected) === describeNode(actual)
        ? matrices(expected, actual, path, comparing)
        : different();
    case "opaque":
      if (actual.kind !== "opaque" || actual.what !== expected.what) return different();
      comparing.tally.opaque++;
      return [];
    case "numbers":
    case "array":
    case "sparse":
      return different();
  }
}

function same(comparing: Comparing): PairToCompare[] {
  comparing.tally.same();
  return [];
}

function numbers(
  expected: Float64Array,
  actual: Float64Array,
  place: { path: Path | null; comparing: Comparing; shape: readonly number[] | null },
): PairToCompare[] {
  const { comparing, path, shape } = place;
  compareNumbers(
    { expected, actual, dtype: null, tolerance: comparing.tolerance, path, shape },
    comparing.tally,
  );
  return [];
}

function typed(
  expected: Of<"typed">,
  actual: Of<"typed">,
  path: Path | null,
  comparing: Comparing,
): PairToCompare[] {
  const { tally, tolerance } = comparing;
  const [wanted, got] = [viewOf(expected.dtype, expected.bytes), viewOf(actual.dtype, actual.bytes)];
  if (wanted.length !== got.length) {
    const count = Math.max(wanted.length, got.length);
    tally.different({ path, expected: describeNode(expected), actual: describeNode(actual) }, count);
    return [];
  }
  if (!isBig(wanted) && !isBig(got)) {
    const { dtype } = expected;
    compareNumbers({ expected: wanted, actual: got, dtype, tolerance, path, shape: tolerance.shape }, tally);
    return [];
  }
  for (let index = 0; index < wanted.length; index++) {
    if (wanted[index] === got[index]) tally.same();
    else {
      const place = { parent: path, step: coordinates(index, wanted.length, tolerance.shape) };
      tally.different({ path: place, expected: `${wanted[index]}n`, actual: `${got[index]}n` });
    }
  }
  return [];
}

/** Arrays of which at least one holds more than numbers, or whose lengths differ. */
function arrays(
  expected: ArrayNode,
  actual: ArrayNode,
  path: Path | null,
  comparing: Comparing,
): PairToCompare[] {
  const { tally } = comparing;
  if (lengthOf(expected) !== lengthOf(actual)) {
    const count = Math.max(lengthOf(expected), lengthOf(actual));
    tally.different({ path, expected: describeNode(expected), actual: describeNode(actual) }, count);
    return [];
  }
  if (lengthOf(expected) === 0) return same(comparing);
  return expected.kind === "sparse" || actual.kind === "sparse"
    ? withHoles(expected, actual, path, comparing)
    : dense(expected, actual, path, comparing);
}

function dense(
  expected: DenseNode,
  actual: DenseNode,
  path: Path | null,
  { tally, tolerance }: Comparing,
): PairToCompare[] {
  const [wanted, got] = [elementsOf(expected), elementsOf(actual)];
  const pairs: PairToCompare[] = [];
  for (let index = 0; index < wanted.length; index++) {
    const pair = { expected: wanted[index], actual: got[index] };
    // Long lists of equal primitives need no path each.
    if (pair.expected === pair.actual && !isReference(pair.expected)) tally.same();
    else
      pairs.push({
        ...pair,
        path: { parent: path, step: coordinates(index, wanted.length, tolerance.shape) },
      });
  }
  return pairs;
}

function withHoles(
  expected: ArrayNode,
  actual: ArrayNode,
  path: Path | null,
  comparing: Comparing,
): PairToCompare[] {
  const { tally } = comparing;
  const [wanted, got] = [slotsOf(expected), slotsOf(actual)];
  const pairs: PairToCompare[] = [];
  for (const index of new Set([...wanted.keys(), ...got.keys()])) {
    const place = { parent: path, step: coordinates(index, lengthOf(expected), comparing.tolerance.shape) };
    if (wanted.has(index) && got.has(index)) {
      pairs.push({ expected: wanted.get(index), actual: got.get(index), path: place });
    } else {
      const show = (has: boolean, slot: Slot, tree: Comparing["expected"]) =>
        has ? showSlot(tree, slot) : "a hole";
      tally.different({
        path: place,
        expected: show(wanted.has(index), wanted.get(index), comparing.expected),
        actual: show(got.has(index), got.get(index), comparing.actual),
      });
    }
  }
  return pairs;
}

function matrices(expected: Of<"matrix">, actual: Of<"matrix">, path: Path | null, comparing: Comparing) {
  const inner: Comparing = { ...comparing, tolerance: { ...comparing.tolerance, shape: expected.shape } };
  const [wanted, got] = [nodeOf(inner.expected, expected.data), nodeOf(inner.actual, actual.data)];
  return wanted && got
    ? compareNode({ expected: wanted, actual: got }, path, inner)
    : [{ expected: expected.data, actual: actual.data, path }];
}

function nodeOf(tree: Comparing["expected"], slot: Slot): ValueNode | null {
  return typeof slot === "object" && slot !== null ? (tree.nodes[slot.node] ?? null) : null;
}

type DenseNode = Of<"numbers"> | Of<"array">;
type ArrayNode = DenseNode | Of<"sparse">;

function isArray(node: ValueNode): node is ArrayNode {
  return node.kind === "numbers" || node.kind === "array" || node.kind === "sparse";
}

function lengthOf(node: ArrayNode): number {
  return node.kind === "numbers" ? node.values.length : node.length;
}

function elementsOf(node: DenseNode): ArrayLike<Slot> {
  return node.kind === "numbers" ? node.values : node.slots;
}

function slotsOf(node: ArrayNode): Map<number, Slot> {
  if (node.kind === "sparse") return new Map(node.indices.map((index, at) => [index, node.slots[at]]));
  return new Map(Array.from(elementsOf(node), (slot, index) => [index, slot]));
}

/** A Buffer is a Uint8Array; plain buffers and views have no elements of their own. */
function family({ type, dtype }: Of<"typed">): string {
  return ["ArrayBuffer", "SharedArrayBuffer", "DataView"].includes(type) ? type : dtype;
}

/** A bundler renames a class whose name is taken: `Vector2`, `_Vector`. */
function sameClass(one: string, other: string): boolean {
  const plain = (name: string) => name.replace(/^_+|\d+$/g, "");
  return one === other || plain(one) === plain(other);
}

function property(key: string): string {
  const name = JSON.parse(key) as string;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) || name === "toJSON()" ? `.${name}` : `[${key}]`;
}
