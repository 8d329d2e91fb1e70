/** What charts of variants are drawn of, and how role and status show. */
import type { Role } from "../../model/case.js";
import type { Annotation, ErrorBars, Layout, MarkerSymbol } from "../figure.js";
import { INK, ROLE_COLOR } from "../palette.js";
import { labelText } from "../text.js";

export type RowStatus = "ok" | "stale" | "unverified" | "failed" | "rejected";

/** One variant. The chart says what `estimate` is: ns, a ratio, a rate per second. */
export interface Row {
  readonly name: string;
  readonly role: Role;
  readonly status: RowStatus;
  readonly estimate: number;
  /** Ends of the interval; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  /** `low` and `high` are the extremes of too few forks, not an interval. */
  readonly range?: boolean;
}

export type { TargetLine } from "./target.js";

/** Rows that can be drawn: a result that is not a finite number above zero has no place on an axis. */
export function drawable<T extends Row>(rows: readonly T[]): T[] {
  return rows.filter((row) => Number.isFinite(row.estimate) && row.estimate > 0);
}

/** `naive (baseline)`: an optimization needs no such word. */
export function rowLabel(row: Pick<Row, "name" | "role">): string {
  return row.role === "optimization" ? labelText(row.name) : `${labelText(row.name)} (${row.role})`;
}

export const STATUS_TEXT: Readonly<Record<RowStatus, string>> = {
  ok: "",
  stale: "STALE",
  unverified: "UNVERIFIED",
  failed: "FAILED verification",
  rejected: "rejected",
};

/** `55.3 ms`, with the status in words behind it. */
export function valueLabel(row: Row, format: (value: number) => string): string {
  return row.status === "ok" ? format(row.estimate) : `${format(row.estimate)} · ${STATUS_TEXT[row.status]}`;
}

export function rowColor(row: Row): string {
  return ROLE_COLOR[row.role];
}

/** Filled: a result that counts. */
export function rowSymbol(row: Row): MarkerSymbol {
  if (row.status === "failed" || row.status === "rejected") return "x-thin-open";
  return row.status === "ok" ? "circle" : "circle-open";
}

/** What the whiskers are, for a subtitle: `shorter is faster; whiskers are 95 % intervals`. */
export function withWhiskers(subtitle: string, rows: readonly Row[]): string {
  const drawn = drawable(rows).filter((row) => row.low !== null && row.high !== null);
  if (drawn.length === 0) return subtitle;
  const ranges = drawn.filter((row) => row.range).length;
  if (ranges === 0) return `${subtitle}; whiskers are 95 % intervals`;
  if (ranges === drawn.length) return `${subtitle}; whiskers are ranges, too few forks for intervals`;
  return `${subtitle}; whiskers are 95 % intervals, or ranges of fewer than six forks`;
}

/** The ends of the interval, or the estimate itself. */
export function ends(row: Row): { readonly low: number; readonly high: number } {
  return { low: row.low ?? row.estimate, high: row.high ?? row.estimate };
}

/** Undefined where no row has an interval: plotly would draw the ends alone. */
export function whiskers(rows: readonly Row[]): ErrorBars | undefined {
  if (rows.every((row) => ends(row).low === ends(row).high)) return undefined;
  return {
    type: "data",
    symmetric: false,
    array: rows.map((row) => Math.max(0, ends(row).high - row.estimate)),
    arrayminus: rows.map((row) => Math.max(0, row.estimate - ends(row).low)),
    color: INK,
    thickness: 1.5,
    width: 4,
  };
}

/** What all figures share. Without a background of their own they stand on any page. */
/** Stands in an empty chart. */
export const NOTHING: Annotation = {
  text: "nothing measured yet",
  xref: "paper",
  yref: "paper",
  x: 0.5,
  y: 0.5,
  xanchor: "center",
  yanchor: "bottom",
  showarrow: false,
  font: { size: 13, color: INK },
};

export const PLAIN = {
  legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
  font: {
    family: "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
    size: 13,
    color: INK,
  },
  paper_bgcolor: "rgba(0,0,0,0)",
  plot_bgcolor: "rgba(0,0,0,0)",
  hovermode: "closest",
} as const satisfies Partial<Layout>;

export function heading(text: string, subtitle: string): Layout["title"] {
  return {
    text,
    font: { size: 17 },
    subtitle: { text: subtitle, font: { size: 12 } },
    x: 0,
    xref: "container",
    xanchor: "left",
    pad: { l: 12 },
  };
}
