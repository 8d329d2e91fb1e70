/** What each scalar of C is in TypeScript, as an element of typed arrays, and to koffi. */
import type { NativeScalar } from "../model/native.js";

interface ScalarTypes {
  /** As C writes it, and as koffi reads it. */
  readonly c: string;
  /** Class of the typed array that a pointer to it takes. */
  readonly array: string;
  readonly parameter: string;
  /** koffi gives 64 bits as a number where it is exact, as a bigint where it is not. */
  readonly result: string;
  /** JavaScript that is true for what may be passed as `x`; koffi itself would cut 1.5 down to 1. */
  readonly accepts: (x: string) => string;
  /** What it takes, in words. */
  readonly words: string;
}

const real = (c: string, array: string): ScalarTypes => ({
  c,
  array,
  parameter: "number",
  result: "number",
  accepts: (x) => `typeof ${x} === "number"`,
  words: "a number",
});

const integer = (c: string, array: string, low: number, high: number): ScalarTypes => ({
  c,
  array,
  parameter: "number",
  result: "number",
  accepts: (x) =>
    low === -(2 ** 31)
      ? `(${x} | 0) === ${x}`
      : `Number.isInteger(${x}) && ${x} >= ${low} && ${x} <= ${high}`,
  words: `an integer from ${low} to ${high}`,
});

const wide = (c: string, array: string, signed: boolean, result: string): ScalarTypes => ({
  c,
  array,
  parameter: "number | bigint",
  result,
  accepts: (x) => `(Number.isSafeInteger(${x}) || typeof ${x} === "bigint")${signed ? "" : ` && ${x} >= 0`}`,
  words: `an integer${signed ? "" : " from 0"}, a bigint beyond 2^53`,
});

export const SCALAR_TYPES: Readonly<Record<NativeScalar, ScalarTypes>> = {
  float: real("float", "Float32Array"),
  double: real("double", "Float64Array"),
  int8: integer("int8_t", "Int8Array", -128, 127),
  uint8: integer("uint8_t", "Uint8Array", 0, 255),
  int16: integer("int16_t", "Int16Array", -32768, 32767),
  uint16: integer("uint16_t", "Uint16Array", 0, 65535),
  int32: integer("int32_t", "Int32Array", -(2 ** 31), 2 ** 31 - 1),
  uint32: integer("uint32_t", "Uint32Array", 0, 2 ** 32 - 1),
  int64: wide("int64_t", "BigInt64Array", true, "number | bigint"),
  uint64: wide("uint64_t", "BigUint64Array", false, "number | bigint"),
  // What a program counts fits a number: 2^53 bytes are eight million gigabytes.
  size: wide("size_t", "BigUint64Array", false, "number"),
  ssize: wide("intptr_t", "BigInt64Array", true, "number"),
  bool: {
    c: "bool",
    array: "Uint8Array",
    parameter: "boolean",
    result: "boolean",
    accepts: (x) => `typeof ${x} === "boolean"`,
    words: "a boolean",
  },
};
