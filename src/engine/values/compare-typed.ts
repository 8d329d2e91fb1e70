/** Compares the bytes of typed arrays, buffers and views, element by element. */
import type { PairToCompare, Place } from "./compare.js";
import { describeNode } from "./describe.js";
import { isBig, viewOf } from "./dtypes.js";
import { compareNumbers, coordinates } from "./numbers.js";
import type { NodeOf } from "./tree.js";

type Typed = NodeOf<"typed">;

export function compareTyped(expected: Typed, actual: Typed, { path, comparing }: Place): PairToCompare[] {
  const { tally, tolerance } = comparing;
  const [wanted, got] = [viewOf(expected.dtype, expected.bytes), viewOf(actual.dtype, actual.bytes)];
  const { shape } = tolerance;
  if (wanted.length !== got.length) {
    const count = Math.max(wanted.length, got.length);
    tally.different({ path, expected: describeNode(expected), actual: describeNode(actual) }, count);
  } else if (isBig(wanted) || isBig(got)) {
    for (let index = 0; index < wanted.length; index++) {
      if (wanted[index] === got[index]) tally.same();
      else {
        const place = { parent: path, step: coordinates(index, wanted.length, shape) };
        tally.different({ path: place, expected: `${wanted[index]}n`, actual: `${got[index]}n` });
      }
    }
  } else {
    compareNumbers({ expected: wanted, actual: got, dtype: expected.dtype, tolerance, path, shape }, tally);
  }
  return [];
}

/** A Buffer is a Uint8Array; plain buffers and views have no elements of their own. */
export function sameFamily(one: Typed, other: Typed): boolean {
  return family(one) === family(other);
}

function family({ type, dtype }: Typed): string {
  return ["ArrayBuffer", "SharedArrayBuffer", "DataView"].includes(type) ? type : dtype;
}
