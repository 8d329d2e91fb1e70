/** The language service as seen by magics and kernel: types, completion and bundles of TypeScript cells. */
import type { FunctionComplexity } from "../complexity.js";
import type { LintOptions, LintRule, LintWarning } from "../lint.js";
import type { ModuleFile } from "../revision.js";
import type { Setup } from "../workload.js";
import type { CheckedOut } from "./revisions.js";

/** A place in a text: `offset` in UTF-16 units from 0, `line` from 1, `column` from 1. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export interface Diagnostic {
  readonly message: string;
  /** TypeScript's number: 2304 is "cannot find name"; 0 where there is none. */
  readonly code: number;
  readonly start: Place;
  readonly end: Place;
  /** Null: the cell itself; else the imported file. */
  readonly file: string | null;
}

/** What the syntax of a cell tells without types. */
export interface Analysis {
  /** Names declared at the top level, imports included. */
  readonly declares: readonly string[];
  /** Names the cell reads but does not declare anywhere. Globals such as `Math` are among them. */
  readonly free: readonly string[];
  readonly imports: readonly { readonly specifier: string; readonly start: number; readonly end: number }[];
  /** The last statement when it is an expression. `start` and `end` are offsets of the expression without `;`. */
  readonly lastExpression: {
    readonly start: number;
    readonly end: number;
    readonly line: number;
    readonly text: string;
    /** Contains an `await` of its own. */
    readonly asynchronous: boolean;
  } | null;
  /** Kind of the last statement, for the error that shows the fix: `VariableStatement`. */
  readonly lastStatement: {
    readonly kind: string;
    readonly text: string;
    readonly declares: readonly string[];
  } | null;
  /** Comment block at the head of the cell, without its slashes, or null. */
  readonly leadingComment: string | null;
  /** Syntax errors. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A cell turned into JavaScript that the session can run. */
export interface Converted {
  readonly diagnostics: readonly Diagnostic[];
  /** Null where there are diagnostics. */
  readonly code: SessionCode | null;
  /** Declarations that later cells see: the context given, brought up to date with this cell's. */
  readonly declarations: string;
}

/** What the session runs. Names a cell declares become properties of the session's global object. */
export interface SessionCode {
  readonly js: string;
  /** Source map as JSON; its only source is the cell. */
  readonly map: string | null;
  readonly declares: readonly string[];
  /** The cell's last expression has a value to show. */
  readonly hasResult: boolean;
}

export interface Completion {
  /** Offsets of the text that a match replaces, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly matches: readonly { readonly text: string; readonly type: string }[];
}

export interface Inspection {
  /** Signature as code, and documentation as Markdown. */
  readonly signature: string;
  readonly documentation: string;
}

export interface Completeness {
  readonly status: "complete" | "incomplete" | "invalid" | "unknown";
  readonly indent: string;
}

export interface BundleRequest {
  /** Where relative imports and packages resolve: the notebook's folder. */
  readonly folder: string;
  readonly setups: readonly Setup[];
  readonly teardown: string | null;
  readonly parameterNames: readonly string[];
  /** Number of rotated inputs, 1 for none. */
  readonly inputs: number;
  /** The fork asks with the setup's `requests`, where it has that name (`--serve`). */
  readonly serve?: boolean;
  readonly variant: {
    readonly name: string;
    readonly source: string;
    /** `--result NAME`. */
    readonly result: string | null;
    /** `--shell`: `source` is a command line, and this what its value is. */
    readonly command?: CommandValue;
  };
  /** Top folder of the repository, by which local files are named; the notebook's folder where it is left out. */
  readonly repository?: string;
  /** Where the relative imports of the variant's cell resolve in place of the notebook's folder; those of setups do not. */
  readonly checkout?: CheckedOut;
  /** Modules of `%%wasm` and `%%native`, by the names that cells use, each an expression (`LoadedModule`). */
  readonly compiled?: readonly { readonly name: string; readonly expression: string }[];
  /** `--no-bundle`: relative files stay outside, as absolute file URLs. */
  readonly outside?: boolean;
}

/** What a command gives to be verified: its standard output, or a file that it writes. */
export interface CommandValue {
  /** `--result-file`, relative to the folder; null: standard output. */
  readonly resultFile: string | null;
  /** `--time-file`, relative to the folder: where the command writes its own seconds per call; null: its process is clocked. */
  readonly timeFile: string | null;
}

/**
 * One real ES module made of setup and variant. It exports what `VariantModule` in `engine/fork/module.ts` says.
 * Packages stay outside as absolute file URLs; relative files are inside, frozen.
 */
export interface Bundle {
  readonly js: string;
  /**
   * Source map as JSON. Sources are named `setup`, `setup:<name>`, `cell:<variant>`, or by the paths of `files`. Of files
   * that stay outside it has the text, and in `x_files` their names by file URL.
   */
  readonly map: string;
  /** SHA-256 of `js`, first 16 hex digits. */
  readonly hash: string;
  /** Packages left outside: name → version. */
  readonly packages: Readonly<Record<string, string>>;
  /** Local files that it is made of, or that stay outside. */
  readonly files?: readonly ModuleFile[];
}

export type BundleResult =
  | { readonly kind: "bundled"; readonly bundle: Bundle }
  | { readonly kind: "failed"; readonly diagnostics: readonly Diagnostic[] };

export interface Language {
  analyze(source: string): Promise<Analysis>;
  /** `context` is the declarations that the cell may use (ambient ones of benchbook are always there). */
  convert(request: {
    readonly context: string;
    readonly source: string;
    readonly fileName: string;
  }): Promise<Converted>;
  complete(request: {
    readonly context: string;
    readonly source: string;
    readonly cursor: number;
  }): Promise<Completion>;
  inspect(request: {
    readonly context: string;
    readonly source: string;
    readonly cursor: number;
  }): Promise<Inspection | null>;
  isComplete(source: string): Promise<Completeness>;
  bundle(request: BundleRequest): Promise<BundleResult>;
  /** TypeScript to JavaScript without a type check, lines kept: what a property of `%%verify` runs as. */
  transpile(source: string): Promise<string>;
  /** Counts each function of a source, in the order of lines. Rejects with a SyntaxError for what is none. */
  complexity(source: string, file?: string | null): Promise<readonly FunctionComplexity[]>;
  /**
   * The source as a formatter writes it, its leading blank lines kept. Semicolons as the source has them, or `always`,
   * which makes two sources comparable. Rejects with a SyntaxError for what is none.
   */
  format(source: string, options: { readonly semicolons: "keep" | "always" }): Promise<string>;
  /** Patterns that cost in timed code, in the order of the text. Rejects with a SyntaxError for what is none. */
  lint(source: string, options: LintOptions): Promise<readonly LintWarning[]>;
  /** Every rule that `lint` knows. */
  lintRules(): Promise<readonly LintRule[]>;
  /** Stops the service process from working while a measurement runs; `resume` lets it go on. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}
