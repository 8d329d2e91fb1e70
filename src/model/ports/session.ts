/** The session as seen by magics and kernel: the process that runs ordinary cells and holds their state. */
import type { CellError, MimeBundle, Publish } from "../output.js";
import type { CommMessage } from "./frontend.js";
import type { SessionCode } from "./language.js";

export type Evaluation =
  | { readonly kind: "done"; readonly result: MimeBundle | null }
  | { readonly kind: "failed"; readonly error: CellError }
  | { readonly kind: "interrupted" }
  /** The process is gone; a new one is there, empty. `reason` is a sentence: exit code, signal, out of memory. */
  | { readonly kind: "died"; readonly reason: string };

export interface Session {
  /** Runs a cell. `fileName` names it in tracebacks: `cell 3`. Output while it runs goes to `publish`. */
  evaluate(request: {
    readonly code: SessionCode;
    readonly fileName: string;
    readonly source: string;
    readonly publish: Publish;
  }): Promise<Evaluation>;
  /** `listener` hears each time that the process is gone, and all names with it, before anybody who waits for an answer. */
  onLost(listener: (reason: string) => void): void;
  /** Sets global names, as `%%setup n=512` does. Values are structured-cloned. */
  define(values: Readonly<Record<string, unknown>>): Promise<void>;
  /**
   * Sets `results`: plain data by variant, structured-cloned. Each gets a `value` beside it, a promise of what `findValue`
   * finds once a cell reads it.
   */
  share(
    results: Readonly<Record<string, object>>,
    findValue: (variant: string) => Promise<unknown>,
  ): Promise<void>;
  /** Numbers, and `length`, `byteLength`, `size` of the named globals, for cost expressions. */
  measureNames(names: readonly string[]): Promise<Readonly<Record<string, NameSize>>>;
  /** A comm's message from the frontend; it does not wait for cells. */
  comm?(message: CommMessage): void;
  /** Stops what runs, keeping state; replaces the process where it cannot be freed in two seconds. */
  interrupt(): void;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface NameSize {
  readonly value?: number;
  readonly length?: number;
  readonly byteLength?: number;
  readonly size?: number;
}
