/**
 * Every fork a dot, a row per variant, with the median and its interval. Where the variants' times are alike, they
 * stand on one axis of time; else each row shows by how much forks differ from its own median.
 */
import type { Role } from "../../model/case.js";
import { formatDuration } from "../../model/units.js";
import type { Axis, Figure, LineShape, RectShape, ScatterTrace, Shape } from "../figure.js";
import { INK, ROLE_COLOR, translucent } from "../palette.js";
import { plotlyText, textWidth } from "../text.js";
import { needsLog, placedAxis, quantityAxis, SPEEDUP, TIME, zoomedAxis } from "../ticks.js";
import { heading, NOTHING, PLAIN, rowLabel } from "./rows.js";

export interface ForkRow {
  readonly name: string;
  readonly role: Role;
  /** In the order measured. */
  readonly forks: readonly ForkDot[];
  /** Median over forks and its interval, ns. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** `low` and `high` are the extremes of too few forks, not an interval. */
  readonly range: boolean;
}

export interface ForkDot {
  /** ns per call. */
  readonly estimate: number;
  /** It reached no steady state. */
  readonly unsteady: boolean;
}

/** Times within this ratio share an axis. */
const ALIKE = 1.25;
/** Half the height that dots take of a row. */
const HALF = 0.3;
const ROW_HEIGHT = 58;

export function forksFigure(rows: readonly ForkRow[]): Figure {
  const shown = rows
    .map((row) => ({ ...row, forks: row.forks.filter(hasPlace) }))
    .filter((row) => hasPlace(row) && row.forks.length > 0);
  const times = shown.flatMap((row) => row.forks.map((fork) => fork.estimate));
  const alike = Math.max(...times) <= ALIKE * Math.min(...times);
  const value = alike ? (ns: number) => ns : (ns: number, row: ForkRow) => ns / row.estimate;
  const values = shown.flatMap((row) => [
    ...row.forks.map((fork) => value(fork.estimate, row)),
    value(row.low, row),
    value(row.high, row),
  ]);
  return {
    data: [...shown.flatMap((row, place) => dots(row, place, value)), labels(shown, value)],
    layout: {
      ...PLAIN,
      title: heading("Every fork a dot", subtitle(shown)),
      xaxis: {
        ...(alike ? zoomedAxis({ quantity: TIME, values, log: false }) : deviationAxis(values)),
        fixedrange: true,
      },
      yaxis: {
        ...placedAxis({
          type: "linear",
          title: "",
          range: [Math.max(1, shown.length) - 0.5, -0.5],
          tickvals: shown.map((_, place) => place),
          ticktext: shown.map((row) => rowLabel(row)),
        }),
        fixedrange: true,
      },
      shapes: shown.flatMap((row, place): Shape[] => [
        band(row, place, value),
        medianLine(row, place, value),
      ]),
      annotations: shown.length === 0 ? [NOTHING] : [],
      showlegend: false,
      height: 130 + ROW_HEIGHT * Math.max(1, shown.length),
      margin: { l: 12, r: 24 + Math.max(0, ...shown.map((row) => textWidth(label(row), 12))), t: 80, b: 50 },
      dragmode: false,
    },
  };
}

/** Where a time stands on the axis. */
type Value = (ns: number, row: ForkRow) => number;

/** Spread over the row's height by the golden ratio, so that neighbours in time do not hide each other. */
function scattered(index: number): number {
  return HALF * (2 * (((index + 1) * 0.618034) % 1) - 1);
}

function dots(row: ForkRow, place: number, value: Value): ScatterTrace[] {
  const color = ROLE_COLOR[row.role];
  return [
    {
      type: "scatter",
      mode: "markers",
      name: plotlyText(row.name),
      x: row.forks.map((fork) => value(fork.estimate, row)),
      y: row.forks.map((_, index) => place + scattered(index)),
      marker: {
        color,
        symbol: row.forks.map((fork) => (fork.unsteady ? "circle-open" : "circle")),
        size: 6,
        line: { width: 1, color },
      },
      hovertext: row.forks.map((fork, index) => hover(row, fork, index)),
      hoverinfo: "text",
      showlegend: false,
      cliponaxis: false,
    },
  ];
}

