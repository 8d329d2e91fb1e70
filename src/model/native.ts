/** Functions of a shared library as C sees them: what a signature says, whatever language it was read from. */

/** Scalars with a fixed meaning in C: `int` is int32 on every system that Node runs on; `size` is as wide as a pointer. */
export type NativeScalar =
  | "float"
  | "double"
  | "int8"
  | "uint8"
  | "int16"
  | "uint16"
  | "int32"
  | "uint32"
  | "int64"
  | "uint64"
  | "size"
  | "ssize"
  | "bool";

export type NativeType =
  | { readonly kind: "scalar"; readonly scalar: NativeScalar }
  /** `element` null: `void *`, which takes any typed array. */
  | { readonly kind: "pointer"; readonly element: NativeScalar | null; readonly readonly: boolean };

export interface NativeParameter {
  readonly name: string;
  readonly type: NativeType;
}

export interface NativeFunction {
  readonly name: string;
  readonly parameters: readonly NativeParameter[];
  /** Null: void. */
  readonly returns: NativeScalar | null;
}

export const NATIVE_LANGUAGES = ["c", "cpp", "rust", "zig", "mojo"] as const;
export type NativeLanguage = (typeof NATIVE_LANGUAGES)[number];

/** A compiler as it was found. */
export interface Toolchain {
  readonly language: NativeLanguage;
  /** The program and the arguments that always come first: `["python3", "-m", "ziglang"]`. */
  readonly command: readonly [string, ...string[]];
  /** First line of what it says of its version: `gcc (Debian 12.2.0-14) 12.2.0`. */
  readonly version: string;
  /** What `native` means to it here, such as `rocketlake`; null where it does not tell. */
  readonly targetCpu: string | null;
}
