/** Numbers and sizes of globals, for cost expressions such as `2 n^3` and `text.length`. */
import type { NameSize } from "../../model/ports/session.js";
import * as own from "./own.js";

export function measureNames(names: readonly string[]): Record<string, NameSize> {
  const sizes: Record<string, NameSize> = {};
  for (const name of names) {
    if (!own.Reflect.has(globalThis, name)) continue;
    const size = sizeOf(name);
    if (own.Object.keys(size).length > 0) sizes[name] = size;
  }
  return sizes;
}

function sizeOf(name: string): NameSize {
  try {
    const value: unknown = own.Reflect.get(globalThis, name);
    if (typeof value === "number") return { value };
    if (typeof value === "bigint") return { value: own.Number(value) };
    if (typeof value === "string") return { length: value.length };
    if (typeof value !== "object" || value === null) return {};
    const { length, byteLength, size } = value as Record<string, unknown>;
    return {
      ...(typeof length === "number" ? { length } : {}),
      ...(typeof byteLength === "number" ? { byteLength } : {}),
      ...(typeof size === "number" ? { size } : {}),
    };
  } catch {
    // A getter that throws has no size.
    return {};
  }
}