function hover(row: ForkRow, fork: ForkDot, index: number): string {
  const words = [
    `${plotlyText(row.name)}, fork ${index + 1} of ${row.forks.length}`,
    `${formatDuration(fork.estimate)} (${signed(fork.estimate / row.estimate)})`,
    ...(fork.unsteady ? ["no steady state"] : []),
  ];
  return words.join("<br>");
}

function band(row: ForkRow, place: number, value: Value): RectShape {
  return {
    ...{ type: "rect", layer: "below", xref: "x", yref: "y" },
    ...{
      x0: value(row.low, row),
      x1: value(row.high, row),
      y0: place - HALF - 0.06,
      y1: place + HALF + 0.06,
    },
    fillcolor: translucent(ROLE_COLOR[row.role], 0.16),
    line: { width: 0 },
  };
}

function medianLine(row: ForkRow, place: number, value: Value): LineShape {
  const at = value(row.estimate, row);
  return {
    ...{ type: "line", layer: "below", xref: "x", yref: "y" },
    ...{ x0: at, x1: at, y0: place - HALF - 0.06, y1: place + HALF + 0.06 },
    line: { color: INK, width: 2, dash: "solid" },
  };
}

/** The median in figures, behind the row's last dot. */
function labels(rows: readonly ForkRow[], value: Value): ScatterTrace {
  return {
    type: "scatter",
    mode: "text",
    name: "medians",
    x: rows.map((row) =>
      Math.max(value(row.high, row), ...row.forks.map((fork) => value(fork.estimate, row))),
    ),
    y: rows.map((_, place) => place),
    text: rows.map((row) => `  ${label(row)}`),
    textposition: "middle right",
    textfont: { size: 12, color: INK },
    hoverinfo: "skip",
    showlegend: false,
    cliponaxis: false,
  };
}

function label({ estimate, forks }: ForkRow): string {
  return `${formatDuration(estimate)}, ${forks.length} ${forks.length === 1 ? "fork" : "forks"}`;
}

function subtitle(rows: readonly ForkRow[]): string {
  const ranges = rows.filter((row) => row.range).length;
  const what =
    ranges === rows.length ? "range, too few forks for an interval" : "95 % interval of the median";
  const mixed = ranges > 0 && ranges < rows.length ? ", or range of fewer than six forks" : "";
  const unsteady = rows.some((row) => row.forks.some((fork) => fork.unsteady));
  return `line: median; shaded: ${what}${mixed}${unsteady ? "; open: no steady state" : ""}`;
}

/** Ratios to the median, shown as percentages; far strays turn it into a logarithmic axis of ratios. */
function deviationAxis(values: readonly number[]): Axis {
  const quantity = { ...SPEEDUP, label: "difference from its own median" };
  const ratio = { ...SPEEDUP, label: "ratio to its own median" };
  if (needsLog(values)) return quantityAxis({ quantity: ratio, values, log: true });
  const axis = zoomedAxis({ quantity, values, log: false });
  return { ...axis, ticktext: axis.tickvals.map(signed) };
}

/** 1.02 → `+2 %`. */
function signed(ratio: number): string {
  const percent = (ratio - 1) * 100;
  const digits = Math.abs(percent) >= 9.95 ? 0 : Math.abs(percent) >= 0.995 ? 1 : 2;
  const text = String(Number(Math.abs(percent).toFixed(digits)));
  return text === "0" ? "0 %" : `${percent > 0 ? "+" : "−"}${text} %`;
}

function hasPlace({ estimate }: { readonly estimate: number }): boolean {
  return Number.isFinite(estimate) && estimate > 0;
}
