/** What a serving fork asks of its loader, and what it hears back. Structured-cloned. */
import type { Press } from "./press.js";
import type { Pressed } from "./pressed.js";

/** One request as the workload's `requests` describes it. */
export interface PlannedRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What is verified of a response: a plain value. */
export interface ServedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type LoaderOrder =
  | { readonly kind: "press"; readonly id: number; readonly port: number; readonly press: Press }
  /** The first `count` requests, one after the other. */
  | { readonly kind: "ask"; readonly id: number; readonly port: number; readonly count: number }
  /** So many requests in turn, their answers thrown away. */
  | { readonly kind: "run"; readonly id: number; readonly port: number; readonly count: number };

export interface LoaderStart {
  readonly kind: "start";
  readonly requests: readonly PlannedRequest[];
}

export type LoaderMessage =
  | { readonly kind: "heard" }
  | { readonly kind: "pressed"; readonly id: number; readonly pressed: Pressed }
  | { readonly kind: "asked"; readonly id: number; readonly responses: readonly ServedResponse[] }
  | { readonly kind: "ran"; readonly id: number }
  | { readonly kind: "failed"; readonly id: number; readonly error: unknown };
