/**
 * Compiled modules among the shared data (`%%native`, `%%wasm`): functions cannot be cloned, so each thread opens the module
 * for itself, from text that such a module gives under a symbol.
 */

/** Gives, once for each thread, the text of a function and what it is called with; its result is the module. */
export const OPENING: unique symbol = Symbol.for("benchbook.thread") as never;

export interface Opening {
  readonly text: string;
  readonly given: unknown;
}

export interface Handed {
  /** What is cloned. */
  readonly shared: unknown;
  /** By the name in `shared`; by "" where the module is all that is shared. */
  readonly openings: Readonly<Record<string, Opening>>;
}

export function handOver(shared: unknown): Handed {
  const whole = openingOf(shared);
  if (whole) return { shared: undefined, openings: { "": whole } };
  if (!isPlain(shared)) return { shared, openings: {} };
  const cloned: Record<string, unknown> = {};
  const openings: Record<string, Opening> = {};
  for (const [name, value] of Object.entries(shared)) {
    const opening = openingOf(value);
    if (opening) openings[name] = opening;
    else cloned[name] = value;
  }
  return { shared: cloned, openings };
}

function openingOf(value: unknown): Opening | null {
  if (typeof value !== "object" || value === null) return null;
  return (value as { [OPENING]?: () => Opening })[OPENING]?.() ?? null;
}

/** Of any realm, as cells make theirs in a context of their own. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
