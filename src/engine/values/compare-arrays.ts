/** Compares plain arrays: of numbers at once, others element by element. */
import type { Comparing, PairToCompare, Place } from "./compare.js";
import { describeNode, showSlot } from "./describe.js";
import { compareNumbers, coordinates } from "./numbers.js";
import { isReference, type NodeOf, type Slot, type ValueNode } from "./tree.js";

type DenseNode = NodeOf<"numbers"> | NodeOf<"array">;
export type ArrayNode = DenseNode | NodeOf<"sparse">;

export function isArrayNode(node: ValueNode): node is ArrayNode {
  return node.kind === "numbers" || node.kind === "array" || node.kind === "sparse";
}

export function compareArrays(expected: ArrayNode, actual: ArrayNode, place: Place): PairToCompare[] {
  const { path, comparing } = place;
  const { tally, tolerance } = comparing;
  const [length, other] = [lengthOf(expected), lengthOf(actual)];
  if (length !== other) {
    const shown = { path, expected: describeNode(expected), actual: describeNode(actual) };
    tally.different(shown, Math.max(length, other));
    return [];
  }
  if (length === 0) tally.same();
  if (expected.kind === "numbers" && actual.kind === "numbers") {
    const { shape } = tolerance;
    const values = { expected: expected.values, actual: actual.values };
    compareNumbers({ ...values, dtype: null, tolerance, path, shape }, tally);
    return [];
  }
  return expected.kind === "sparse" || actual.kind === "sparse"
    ? withHoles(expected, actual, place)
    : dense(expected, actual, place);
}

function dense(expected: DenseNode, actual: DenseNode, { path, comparing }: Place): PairToCompare[] {
  const { tally, tolerance } = comparing;
  const [wanted, got] = [elementsOf(expected), elementsOf(actual)];
  const pairs: PairToCompare[] = [];
  for (let index = 0; index < wanted.length; index++) {
    const pair = { expected: wanted[index], actual: got[index] };
    // Long lists of equal primitives need no path each.
    if (pair.expected === pair.actual && !isReference(pair.expected)) {
      tally.same();
      continue;
    }
    const step = coordinates(index, wanted.length, tolerance.shape);
    pairs.push({ ...pair, path: { parent: path, step } });
  }
  return pairs;
}

function withHoles(expected: ArrayNode, actual: ArrayNode, { path, comparing }: Place): PairToCompare[] {
  const { tally, tolerance } = comparing;
  const [wanted, got] = [slotsOf(expected), slotsOf(actual)];
  const pairs: PairToCompare[] = [];
  for (const index of new Set([...wanted.keys(), ...got.keys()])) {
    const place = { parent: path, step: coordinates(index, lengthOf(expected), tolerance.shape) };
    if (wanted.has(index) && got.has(index)) {
      pairs.push({ expected: wanted.get(index), actual: got.get(index), path: place });
      continue;
    }
    const shown = {
      expected: showOrHole(comparing.expected, wanted, index),
      actual: showOrHole(comparing.actual, got, index),
    };
    tally.different({ path: place, ...shown });
  }
  return pairs;
}

function showOrHole(tree: Comparing["expected"], slots: ReadonlyMap<number, Slot>, index: number): string {
  return slots.has(index) ? showSlot(tree, slots.get(index)) : "a hole";
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
