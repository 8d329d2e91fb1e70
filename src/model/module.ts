/** A cell compiled to what TypeScript cells use by its name: `%%wasm NAME`, `%%native NAME`. Plain data, in the record. */

interface Compiled {
  /** The global name by which cells, setups and variants use it. */
  readonly name: string;
  readonly language: string;
  /** The cell's body; empty where it came from a file. */
  readonly source: string;
  /** What the magic's options said, and what the compiler was told. */
  readonly options: readonly string[];
  readonly toolchain: { readonly name: string; readonly version: string };
  /** SHA-256 of what was compiled, first 16 hex digits. */
  readonly hash: string;
  /** Path of what was compiled, relative to the notebook's folder. */
  readonly artifact: string;
  /** TypeScript type of the name: `{ add(a: number, b: number): number; }`. */
  readonly type: string;
}

export interface WasmModule extends Compiled {
  readonly kind: "wasm";
  readonly bytes: number;
}

export interface NativeModule extends Compiled {
  readonly kind: "native";
}

export type CompiledModule = WasmModule | NativeModule;

/** What setups, variants and the session load. */
export interface LoadedModule {
  readonly record: CompiledModule;
  /**
   * JavaScript of one expression whose value the name has. It runs once per process, in an ES module of a fork or in the
   * session, so it may use globals only: `process.getBuiltinModule("node:module")` in place of imports. It holds the
   * module's hash or bytes, since a bundle's hash is that of its text, and so a changed module is a new measurement.
   */
  readonly expression: string;
}
