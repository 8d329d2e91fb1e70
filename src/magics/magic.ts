/** What a magic is, and what it is handed: the case, the ports, and a place to show its result. */
import type { MagicSpec, Parsed } from "../cells/spec.js";
import type { MimeBundle, Publish } from "../model/output.js";
import type { Engine, Watch } from "../model/ports/engine.js";
import type { Machine } from "../model/ports/environment.js";
import type { Language } from "../model/ports/language.js";
import type { NativeCompilers } from "../model/ports/native.js";
import type { Packages } from "../model/ports/packages.js";
import type { Revisions } from "../model/ports/revisions.js";
import type { Rooflines } from "../model/ports/roofline.js";
import type { Session, SessionSamples } from "../model/ports/session.js";
import type { Store } from "../model/ports/store.js";
import type { WasmCompilers } from "../model/ports/wasm.js";
import type { Parameters } from "../model/workload.js";
import type { CaseState } from "./state.js";

/** One magic: its options as data, and what it does. A new one is a file like this and a line in `registry.ts`. */
export interface Magic<Spec extends MagicSpec = MagicSpec> {
  readonly spec: Spec;
  run(call: MagicCall<Spec>, context: MagicContext): Promise<void>;
}

export interface MagicCall<Spec extends MagicSpec = MagicSpec> {
  readonly arguments: Parsed<Spec>;
  /** The cell's text below a `%%magic`, with the cell's own line numbers; null for a `%magic`. */
  readonly body: string | null;
  readonly cellId: string | null;
  /** What tracebacks call the cell: `cell 3`. */
  readonly fileName: string;
}

export interface MagicContext {
  readonly state: CaseState;
  readonly cells: CellRunner;
  readonly language: Language;
  readonly session: Session;
  readonly engine: Engine;
  readonly store: Store;
  readonly revisions: Revisions;
  readonly machine: Machine;
  readonly rooflines: Rooflines;
  readonly wasm: WasmCompilers;
  readonly native: NativeCompilers;
  readonly packages: Packages;
  readonly publish: Publish;
  readonly signal: AbortSignal;
  readonly defaults: Defaults;
  /** File name of the notebook, where it is known. */
  readonly notebook: string | null;
  readonly now: () => Date;
  /** Texts for %help and %lsmagic, which know every magic. */
  readonly magics: readonly Magic[];
  /** Plotly, compressed, for reports; read when first needed. */
  readonly plotly: () => Promise<{ readonly gzipBase64: string; readonly version: string } | null>;
  show(bundle: MimeBundle): void;
  /** Runs long work under a progress bar, which the bundle it returns replaces. */
  work(step: string, run: (watch: Watch) => Promise<MimeBundle>): Promise<void>;
}

/** Runs TypeScript in the session, carrying declarations from cell to cell. */
export interface CellRunner {
  /**
   * Type-checks and evaluates a cell as an ordinary one; throws a UserError or CellFailure.
   * With `quiet`, the value of the last expression is not shown.
   */
  run(request: {
    readonly source: string;
    readonly fileName: string;
    readonly publish: Publish;
    readonly quiet: boolean;
    /** Samples what runs; `take` is told what was sampled, however the cell ends. */
    readonly profile?: { readonly interval: number; take(samples: SessionSamples): void };
  }): Promise<void>;
  /** Sets typed names, as `%%setup n=512` does. */
  define(parameters: Parameters): Promise<void>;
  /** Gives the session a name of a compiled module: an expression, and the TypeScript type of its value. */
  bind(module: { readonly name: string; readonly type: string; readonly expression: string }): Promise<void>;
  /** Names that ordinary cells and setups have declared in the session. */
  readonly names: ReadonlySet<string>;
}

/** What the command line sets for every measuring magic. */
export interface Defaults {
  readonly budget: number | null;
  readonly quick: boolean;
  readonly fresh: boolean;
}

export function defineMagic<const Spec extends MagicSpec>(magic: Magic<Spec>): Magic<Spec> {
  return magic;
}
