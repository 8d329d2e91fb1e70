/** A value as a MIME bundle: what it says of itself, else a figure, a table, or text. */
import { types } from "node:util";
import type { MimeBundle } from "../../model/output.js";
import { DISPLAY } from "./displayables.js";
import * as own from "./own.js";
import { describeThrown, plain } from "./plain.js";
import { isRecords, recordTable } from "./records.js";

export const PLOTLY = "application/vnd.plotly.v1+json";

/** Immediate unless the value's own display method is asynchronous. `warn` is told of display methods that fail. */
export function toMime(value: unknown, warn: (text: string) => void): MimeBundle | Promise<MimeBundle> {
  const failed = (error: unknown): MimeBundle => {
    warn(`The value's display method failed: ${describeThrown(error)}\n`);
    return { "text/plain": plain(value) };
  };
  try {
    const method = displayMethod(value);
    if (!method) return { ...rich(value), "text/plain": plain(value) };
    const bundle = method.call(value);
    if (!types.isPromise(bundle)) return finish(bundle, value);
    return bundle.then((settled) => finish(settled, value)).then(undefined, failed);
  } catch (error) {
    return failed(error);
  }
}

/** A bundle that can travel: bytes as base64, everything else plain JSON. */
export function cleanBundle(bundle: unknown): MimeBundle {
  if (!isMimeBundle(bundle)) {
    throw new own.Error(`it gave ${describeThrown(plain(bundle))} instead of an object of MIME types`);
  }
  return own.Object.fromEntries(
    own.Object.entries(bundle).map(([type, content]) => [type, cleanContent(type, content)]),
  );
}

export function isMimeBundle(value: unknown): value is MimeBundle {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const keys = own.Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[a-z]+\/[\w.+-]+(;.*)?$/i.test(key));
}

function displayMethod(value: unknown): ((this: unknown) => unknown) | null {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return null;
  const method = (value as Record<symbol, unknown>)[DISPLAY];
  return typeof method === "function" ? (method as () => unknown) : null;
}

function finish(bundle: unknown, value: unknown): MimeBundle {
  const clean = cleanBundle(bundle);
  return "text/plain" in clean ? clean : { ...clean, "text/plain": plain(value) };
}

function rich(value: unknown): MimeBundle {
  if (isFigure(value)) return { [PLOTLY]: toJson({ data: value.data, layout: value.layout }) };
  if (isRecords(value)) return { "text/html": recordTable(value) };
  return {};
}

function isFigure(value: unknown): value is { data: readonly object[]; layout: object } {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const { data, layout } = value as { data?: unknown; layout?: unknown };
  return (
    own.Array.isArray(data) &&
    data.length > 0 &&
    data.every((trace) => typeof trace === "object" && trace !== null) &&
    typeof layout === "object" &&
    layout !== null &&
    !own.Array.isArray(layout)
  );
}

function cleanContent(type: string, content: unknown): unknown {
  if (typeof content === "string") return content;
  if (types.isUint8Array(content)) return own.Buffer.from(content).toString("base64");
  const json = toJson(content);
  return /[/+]json$/.test(type) ? json : own.String(content);
}

/** Typed arrays become arrays, as charts want them. */
function toJson(value: unknown): unknown {
  const text = own.JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === "bigint") return own.Number(part);
    return types.isTypedArray(part) ? own.Array.from(part as Float64Array) : part;
  });
  return text === undefined ? null : own.JSON.parse(text);
}
