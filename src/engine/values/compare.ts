/** Compares two tagged values. A list of pairs still to compare takes the place of recursion. */
import type { Mismatch } from "../../model/verification.js";
import { compareNode } from "./compare-node.js";
import { showSlot } from "./describe.js";
import { compareNumber, type ValueTolerance } from "./numbers.js";
import { type Path, Tally } from "./tally.js";
import { isReference, nodeAt, type Slot, type ValueTree } from "./tree.js";

export interface ValueComparison {
  readonly verdict: "same" | "different" | "unverified";
  readonly mismatch: Mismatch | null;
}

export interface PairToCompare {
  readonly expected: Slot;
  readonly actual: Slot;
  readonly path: Path | null;
}

/** What a comparison of nodes works with. */
export interface Comparing {
  readonly expected: ValueTree;
  readonly actual: ValueTree;
  readonly tolerance: ValueTolerance;
  readonly tally: Tally;
}

/** Where nodes stand that are compared. */
export interface Place {
  readonly path: Path | null;
  readonly comparing: Comparing;
}

export function compareValues(
  expected: ValueTree,
  actual: ValueTree,
  tolerance: ValueTolerance = { rtol: null, atol: null, shape: null },
): ValueComparison {
  const tally = new Tally();
  const comparing: Comparing = { expected, actual, tolerance, tally };
  const waiting: PairToCompare[] = [{ expected: expected.root, actual: actual.root, path: null }];
  const seen = new Set<string>();
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    // Reversed, so that the first difference found is the first in the value.
    for (const next of comparePair(pair, comparing, seen).reverse()) waiting.push(next);
  }
  const mismatch = tally.mismatch();
  if (mismatch) return { verdict: "different", mismatch };
  return { verdict: tally.compared === 0 && tally.opaque > 0 ? "unverified" : "same", mismatch: null };
}

/** Compares what can be compared at once; returns what is inside. */
function comparePair(pair: PairToCompare, comparing: Comparing, seen: Set<string>): PairToCompare[] {
  const { expected, actual, path } = pair;
  const { tally, tolerance } = comparing;
  if (isReference(expected) && isReference(actual)) {
    const key = `${expected.node}:${actual.node}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const nodes = {
      expected: nodeAt(comparing.expected, expected),
      actual: nodeAt(comparing.actual, actual),
    };
    return compareNode(nodes, { path, comparing });
  }
  if (typeof expected === "number" && typeof actual === "number") {
    compareNumber({ expected, actual, tolerance, path }, tally);
  } else if (expected === actual) {
    tally.same();
  } else {
    tally.different({ path, ...shown(pair, comparing) });
  }
  return [];
}

function shown({ expected, actual }: PairToCompare, comparing: Comparing) {
  return { expected: showSlot(comparing.expected, expected), actual: showSlot(comparing.actual, actual) };
}
