/**
 * Numbers compare by |a − b| ≤ atol + rtol · scale, NaN equals NaN. The scale is the expected value, and for an array
 * the largest magnitude in it: a single-precision sum that cancels is not an error.
 */

import { showFloat32, showNumber } from "./describe.js";
import type { NumberArray } from "./dtypes.js";
import type { Path, Tally } from "./tally.js";
import type { Dtype } from "./tree.js";

export interface ValueTolerance {
  /** Null: the default of the kind. */
  readonly rtol: number | null;
  readonly atol: number | null;
  /** Extents of flat arrays, for coordinates in a mismatch. */
  readonly shape: readonly number[] | null;
}

export interface NumbersRequest {
  readonly expected: NumberArray;
  readonly actual: NumberArray;
  /** Null: ordinary numbers, exact where both are whole. */
  readonly dtype: Dtype | null;
  readonly tolerance: ValueTolerance;
  readonly path: Path | null;
  readonly shape: readonly number[] | null;
}

/** Adds to the tally; the arrays are of one length. */
export function compareNumbers(request: NumbersRequest, tally: Tally): void {
  const { expected, actual, dtype, tolerance, path } = request;
  const scale = magnitude(expected);
  const whole = dtype === null && allWhole(expected) && allWhole(actual);
  const bound = boundOf(tolerance, scale, whole ? 0 : defaultRtol(dtype));
  const show = dtype === "float32" ? showFloat32 : showNumber;
  let largest = 0;
  let same = 0;
  for (let index = 0; index < expected.length; index++) {
    const wanted = expected[index] as number;
    const got = actual[index] as number;
    const error = Math.abs(wanted - got);
    if (wanted === got || error <= bound || (Number.isNaN(wanted) && Number.isNaN(got))) same++;
    else if (tally.differing > 0) tally.differs();
    else {
      const place = { parent: path, step: coordinates(index, expected.length, request.shape) };
      tally.different({ path: place, expected: show(wanted), actual: show(got) });
    }
    if (error > largest && error < Number.POSITIVE_INFINITY) largest = error;
  }
  tally.same(same);
  tally.errors(largest, largest === 0 ? 0 : largest / scale);
}

export function compareNumber(
  request: { expected: number; actual: number; tolerance: ValueTolerance; path: Path | null },
  tally: Tally,
): void {
  const { expected, actual, tolerance, path } = request;
  const error = Math.abs(expected - actual);
  const bound = boundOf(
    tolerance,
    Math.abs(expected),
    isWhole(expected) && isWhole(actual) ? 0 : defaultRtol(null),
  );
  const same = expected === actual || error <= bound || (Number.isNaN(expected) && Number.isNaN(actual));
  if (same) tally.same();
  else tally.different({ path, expected: showNumber(expected), actual: showNumber(actual) });
  tally.errors(expected === actual ? 0 : error, expected === actual ? 0 : error / Math.abs(expected));
}

function boundOf({ rtol, atol }: ValueTolerance, scale: number, byKind: number): number {
  return (atol ?? 0) + (rtol ?? byKind) * (Number.isFinite(scale) ? scale : 0);
}

/** Roundings of a few operations in the type's precision. */
function defaultRtol(dtype: Dtype | null): number {
  switch (dtype) {
    case "float16":
      return 1e-2;
    case "float32":
      return 1e-5;
    case "float64":
    case null:
      return 1e-12;
    default:
      return 0;
  }
}

function magnitude(values: NumberArray): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) {
    const size = Math.abs(values[index] as number);
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
  }
  return largest;
}

function allWhole(values: NumberArray): boolean {
  for (let index = 0; index < values.length; index++) if (!isWhole(values[index] as number)) return false;
  return true;
}

/** From 2^52 on every float64 is whole, which then says nothing about how it was computed. */
function isWhole(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 52;
}

/** `[1, 0, 3]` under a shape that fits, else `[7]`. */
export function coordinates(index: number, length: number, shape: readonly number[] | null): string {
  if (!shape || shape.reduce((product, extent) => product * extent, 1) !== length) return `[${index}]`;
  const place: number[] = [];
  let rest = index;
  for (const extent of [...shape].reverse()) {
    place.unshift(rest % extent);
    rest = Math.floor(rest / extent);
  }
  return `[${place.join(", ")}]`;
}
