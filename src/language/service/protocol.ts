/** Messages between the parent and the language service process. */
import type {
  Analysis,
  BundleRequest,
  BundleResult,
  Completeness,
  Completion,
  Converted,
  Inspection,
} from "../../model/ports/language.js";
import type { TextChange } from "../carried-text.js";
import type { CursorRequest } from "./complete.js";
import type { ConvertRequest } from "./convert.js";

/** Each method of the service: what it gets and what it answers. */
export interface Methods {
  readonly analyze: { readonly request: { readonly source: string }; readonly answer: Analysis };
  readonly convert: { readonly request: ConvertRequest; readonly answer: Converted };
  readonly complete: { readonly request: CursorRequest; readonly answer: Completion };
  readonly inspect: { readonly request: CursorRequest; readonly answer: Inspection | null };
  readonly isComplete: { readonly request: { readonly source: string }; readonly answer: Completeness };
  readonly bundle: { readonly request: BundleRequest; readonly answer: BundleResult };
}

export type Method = keyof Methods;

/** A request with the texts in it that travel as changes: `context` of requests, `declarations` of answers. */
export type Sent<T> = { readonly [K in keyof T]: K extends "context" | "declarations" ? TextChange : T[K] };

export interface ServiceRequest<M extends Method = Method> {
  readonly id: number;
  readonly method: M;
  readonly request: Sent<Methods[M]["request"]>;
}

export type ServiceReply =
  | { readonly id: number; readonly kind: "answer"; readonly answer: unknown }
  /** A bug in the service, with its stack. */
  | { readonly id: number; readonly kind: "broken"; readonly stack: string };
