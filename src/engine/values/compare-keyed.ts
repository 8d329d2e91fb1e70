/** Compares what is found by key: properties, entries of maps, members of sets. Their order does not matter. */
import type { Comparing, PairToCompare, Place } from "./compare.js";
import { showSlot } from "./describe.js";
import { isReference, type Slot } from "./tree.js";

interface Keyed {
  readonly keys: readonly Slot[];
  readonly slots: readonly Slot[];
}

export function compareKeyed(
  expected: Keyed,
  actual: Keyed,
  { path, comparing, step }: Place & { readonly step: (key: string) => string },
): PairToCompare[] {
  const { tally } = comparing;
  if (expected.keys.length === 0 && actual.keys.length === 0) tally.same();
  if (sameKeys(expected.keys, actual.keys)) return inOrder(expected, actual, { path, comparing, step });
  const [wanted, got] = [byKey(expected), byKey(actual)];
  const pairs: PairToCompare[] = [];
  for (const [key, entry] of wanted) {
    const place = { parent: path, step: step(showKey(comparing.expected, entry.key)) };
    const other = got.get(key);
    if (!other) {
      tally.different({ path: place, expected: showSlot(comparing.expected, entry.slot), actual: "missing" });
      continue;
    }
    if (isReference(entry.key)) {
      pairs.push({ expected: entry.key, actual: other.key, path: { parent: path, step: `.keys(${key})` } });
    }
    pairs.push({ expected: entry.slot, actual: other.slot, path: place });
  }
  for (const [key, entry] of got) {
    if (wanted.has(key)) continue;
    const place = { parent: path, step: step(showKey(comparing.actual, entry.key)) };
    tally.different({ path: place, expected: "missing", actual: showSlot(comparing.actual, entry.slot) });
  }
  return pairs;
}

/** The common case, without tables: primitive keys in one order on both sides. */
function sameKeys(one: readonly Slot[], other: readonly Slot[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index] && !isReference(key));
}

function inOrder(
  expected: Keyed,
  actual: Keyed,
  { path, comparing, step }: Place & { readonly step: (key: string) => string },
): PairToCompare[] {
  const pairs: PairToCompare[] = [];
  for (const [index, key] of expected.keys.entries()) {
    const pair = { expected: expected.slots[index], actual: actual.slots[index] };
    if (pair.expected === pair.actual && !isReference(pair.expected)) comparing.tally.same();
    else pairs.push({ ...pair, path: { parent: path, step: step(showKey(comparing.expected, key)) } });
  }
  return pairs;
}

export function compareMembers(
  expected: { readonly slots: readonly Slot[] },
  actual: { readonly slots: readonly Slot[] },
  { path, comparing }: Place,
): PairToCompare[] {
  const members = ({ slots }: { readonly slots: readonly Slot[] }): Keyed => ({
    keys: slots,
    slots: slots.map((slot) => (isReference(slot) ? true : slot)),
  });
  return compareKeyed(members(expected), members(actual), { path, comparing, step: (key) => `.has(${key})` });
}

/** Primitive keys find each other by value; objects as keys by their order among the objects. */
function byKey({ keys, slots }: Keyed): Map<unknown, { readonly key: Slot; readonly slot: Slot }> {
  const entries = new Map<unknown, { readonly key: Slot; readonly slot: Slot }>();
  let objects = 0;
  for (const [index, key] of keys.entries()) {
    const found = isReference(key) ? `object ${objects++}` : typeof key === "string" ? `"${key}` : key;
    entries.set(found, { key, slot: slots[index] });
  }
  return entries;
}

function showKey(tree: Comparing["expected"], key: Slot): string {
  return typeof key === "string" ? JSON.stringify(key) : showSlot(tree, key);
}
