/** What becomes of the declarations in a message on its way: see `carried-text.ts`. */
import type { CarriedText, TextChange } from "../carried-text.js";
import type { Sent } from "./protocol.js";

const FIELDS = ["context", "declarations"] as const;

export function packed<T>(carried: CarriedText, message: T): Sent<T> {
  return replaced(message, (text) => carried.toSend(text as string)) as Sent<T>;
}

export function unpacked<T>(carried: CarriedText, message: Sent<T>): T {
  return replaced(message, (change) => carried.received(change as TextChange)) as T;
}

function replaced(message: unknown, change: (value: unknown) => unknown): unknown {
  if (typeof message !== "object" || message === null) return message;
  const name = FIELDS.find((field) => field in message);
  if (name === undefined) return message;
  return { ...message, [name]: change((message as Record<string, unknown>)[name]) };
}
