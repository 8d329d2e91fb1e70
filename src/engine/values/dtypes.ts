/** Element types of typed arrays, and views over their bytes. */
import type { Dtype } from "./tree.js";

export type NumberArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

export type BigArray = BigInt64Array | BigUint64Array;

type ViewConstructor = new (buffer: ArrayBuffer, offset: number, length: number) => NumberArray | BigArray;

const BY_NAME: Readonly<Record<string, Dtype>> = {
  Int8Array: "int8",
  Uint8Array: "uint8",
  Uint8ClampedArray: "uint8-clamped",
  Int16Array: "int16",
  Uint16Array: "uint16",
  Int32Array: "int32",
  Uint32Array: "uint32",
  Float16Array: "float16",
  Float32Array: "float32",
  Float64Array: "float64",
  BigInt64Array: "bigint64",
  BigUint64Array: "biguint64",
};

/** Of a typed array by its true type, whatever class extends it; bytes for a DataView. */
export function dtypeOf(view: ArrayBufferView): Dtype {
  const tag = (view as { [Symbol.toStringTag]?: string })[Symbol.toStringTag];
  return BY_NAME[tag ?? ""] ?? "uint8";
}

/** The elements behind bytes; the bytes are copied where they are not aligned. */
export function viewOf(dtype: Dtype, bytes: Uint8Array): NumberArray | BigArray {
  const name = Object.keys(BY_NAME).find((key) => BY_NAME[key] === dtype) as string;
  // Float16Array is newer than the oldest Node: there such values do not exist either.
  const type = (globalThis as unknown as Record<string, ViewConstructor & { BYTES_PER_ELEMENT: number }>)[
    name
  ];
  if (!type) throw new Error(`This Node has no ${name}.`);
  const aligned = bytes.byteOffset % type.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  return new type(
    aligned.buffer as ArrayBuffer,
    aligned.byteOffset,
    aligned.byteLength / type.BYTES_PER_ELEMENT,
  );
}

export function isFloat(dtype: Dtype): boolean {
  return dtype.startsWith("float");
}

export function isBig(view: NumberArray | BigArray): view is BigArray {
  return view instanceof BigInt64Array || view instanceof BigUint64Array;
}
