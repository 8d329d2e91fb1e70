/** Compilers of WebAssembly as seen by magics: a cell or a file in, a module with its interface out. */
import type { LoadedModule } from "../module.js";
import type { Diagnostic } from "./language.js";

export const WASM_LANGUAGES = ["assemblyscript", "wat", "c"] as const;
export const WASM_FEATURES = ["simd", "relaxed-simd", "threads"] as const;
export type WasmLanguage = (typeof WASM_LANGUAGES)[number];
export type WasmFeature = (typeof WASM_FEATURES)[number];

export interface WasmRequest {
  /** The notebook's folder: modules are kept in its `.benchbook/wasm`. */
  readonly folder: string;
  readonly name: string;
  readonly language: WasmLanguage;
  /** With the cell's own line numbers. */
  readonly source: string;
  /** A compiled module in place of the source, relative to the folder; or null. */
  readonly file: string | null;
  readonly enable: readonly WasmFeature[];
  /** Bytes that `alloc` gives out. */
  readonly reserve: number;
}

export type WasmResult =
  | {
      readonly kind: "built";
      readonly module: LoadedModule;
      /** What cells may call: `twice(p: number, n: number): void`. */
      readonly functions: readonly string[];
      readonly notes: readonly string[];
    }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] }
  /** No compiler of the language is here: a whole sentence that says how to get one. */
  | { readonly kind: "missing"; readonly message: string }
  /** Without a place: a whole sentence, and what the compiler wrote. */
  | { readonly kind: "failed"; readonly message: string; readonly output: readonly string[] };

export interface WasmCompilers {
  build(request: WasmRequest): Promise<WasmResult>;
}
