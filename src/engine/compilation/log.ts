/**
 * Reads the lines of V8's log that tell of compilation (`--log-deopt --log-code --log-ic`). Tolerant: fields differ
 * between versions of V8, and what does not read is skipped. Layouts, as V8 11 to 14 write them:
 *
 *     code-creation,JS,13,<µs>,<address>,<size>,mix file:///t.mjs:2:13,<function>,*
 *     code-source-info,<address>,<script>,<start>,<end>,<positions>,<inlined positions>,S<function>S<function>
 *     code-move,<from>,<to>      sfi-move,<from>,<to>
 *     code-deopt,<µs>,<size>,<address>,<inlining>,<offset>,deopt-eager,<file:///t.mjs:2:45>,wrong map
 *     LoadIC,<pc>,<µs>,<line>,<column>,1,P,<map>,x,,
 *
 * Markers of tiers are those of V8's tick processor (tools/profile.mjs): `~` Ignition, `^` Sparkplug, `+` Maglev, `*` TurboFan,
 * with `o` for on-stack replacement and `'` for concurrent compilation in newer versions.
 */
import type { Deopt } from "../../model/compilation.js";
import type { FrameTier } from "../../model/profile.js";

export type LogEvent =
  | {
      readonly kind: "code";
      readonly address: number;
      readonly size: number;
      readonly name: string;
      readonly place: LogPlace;
      readonly id: string;
      readonly tier: FrameTier;
    }
  | { readonly kind: "inlined"; readonly address: number; readonly ids: readonly string[] }
  | { readonly kind: "code-move"; readonly from: number; readonly to: number }
  | { readonly kind: "function-move"; readonly from: string; readonly to: string }
  | {
      readonly kind: "deopt";
      readonly address: number;
      readonly how: Deopt["kind"];
      /** Innermost first: the place, then where it was inlined. */
      readonly places: readonly LogPlace[];
      readonly reason: string;
    }
  | {
      readonly kind: "access";
      readonly pc: number;
      readonly line: number;
      readonly column: number;
      readonly operation: "read" | "write";
      /** `o.name`; `keyed` is `o[key]`, whose properties may differ from time to time. */
      readonly how: "named" | "keyed";
      readonly property: string | null;
      readonly state: string;
      readonly map: string;
    }
  /** Written by the fork: `benchbook:steady`. */
  | { readonly kind: "mark"; readonly name: string };

/** 1-based. */
export interface LogPlace {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** The fork compiles an empty script of such a name, which stands in the log at its moment. */
export const MARK = "benchbook-mark:";

export function* readLog(text: string): Iterable<LogEvent> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const comma = text.indexOf(",", start);
    const read = comma > start && comma < end ? READERS[text.slice(start, comma)] : undefined;
    const event = read?.(text.slice(start, end).split(",")) ?? null;
    if (event) yield event;
    start = end + 1;
  }
}

type Reader = (fields: readonly string[]) => LogEvent | null;

const READERS: Readonly<Record<string, Reader>> = {
  "code-creation": readCode,
  "code-source-info": readInlined,
  "code-move": ([, from, to]) => ({ kind: "code-move", from: Number(from), to: Number(to) }),
  "sfi-move": ([, from = "", to = ""]) => ({ kind: "function-move", from, to }),
  "code-deopt": readDeopt,
  LoadIC: access("read", "named"),
  KeyedLoadIC: access("read", "keyed"),
  StoreIC: access("write", "named"),
  KeyedStoreIC: access("write", "keyed"),
};

function readCode([
  ,
  ,
  ,
  ,
  address,
  size,
  label = "",
  id = "",
  marker = "",
]: readonly string[]): LogEvent | null {
  const match = /^(.*) (\S+):(\d+):(\d+)$/.exec(label);
  const tier = TIERS[marker.replace(/[^~^+*]/g, "")];
  if (!match || tier === undefined) return null;
  const [, name = "", url = "", line, column] = match;
  if (url.startsWith(MARK)) return { kind: "mark", name: url.slice(MARK.length) };
  const place = { url: plain(url), line: Number(line), column: Number(column) };
  return {
    kind: "code",
    address: Number(address),
    size: Number(size),
    name: plain(name),
    place,
    id,
    tier,
  };
}

const TIERS: Readonly<Record<string, FrameTier>> = {
  "": "baseline",
  "~": "interpreter",
  "^": "baseline",
  "+": "maglev",
  "*": "turbofan",
};

function readInlined(fields: readonly string[]): LogEvent | null {
  const ids = fields.at(-1)?.match(/0x[0-9a-f]+/g) ?? [];
  return ids.length === 0 || fields.length < 8 ? null : { kind: "inlined", address: Number(fields[1]), ids };
}

function readDeopt(fields: readonly string[]): LogEvent | null {
  const [, , , address, , , how = "", where = "", ...reason] = fields;
  const places = [...where.matchAll(/<([^<>]+):(\d+):(\d+)>/g)].map(([, url = "", line, column]) => ({
    url: plain(url),
    line: Number(line),
    column: Number(column),
  }));
  if (places.length === 0) return null;
  const kind = KINDS[how] ?? "eager";
  return { kind: "deopt", address: Number(address), how: kind, places, reason: plain(reason.join(",")) };
}

const KINDS: Readonly<Record<string, Deopt["kind"]>> = {
  "deopt-eager": "eager",
  "deopt-lazy": "lazy",
  "deopt-soft": "soft",
  "dependency-change": "dependency",
};

function access(operation: "read" | "write", how: "named" | "keyed"): Reader {
  return ([, pc, , line, column, , state = "", map = "", name = ""]) => {
    if (!/^[1PNGD]$/.test(state)) return null;
    const property = propertyOf(name, how);
    const at = { pc: Number(pc), line: Number(line), column: Number(column) };
    return { kind: "access", ...at, operation, how, property, state, map };
  };
}

/** An index is written as it was; a symbol with its hash: `symbol("Symbol.iterator" hash 776e6e)`. */
function propertyOf(name: string, how: "named" | "keyed"): string | null {
  if (name === "" || /^-?\d/.test(name)) return null;
  return how === "keyed" ? "[computed name]" : plain(name).replace(/^symbol\("([^"]*)".*/, "[$1]");
}

/** V8 writes commas and what does not print as `\x2C` and `\u00e9`. */
function plain(text: string): string {
  return text.replace(/\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})/g, (_, byte, unit) =>
    String.fromCharCode(Number.parseInt(byte ?? unit, 16)),
  );
}
