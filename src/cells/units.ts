/** Quantities with units → numbers in base units: ns, byte, 1/s, or a plain ratio. */
import type { Unit } from "mathjs";
import { math } from "./mathjs.js";
import { didYouMean } from "./suggest.js";
import { toNumber } from "./values.js";

export type Dimension =
  | "duration"
  | "bytes"
  | "flops"
  | "bandwidth"
  | "throughput"
  | "rate"
  | "ratio"
  | "percent"
  | "number";

export type QuantityOutcome =
  | { readonly kind: "value"; readonly value: number }
  /** Goes on from the name of what was read: `wants a duration such as 50 ms, got 50 GFLOPS`. */
  | { readonly kind: "problem"; readonly problem: string };

export const EXAMPLES: Readonly<Record<Dimension, string>> = {
  duration: "50ms",
  bytes: "1.5MiB",
  flops: "86GFLOPS",
  bandwidth: "4.3GB/s",
  throughput: "1000/s",
  rate: "2000/s",
  ratio: "3x",
  percent: "2%",
  number: "3",
};

const WANTED: Readonly<Record<Dimension, string>> = {
  duration: "a duration such as 50 ms",
  bytes: "an amount of bytes such as 1.5 MiB",
  flops: "a rate of flops such as 86 GFLOPS",
  bandwidth: "a bandwidth such as 4.3 GB/s",
  throughput: "a throughput such as 1000 items/s",
  rate: "a rate of calls such as 2000/s, 2 kHz or 120/min",
  ratio: "a ratio such as 3x",
  percent: "a share such as 2%",
  number: "a number such as 3",
};

/** A quantity is never negative. */
export function readQuantity(text: string, dimension: Dimension): QuantityOutcome {
  const trimmed = text.trim().replace(/[µμ]/g, "u");
  const outcome = UNITLESS.has(dimension) ? readPlain(trimmed, dimension) : readUnit(trimmed, dimension);
  if (typeof outcome === "number" && Number.isFinite(outcome) && outcome >= 0)
    return { kind: "value", value: outcome };
  const hint = typeof outcome === "string" ? outcome : "";
  return { kind: "problem", problem: `wants ${WANTED[dimension]}, got ${text.trim() || "nothing"}${hint}` };
}

const UNITLESS: ReadonlySet<Dimension> = new Set(["ratio", "percent", "number"]);

export function hasUnit(dimension: Dimension): boolean {
  return !UNITLESS.has(dimension);
}

/** `3x`, `3×`, `2%` and numbers. A string tells more about a problem. */
function readPlain(text: string, dimension: Dimension): number | string {
  const match = /^(.*?)\s*([x×%]?)$/.exec(text)!;
  const value = toNumber(match[1]!);
  const suffix = match[2]!;
  if (value === null) return "";
  if (suffix === "") return value;
  if (suffix === "%") return dimension === "percent" ? shift(value, -2) : "";
  return dimension === "ratio" ? value : "";
}

/** Exact in decimals: 2.3 % is 0.023. */
function shift(value: number, places: number): number {
  return Number(`${value}e${places}`);
}

/** Base units as mathjs spells them; a throughput may name its items or not. */
const BASES: Readonly<Record<string, readonly string[]>> = {
  duration: ["ns"],
  bytes: ["B"],
  flops: ["FLOPS"],
  bandwidth: ["B/s"],
  throughput: ["item/s", "Hz"],
  rate: ["item/s", "Hz"],
};

function readUnit(text: string, dimension: Dimension): number | string {
  if (toNumber(text) === 0) return 0;
  if (!/^[+-]?(?:\d|\.\d)/.test(text)) return "";
  const unit = parseUnit(text);
  if (typeof unit === "string") return whyNoUnit(unit, dimension);
  if (unit.formatUnits() === "") return `, which has no unit: write ${EXAMPLES[dimension]}`;
  const base = BASES[dimension]!.find((base) => unit.equalBase(math().unit(base)));
  if (base !== undefined) return rounded(unit.toNumber(base));
  return unit.formatUnits() === "m" && dimension === "duration" ? ", which are metres: minutes are min" : "";
}

function parseUnit(text: string): Unit | string {
  try {
    return math().unit(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  duration: ["ns", "us", "ms", "s", "min", "h", "seconds", "minutes"],
  bytes: ["B", "kB", "KiB", "MB", "MiB", "GB", "GiB", "bytes"],
  flops: ["FLOPS", "MFLOPS", "GFLOPS", "TFLOPS", "GFLOP", "flop", "s"],
  bandwidth: ["B", "kB", "KiB", "MB", "MiB", "GB", "GiB", "TB", "s", "ms"],
  throughput: ["items", "item", "ops", "calls", "s", "ms", "kHz", "MHz"],
  rate: ["calls", "s", "ms", "min", "Hz", "kHz", "MHz"],
};

/** mathjs says which word is no unit: `Unit "mss" not found.` */
function whyNoUnit(message: string, dimension: Dimension): string {
  const word = /^Unit "(.*)" not found/.exec(message)?.[1];
  return word === undefined ? "" : `, where ${word} is no unit${didYouMean(word, NAMES[dimension]!)}`;
}

/** 200 us is 199999.99999999997 ns in binary; a quantity written by hand has fewer digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(14));
}

/** As a user would write it: `30s`, `2%`. */
export function showQuantity(value: number, dimension: Dimension): string {
  if (dimension === "ratio") return `${value}x`;
  if (dimension === "percent") return `${shift(value, 2)}%`;
  if (dimension !== "duration") return String(value);
  const [size, name] = DURATIONS.find(([size]) => value >= size) ?? [1, "ns"];
  return `${rounded(value / size)}${name}`;
}

const DURATIONS: readonly (readonly [number, string])[] = [
  [1e9, "s"],
  [1e6, "ms"],
  [1e3, "us"],
];
