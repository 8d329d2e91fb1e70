/** Axes: nice ticks with units, linear or logarithmic. */
import { scaleLinear } from "d3-scale";
import { formatDuration, formatRate, formatRatio } from "../model/units.js";
import type { Axis } from "./figure.js";
import { GRID } from "./palette.js";

/** Beyond this range small values vanish on a linear axis. */
const LOG_FROM = 20;

export interface Quantity {
  /** `time per call`. */
  readonly label: string;
  readonly format: (value: number) => string;
  /** Sizes of the units on a linear axis, ascending, with their names: one is chosen and named in the title. */
  readonly units: readonly { readonly size: number; readonly name: string }[];
}

export const TIME: Quantity = {
  label: "time per call",
  format: formatDuration,
  units: [
    { size: 1, name: "ns" },
    { size: 1e3, name: "µs" },
    { size: 1e6, name: "ms" },
    { size: 1e9, name: "s" },
  ],
};

export const FLOPS: Quantity = {
  label: "arithmetic rate",
  format: (value) => formatRate(value, "FLOPS"),
  units: ["", "k", "M", "G", "T"].map((prefix, step) => ({ size: 1000 ** step, name: `${prefix}FLOPS` })),
};

export const SPEEDUP: Quantity = { label: "speed-up", format: formatRatio, units: [{ size: 1, name: "×" }] };

export function needsLog(values: readonly number[]): boolean {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  return positive.length > 0 && Math.max(...positive) / Math.min(...positive) > LOG_FROM;
}

export interface AxisRequest {
  readonly quantity: Quantity;
  /** Everything that must be in view; what is not finite, or not above zero on a logarithmic axis, is left out. */
  readonly values: readonly number[];
  readonly log: boolean;
}

export function quantityAxis({ quantity, values, log }: AxisRequest): Axis {
  const seen = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  return log ? logAxis(quantity, seen) : linearAxis(quantity, seen);
}

/** Ticks at given places, as for sizes and names. */
export function placedAxis(
  axis: Pick<Axis, "type" | "range" | "tickvals" | "ticktext"> & { readonly title: string },
): Axis {
  return { ...FIXED, ...axis, title: axisTitle(axis.title), showgrid: false };
}

const FIXED = {
  showgrid: true,
  gridcolor: GRID,
  zeroline: false,
  automargin: true,
  ticks: "outside",
  ticklen: 6,
  tickcolor: "rgba(0,0,0,0)",
} as const;

function axisTitle(text: string): Axis["title"] {
  return { text, font: { size: 12 } };
}

/** As close as the values allow, not from zero: for how values of one kind differ among themselves. */
export function zoomedAxis({ quantity, values, log }: AxisRequest): Axis {
  const seen = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  if (log || seen.length === 0) return quantityAxis({ quantity, values, log });
  const [low, high] = [Math.min(...seen), Math.max(...seen)];
  const room = (high - low) * 0.08 || Math.abs(high) * 0.01 || 1;
  return spanAxis(quantity, [low - room, high + room]);
}

/** From zero; ticks are numbers, their unit stands in the title. */
function linearAxis(quantity: Quantity, values: readonly number[]): Axis {
  return spanAxis(quantity, [0, Math.max(...values, 0) * 1.04 || 1]);
}

function spanAxis({ label, units }: Quantity, [from, top]: readonly [number, number]): Axis {
  const unit = units.findLast(({ size }) => size * 2 <= top) ?? (units[0] as Quantity["units"][number]);
  const scale = scaleLinear().domain([from / unit.size, top / unit.size]);
  const ticks = scale.ticks(6);
  const text = scale.tickFormat(6);
  const ratio = unit.name === "×";
  return {
    ...FIXED,
    type: "linear",
    title: axisTitle(ratio ? label : `${label} (${unit.name})`),
    range: [from, top],
    tickvals: ticks.map((tick) => tick * unit.size),
    ticktext: ticks.map((tick) => text(tick) + (ratio ? "×" : "")),
  };
}

/** Ticks carry their unit, as it changes along the axis. */
function logAxis({ label, format }: Quantity, values: readonly number[]): Axis {
  const low = Math.min(...values, ...(values.length ? [] : [1])) / 1.25;
  const high = Math.max(...values, ...(values.length ? [] : [10])) * 1.25;
  const ticks = logTicks(low, high);
  return {
    ...FIXED,
    type: "log",
    title: axisTitle(`${label}, logarithmic`),
    range: [Math.log10(low), Math.log10(high)],
    tickvals: ticks,
    ticktext: ticks.map((tick) => shorten(format(tick))),
  };
}

const MOST_TICKS = 8;

/** 1, 2, 5, 10 … where they fit, else powers of ten, else every few of them. */
export function logTicks(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const inView = (ticks: readonly number[]) => ticks.filter((tick) => tick >= low && tick <= high);
  const fine = inView(powers.flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`))));
  if (fine.length <= MOST_TICKS) return fine;
  const coarse = inView(powers.map((power) => Number(`1e${power}`)));
  const step = Math.ceil(coarse.length / MOST_TICKS);
  return coarse.filter((_, index) => index % step === 0);
}

/** `1.00 µs` → `1 µs`: ticks are round. */
function shorten(text: string): string {
  return text.replace(/(\.\d*?)0+(?=\D|$)/, "$1").replace(/\.(?=\D|$)/, "");
}
