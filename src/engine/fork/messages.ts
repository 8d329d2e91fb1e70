/** The protocol between a fork and its parent, on the IPC channel: standard output belongs to the variant. */
import type { Parameters } from "../../model/workload.js";
import type { TaskKind, TaskMap } from "./tasks.js";

/** First message to the fork. */
export interface ForkOrder<K extends TaskKind = TaskKind> {
  readonly bundle: string;
  readonly parameters: Parameters;
  readonly kind: K;
  readonly task: TaskMap[K]["task"];
  /** Bytes to allocate before the bundle is loaded. */
  readonly offset: number;
  /** The measured expression gives a request handler: see `serve.ts`. */
  readonly serve?: boolean;
}

/** What the fork is about to do; the watchdog counts from the last one. */
export type Stage = "start" | "setup" | "prepare" | "call" | "property" | "teardown" | "report";

export type ForkMessage =
  | { readonly kind: "beat"; readonly stage: Stage }
  | { readonly kind: "finished"; readonly report: TaskMap[TaskKind]["report"] }
  | { readonly kind: "threw"; readonly stage: Stage; readonly error: ThrownError }
  /** A synchronous measured expression gave a promise. */
  | { readonly kind: "pending" };

/** Name of a thrown value that is no Error. */
export const NOT_AN_ERROR = "Thrown";

export interface ThrownError {
  readonly name: string;
  readonly message: string;
  /** As V8 wrote it, in the bundle's lines. */
  readonly stack: string;
}

export function isFinal(message: unknown): boolean {
  const parsed = parseMessage(message);
  return parsed !== null && parsed.kind !== "beat";
}

/** The fork runs foreign code: what arrives is checked before it is believed. */
export function parseMessage(message: unknown): ForkMessage | null {
  if (typeof message !== "object" || message === null || !("benchbook" in message)) return null;
  return (message as { readonly benchbook: ForkMessage }).benchbook;
}
