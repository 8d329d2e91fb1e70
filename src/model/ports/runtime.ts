/** One running notebook as the kernel and the command line see it: the same road from `cells` on. */
import type { Case } from "../case.js";
import type { CellError, Publish } from "../output.js";
import type { Parameters } from "../workload.js";
import type { CommMessage, Frontend } from "./frontend.js";
import type { Completeness, Completion } from "./language.js";
import type { Store } from "./store.js";

export interface RuntimeOptions {
  /** The notebook's folder: where cells import from and where `.benchbook/` lies. */
  readonly folder: string;
  /** File name of the notebook within the folder, where it is known. */
  readonly notebook: string | null;
  /** Measure everything again and start from an empty case, as `benchbook run` does. */
  readonly fresh: boolean;
  /** `-p name=value`: override the parameters of `%%setup`. */
  readonly overrides: Parameters;
  /** Defaults that the command line sets for every measuring magic; null: the magic's own. */
  readonly budget: number | null;
  readonly quick: boolean;
  /** Where cases are kept; the folder's own store where it is left out. */
  readonly store?: Store;
  /** Who answers `input` and speaks comms; without one, nobody does. */
  readonly frontend?: Frontend;
}

export type ExecuteReply =
  | { readonly status: "ok" }
  | { readonly status: "error"; readonly error: CellError }
  /** Interrupted by the user. */
  | { readonly status: "aborted"; readonly error: CellError };

export interface Runtime {
  /** Runs one cell. Calls do not overlap; everything else may be called while a cell runs. */
  execute(
    request: { readonly code: string; readonly cellId: string | null; readonly executionCount: number },
    publish: Publish,
  ): Promise<ExecuteReply>;
  /** `cursor` in UTF-16 units. */
  complete(code: string, cursor: number): Promise<Completion>;
  /** Markdown, or null where nothing is known there. */
  inspect(
    code: string,
    cursor: number,
    detail: 0 | 1,
  ): Promise<{ readonly markdown: string; readonly text: string } | null>;
  isComplete(code: string): Promise<Completeness>;
  /** A comm's message from the frontend. */
  comm?(message: CommMessage): void;
  interrupt(): void;
  /** The case as it stands, or null before `%case`. */
  current(): Case | null;
  close(): Promise<void>;
}
