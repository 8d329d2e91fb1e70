/**
 * Makes base units readable: nanoseconds, ratios, rates per second, bytes. The one place where units get words.
 * Measured figures show three significant digits, trailing zeros included, so that columns line up.
 */

const MISSING = "–";
const SECOND = 1e9;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** ns → `55.3 ms`, `0.31 ns`, `2 min 35 s`. */
export function formatDuration(ns: number): string {
  if (!Number.isFinite(ns)) return special(ns);
  if (ns === 0) return "0 ns";
  const size = Math.abs(ns);
  if (size >= 2 * MINUTE) return longDuration(ns);
  if (size < 0.995) return `${ns.toFixed(size < 0.005 ? 4 : 2)} ns`;
  return scaled(ns, 1000, ["ns", "µs", "ms", "s"], significant);
}

/** 3.42 → `3.42×`. */
export function formatRatio(ratio: number): string {
  return Number.isFinite(ratio) ? `${significant(ratio)}×` : ratio === Infinity ? "∞×" : special(ratio);
}

export type RateUnit = "FLOPS" | "B/s" | "items/s";

/** Per second → `2.41 GFLOPS`, `4.30 GB/s`, `1.20 M items/s`. */
export function formatRate(perSecond: number, unit: RateUnit): string {
  if (!Number.isFinite(perSecond)) return special(perSecond);
  const space = unit === "items/s" ? " " : "";
  const units = ["", "k", "M", "G", "T", "P", "E"].map((prefix) => (prefix ? prefix + space + unit : unit));
  return scaled(perSecond, 1000, units, significant);
}

/** Calls per second → `1,240/s`, `12.3/s`. */
export function formatCallRate(perSecond: number): string {
  return Number.isFinite(perSecond) ? `${significant(perSecond)}/s` : special(perSecond);
}

/** Bytes → `1.5 MiB`; whole bytes below 1 KiB. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return special(bytes);
  return scaled(bytes, 1024, ["B", "KiB", "MiB", "GiB", "TiB", "PiB"], plain);
}

/** Share → `12.3 %`. */
export function formatPercent(share: number): string {
  return Number.isFinite(share) ? `${plain(share * 100)} %` : special(share);
}

/** 65536 → `65,536`. */
export function formatCount(count: number): string {
  return Number.isFinite(count) ? grouped(Math.round(count)) : special(count);
}

/** `52.1 to 55.3 ms`: the unit stands once where both ends share it. */
export function formatInterval(low: number, high: number, format: (value: number) => string): string {
  const [first, last] = [format(low), format(high)];
  if (first === last) return first;
  const unit = unitOf(first);
  return unit && unit === unitOf(last) ? `${first.slice(0, -unit.length)} to ${last}` : `${first} to ${last}`;
}

/** Three significant digits, never an exponent: `0.0123`, `3.40`, `12.3`, `1,230`. */
export function significant(value: number): string {
  if (value === 0) return "0";
  if (Math.abs(value) < 1e-6) return value.toExponential(2);
  const rounded = Number(value.toPrecision(3));
  if (Math.abs(rounded) >= 1000) return grouped(Math.round(value));
  return value.toPrecision(3).includes("e") ? String(rounded) : value.toPrecision(3);
}

/** As `significant`, without trailing zeros, for exact or rough figures. */
function plain(value: number): string {
  const text = significant(value);
  return text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text;
}

function scaled(
  value: number,
  step: number,
  units: readonly string[],
  format: (value: number) => string,
): string {
  let amount = value;
  let index = 0;
  // 999.6 would read as 1,000: it belongs to the next unit.
  while (index < units.length - 1 && Math.abs(Math.round(amount)) >= step) {
    amount /= step;
    index += 1;
  }
  const unit = units[index] ?? "";
  return unit ? `${format(amount)} ${unit}` : format(amount);
}

function longDuration(ns: number): string {
  const sign = ns < 0 ? "-" : "";
  const seconds = Math.round(Math.abs(ns) / SECOND);
  if (Math.abs(ns) < HOUR) return `${sign}${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${sign}${grouped(Math.floor(minutes / 60))} h ${String(minutes % 60).padStart(2, "0")} min`;
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
}

function unitOf(text: string): string {
  return /[^\d.,∞–]+$/.exec(text)?.[0] ?? "";
}

function special(value: number): string {
  if (Number.isNaN(value)) return MISSING;
  return value > 0 ? "∞" : "-∞";
}
