/** One evaluation of a cell, and whose code it is that runs now: so the output of a timer finds its cell. */
import { createContext } from "./context.js";
import * as own from "./own.js";

export interface Evaluation {
  readonly id: number;
  /** Its outcome was sent. */
  settled: boolean;
  /** It was interrupted: what it still does later is stopped. */
  abandoned: boolean;
  /** Characters printed so far. */
  printed: number;
  /** Displays that are not finished: the cell waits for them. */
  readonly displays: Set<Promise<unknown>>;
}

export const context = createContext<Evaluation>();

/** Runs the session's own work outside of every cell, so that what it starts does not end with an interrupted one. */
export function outside<T>(work: () => T): T {
  return context.run(null, work);
}

const blamed = new own.WeakMap<object, Evaluation>();

/** Remembers whose callback threw, for the handler of uncaught errors. */
export function blame(thrown: unknown, evaluation: Evaluation | null): void {
  if (evaluation && typeof thrown === "object" && thrown !== null) blamed.set(thrown, evaluation);
}

export function culprit(thrown: unknown): Evaluation | null {
  const known = typeof thrown === "object" && thrown !== null ? blamed.get(thrown) : undefined;
  return known ?? context.get();
}
