/** Compares two objects of the table, by kind. What is inside is handed back as pairs to compare. */
import type { Comparing, PairToCompare, Place } from "./compare.js";
import { compareArrays, isArrayNode } from "./compare-arrays.js";
import { compareKeyed, compareMembers } from "./compare-keyed.js";
import { compareTyped, sameFamily } from "./compare-typed.js";
import { describeNode } from "./describe.js";
import { isReference, type NodeOf, nodeAt, type ValueNode } from "./tree.js";

export interface Nodes {
  readonly expected: ValueNode;
  readonly actual: ValueNode;
}

export function compareNode({ expected, actual }: Nodes, place: Place): PairToCompare[] {
  return compareKinds(expected, actual, place) ?? different({ expected, actual }, place);
}

/** Null where the kinds, or what their descriptions say, differ already. */
function compareKinds(expected: ValueNode, actual: ValueNode, place: Place): PairToCompare[] | null {
  if (isArrayNode(expected)) return isArrayNode(actual) ? compareArrays(expected, actual, place) : null;
  switch (expected.kind) {
    case "typed":
      return actual.kind === "typed" && sameFamily(expected, actual)
        ? compareTyped(expected, actual, place)
        : null;
    case "object":
      return actual.kind === "object" && sameClass(expected.type, actual.type)
        ? compareKeyed(expected, actual, { ...place, step: property })
        : null;
    case "map":
      return actual.kind === "map"
        ? compareKeyed(expected, actual, { ...place, step: (key) => `.get(${key})` })
        : null;
    case "set":
      return actual.kind === "set" ? compareMembers(expected, actual, place) : null;
    case "date":
      return actual.kind === "date" && Object.is(expected.time, actual.time) ? same(place) : null;
    case "regexp":
      return actual.kind === "regexp" && actual.source === expected.source && actual.flags === expected.flags
        ? same(place)
        : null;
    case "matrix":
      return actual.kind === "matrix" && describeNode(expected) === describeNode(actual)
        ? compareMatrices(expected, actual, place)
        : null;
    case "opaque":
      if (actual.kind !== "opaque" || actual.what !== expected.what) return null;
      place.comparing.tally.opaque++;
      return [];
  }
}

function same({ comparing }: Place): PairToCompare[] {
  comparing.tally.same();
  return [];
}

function different({ expected, actual }: Nodes, { path, comparing }: Place): PairToCompare[] {
  comparing.tally.different({ path, expected: describeNode(expected), actual: describeNode(actual) });
  return [];
}

/** Elements have the matrix's own coordinates. */
function compareMatrices(
  expected: NodeOf<"matrix">,
  actual: NodeOf<"matrix">,
  { path, comparing }: Place,
): PairToCompare[] {
  const tolerance = { ...comparing.tolerance, shape: expected.shape };
  const inner: Comparing = { ...comparing, tolerance };
  if (!isReference(expected.data) || !isReference(actual.data)) {
    return [{ expected: expected.data, actual: actual.data, path }];
  }
  const nodes = {
    expected: nodeAt(comparing.expected, expected.data),
    actual: nodeAt(comparing.actual, actual.data),
  };
  return compareNode(nodes, { path, comparing: inner });
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
