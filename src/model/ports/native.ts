/** Compilers of native code as seen by magics: a cell in, a shared library and its functions out. */
import type { LoadedModule } from "../module.js";
import type { NativeFunction, NativeLanguage, Toolchain } from "../native.js";
import type { Diagnostic } from "./language.js";

export interface NativeRequest {
  /** The notebook's folder: libraries are kept in its `.benchbook/native`. */
  readonly folder: string;
  readonly name: string;
  readonly language: NativeLanguage;
  /** With the cell's own line numbers. */
  readonly source: string;
  /** In place of those that optimise; what makes a shared library is always there. Null for the usual ones. */
  readonly flags: readonly string[] | null;
  /** C prototypes of `--signature`; null: read from the source. */
  readonly signature: string | null;
  readonly signal: AbortSignal;
}

export interface NativeLibrary {
  /** What makes it visible to cells. */
  readonly module: LoadedModule;
  /** Absolute path of the shared library. */
  readonly file: string;
  /** SHA-256 of source, language, flags, compiler, processor and signatures, first 16 hex digits. */
  readonly hash: string;
  readonly functions: readonly NativeFunction[];
  /** Exported functions that have no binding, and why. */
  readonly unbound: readonly { readonly name: string; readonly reason: string }[];
  readonly toolchain: Toolchain;
  readonly flags: readonly string[];
  /** It stood there already. */
  readonly cached: boolean;
  /** Warnings of the compiler in the cell's lines; none where it was cached. */
  readonly warnings: readonly Diagnostic[];
}

export type NativeResult =
  | { readonly kind: "built"; readonly library: NativeLibrary }
  /** Errors of the compiler in the cell's lines. */
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[]; readonly compiler: string }
  /** No compiler of the language is here: a whole sentence that says how to get one. */
  | { readonly kind: "missing"; readonly message: string }
  /** Without places: a compiler that crashed, a linker's errors. A whole sentence, and its output. */
  | { readonly kind: "failed"; readonly message: string; readonly output: readonly string[] };

export interface NativeCompilers {
  build(request: NativeRequest): Promise<NativeResult>;
}
