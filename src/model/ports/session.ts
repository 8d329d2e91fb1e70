/** The session as seen by magics and kernel: the process that runs ordinary cells and holds their state. */
import type { CellError, MimeBundle, Publish } from "../output.js";
import type { CommMessage } from "./frontend.js";
import type { SessionCode } from "./language.js";

export type Evaluation =
  | (Sampled & { readonly kind: "done"; readonly result: MimeBundle | null })
  | (Sampled & { readonly kind: "failed"; readonly error: CellError })
  | (Sampled & { readonly kind: "interrupted" })
  /** The process is gone; a new one is there, empty. `reason` is a sentence: exit code, signal, out of memory. */
  | { readonly kind: "died"; readonly reason: string };

interface Sampled {
  /** Of an evaluation that asked for it, however it ended. */
  readonly samples?: SessionSamples | null;
}

/** What V8 sampled in the session while a cell ran: in its main thread, and in its workers. */
export interface SessionSamples {
  /** V8's `.cpuprofile`; places in `files` are places in the virtual file `SAMPLED_URL`. */
  readonly raw: string;
  /** What tracebacks call it: `cell 3`. */
  readonly cell: string;
  /** The n-th begins at line n · `SAMPLED_LINES` + 1. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Of worker threads that answered. */
  readonly threads: readonly ThreadSamples[];
}

export interface ThreadSamples {
  /** `thread 2: render.mjs`. */
  readonly name: string;
  /** V8's `.cpuprofile`. */
  readonly raw: string;
}

export const SAMPLED_URL = "cells:";
export const SAMPLED_LINES = 1_000_000;
/** Name of the function that a cell becomes. */
export const SAMPLED_CELL = "(cell)";

export interface Session {
  /** Runs a cell. `fileName` names it in tracebacks: `cell 3`. Output while it runs goes to `publish`. */
  evaluate(request: {
    readonly code: SessionCode;
    readonly fileName: string;
    readonly source: string;
    readonly publish: Publish;
    /** Samples what runs, at that interval in ns. */
    readonly profile?: { readonly interval: number };
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
