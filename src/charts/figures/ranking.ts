/** A row per variant, from top to bottom: bars on a linear axis, dots on a logarithmic one, with whiskers and values. */
import type { BarTrace, Figure, LineShape, ScatterTrace, Trace } from "../figure.js";
import { INK, translucent } from "../palette.js";
import { plotlyText, textWidth } from "../text.js";
import { placedAxis, type Quantity, quantityAxis } from "../ticks.js";
import {
  drawable,
  ends,
  heading,
  NOTHING,
  PLAIN,
  type Row,
  rowColor,
  rowLabel,
  rowSymbol,
  valueLabel,
  whiskers,
  withWhiskers,
} from "./rows.js";
import { type TargetLine, targetOnX } from "./target.js";

export interface RankingRequest {
  readonly title: string;
  readonly subtitle: string;
  readonly rows: readonly Row[];
  readonly quantity: Quantity;
  readonly log: boolean;
  readonly marks: "bars" | "dots";
  /** Dots get a stem from here. */
  readonly origin?: number;
  readonly target: TargetLine | null;
}

const ROW_HEIGHT = 34;

export function rankingFigure(request: RankingRequest): Figure {
  const { title, subtitle, quantity, log, marks, origin, target } = request;
  const rows = drawable(request.rows);
  const places = rows.map((_, index) => index);
  const values = rows.flatMap((row) => [row.estimate, ends(row).low, ends(row).high]);
  const lines = [...(target ? [target.value] : []), ...(origin === undefined ? [] : [origin])];
  const labels = rows.map((row) => valueLabel(row, quantity.format));
  const head = target ? 98 : 80;
  const held = targetOnX(target, log);
  const mark = marks === "bars" ? bars : dots;
  return {
    data: [mark(rows, places, quantity), valueTexts(rows, labels, origin ?? 0)],
    layout: {
      ...PLAIN,
      title: heading(title, withWhiskers(subtitle, rows)),
      xaxis: { ...quantityAxis({ quantity, values: [...values, ...lines], log }), fixedrange: true },
      yaxis: {
        ...placedAxis({
          type: "linear",
          title: "",
          range: [rows.length - 0.5, -0.5],
          tickvals: places,
          ticktext: rows.map(rowLabel),
        }),
        fixedrange: true,
      },
      shapes: [...(origin === undefined ? [] : [originLine(origin), ...stems(rows, origin)]), ...held.shapes],
      annotations: [...held.annotations, ...(rows.length === 0 ? [NOTHING] : [])],
      showlegend: false,
      height: head + 50 + ROW_HEIGHT * Math.max(1, rows.length),
      margin: { l: 12, r: 24 + Math.max(0, ...labels.map((label) => textWidth(label, 12))), t: head, b: 50 },
      dragmode: false,
    },
  };
}

function bars(rows: readonly Row[], places: readonly number[], quantity: Quantity): BarTrace {
  const error = whiskers(rows);
  return {
    type: "bar",
    orientation: "h",
    name: quantity.label,
    x: rows.map((row) => row.estimate),
    y: places,
    width: 0.58,
    marker: {
      color: rows.map((row) => (row.status === "ok" ? rowColor(row) : translucent(rowColor(row), 0.25))),
      line: { color: rows.map(rowColor), width: 1 },
    },
    ...(error ? { error_x: error } : {}),
    hovertext: hoverTexts(rows, quantity),
    hoverinfo: "text",
    showlegend: false,
  };
}

function dots(rows: readonly Row[], places: readonly number[], quantity: Quantity): ScatterTrace {
  const error = whiskers(rows);
  return {
    type: "scatter",
    mode: "markers",
    name: quantity.label,
    x: rows.map((row) => row.estimate),
    y: places,
    marker: {
      color: rows.map(rowColor),
      symbol: rows.map(rowSymbol),
      size: 10,
      line: { width: 2, color: rows.map(rowColor) },
    },
    ...(error ? { error_x: error } : {}),
    hovertext: hoverTexts(rows, quantity),
    hoverinfo: "text",
    showlegend: false,
    cliponaxis: false,
  };
}

/** Values stand behind the whisker, and behind the stem of a row that falls short of the origin. */
function valueTexts(rows: readonly Row[], labels: readonly string[], origin: number): Trace {
  return {
    type: "scatter",
    mode: "text",
    name: "values",
    x: rows.map((row) => Math.max(ends(row).high, origin)),
    y: rows.map((_, index) => index),
    text: labels.map((label) => `  ${label}`),
    textposition: "middle right",
    textfont: { size: 12, color: INK },
    hoverinfo: "skip",
    showlegend: false,
    cliponaxis: false,
  };
}

function hoverTexts(rows: readonly Row[], { format }: Quantity): string[] {
  return rows.map((row) => {
    const interval =
      row.low === null || row.high === null ? "no interval" : `${format(row.low)} to ${format(row.high)}`;
    return `${plotlyText(row.name)}<br>${valueLabel(row, format)}<br>${interval}`;
  });
}

function originLine(value: number): LineShape {
  const line = { color: INK, width: 1.5, dash: "solid" } as const;
  return { type: "line", layer: "below", xref: "x", yref: "paper", x0: value, x1: value, y0: 0, y1: 1, line };
}

function stems(rows: readonly Row[], origin: number): LineShape[] {
  return rows.map((row, index) => ({
    type: "line",
    layer: "below",
    xref: "x",
    yref: "y",
    x0: origin,
    x1: row.estimate,
    y0: index,
    y1: index,
    line: { color: translucent(rowColor(row), row.status === "ok" ? 0.5 : 0.25), width: 4, dash: "solid" },
  }));
}
