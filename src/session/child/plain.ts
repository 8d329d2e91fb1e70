/** A value as text, as Node's REPL shows it, but bounded: an output is for a reader. */
import { inspect, types } from "node:util";
import * as own from "./own.js";

const ITEMS = 100;
/** Numbers of a typed array that tell its nature. */
const TYPED_ITEMS = 16;
const CHARACTERS = 10_000;
const TOTAL = 50_000;

export function plain(value: unknown): string {
  return bound(inspected(value));
}

function inspected(value: unknown): string {
  try {
    return inspect(value, {
      depth: 3,
      maxArrayLength: holdsTypedArray(value) ? TYPED_ITEMS : ITEMS,
      maxStringLength: CHARACTERS,
      breakLength: 100,
    });
  } catch (error) {
    // A getter, a proxy or an inspector of the cell's own that throws.
    return `[a value that cannot be shown: ${describeThrown(error)}]`;
  }
}

function holdsTypedArray(value: unknown): boolean {
  if (types.isTypedArray(value)) return true;
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  return own.Reflect.ownKeys(value)
    .slice(0, ITEMS)
    .some((key) => types.isTypedArray(own.Reflect.getOwnPropertyDescriptor(value, key)?.value));
}

function bound(text: string): string {
  if (text.length <= TOTAL) return text;
  return `${text.slice(0, TOTAL)}\n… ${text.length - TOTAL} more characters`;
}

/** One line, whatever was thrown. */
export function describeThrown(error: unknown): string {
  try {
    if (types.isNativeError(error)) return own.String(error.message);
    return typeof error === "string"
      ? error
      : inspect(error, { depth: 0, breakLength: own.Number.POSITIVE_INFINITY });
  } catch {
    return "an error that cannot be shown";
  }
}
