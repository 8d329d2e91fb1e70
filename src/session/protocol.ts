/** What the session's two sides say to each other: structured-cloned messages, and markers in the raw pipes. */
import type { CellError, MimeBundle, Output } from "../model/output.js";
import type { CommFromSession, CommMessage, InputQuestion } from "../model/ports/frontend.js";
import type { NameSize, SessionSamples } from "../model/ports/session.js";

export type ToChild =
  | {
      readonly kind: "evaluate";
      readonly id: number;
      readonly js: string;
      readonly map: string | null;
      readonly declares: readonly string[];
      readonly hasResult: boolean;
      readonly fileName: string;
      readonly source: string;
      /** ns between samples; absent: not profiled. */
      readonly interval?: number;
    }
  | { readonly kind: "define"; readonly id: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: "measure"; readonly id: number; readonly names: readonly string[] }
  | { readonly kind: "results"; readonly id: number; readonly results: Readonly<Record<string, object>> }
  | { readonly kind: "answer"; readonly question: number; readonly answer: ValueAnswer }
  /** What the user typed, or why there is nothing. */
  | { readonly kind: "typed"; readonly question: number; readonly answer: ValueAnswer }
  | { readonly kind: "comm"; readonly message: CommMessage };

/** What was asked for as plain data, or why there is none, in a sentence. */
export type ValueAnswer =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "failed"; readonly message: string };

export type FromChild =
  | { readonly kind: "ready" }
  | { readonly kind: "outputs"; readonly items: readonly EvaluationOutput[] }
  | {
      readonly kind: "evaluated";
      readonly id: number;
      readonly outcome: ChildOutcome;
      readonly samples: SessionSamples | null;
    }
  | { readonly kind: "defined"; readonly id: number }
  /** A cell reads `results.NAME.value`. */
  | { readonly kind: "ask"; readonly question: number; readonly variant: string }
  /** A cell waits for the user's input. */
  | { readonly kind: "input"; readonly question: number; readonly input: InputQuestion }
  | { readonly kind: "comm"; readonly message: CommFromSession }
  | {
      readonly kind: "measured";
      readonly id: number;
      readonly sizes: Readonly<Record<string, NameSize>>;
    };

export type ChildOutcome =
  | { readonly kind: "done"; readonly result: MimeBundle | null }
  | { readonly kind: "failed"; readonly error: CellError }
  | { readonly kind: "interrupted" };

/** An output and the evaluation that made it; 0 where that is unknown, which means the last one. */
export interface EvaluationOutput {
  readonly evaluation: number;
  readonly output: Output;
}

/**
 * Written to standard output and error when an evaluation ends, so that the reader knows that it has seen all that
 * children and native code have written past the process's own streams. `token` is random, one per process.
 */
export function endMarker(token: string, evaluation: number): string {
  return `${markerStart(token)}${evaluation}\u0003`;
}

export function markerStart(token: string): string {
  return `\u0002benchbook:${token}:`;
}
