/** The journey: variants in the order they were made, and how the time fell. A line runs through what was kept. */
import type { Figure, MarkerSymbol, ScatterTrace } from "../figure.js";
import { DECISION_COLOR, INK, ROLE_COLOR, TARGET } from "../palette.js";
import { plotlyText } from "../text.js";
import { needsLog, placedAxis, quantityAxis, TIME } from "../ticks.js";
import {
  drawable,
  ends,
  heading,
  PLAIN,
  type Row,
  STATUS_TEXT,
  type TargetLine,
  valueLabel,
  whiskers,
} from "./rows.js";

/** Rows in order, in ns; references and controls are no steps and are left out. */
export function progressFigure(rows: readonly Row[], target: TargetLine | null = null): Figure {
  const steps = drawable(rows).filter((row) => row.role === "baseline" || row.role === "optimization");
  const values = steps.flatMap((row) => [row.estimate, ends(row).low, ends(row).high]);
  const all = [...values, ...(target ? [target.value] : [])];
  const log = needsLog(all);
  return {
    data: [
      journey(steps),
      ...KINDS.map((kind) => stepMarks(steps, kind)).filter((trace) => trace.x.length > 0),
    ],
    layout: {
      ...PLAIN,
      title: heading("Progress", "time per call, step by step; the line joins what was kept"),
      xaxis: {
        ...placedAxis({
          type: "linear",
          title: "",
          range: [-0.5, Math.max(1, steps.length) - 0.5],
          tickvals: steps.map((_, index) => index),
          ticktext: steps.map((row) => plotlyText(row.name)),
        }),
        fixedrange: true,
      },
      yaxis: { ...quantityAxis({ quantity: TIME, values: roomForLabels(all, log), log }), fixedrange: true },
      shapes: target
        ? [
            {
              type: "line",
              layer: "below",
              xref: "paper",
              yref: "y",
              x0: 0,
              x1: 1,
              y0: target.value,
              y1: target.value,
              line: { color: TARGET, width: 1.5, dash: "dash" },
            },
          ]
        : [],
      annotations: target
        ? [
            {
              text: target.label,
              xref: "paper",
              yref: "y",
              x: 1,
              y: log ? Math.log10(target.value) : target.value,
              xanchor: "right",
              yanchor: "bottom",
              showarrow: false,
              font: { size: 12, color: TARGET },
            },
          ]
        : [],
      showlegend: true,
      height: 380,
      margin: { l: 12, r: 24, t: 96, b: 60 },
      dragmode: false,
    },
  };
}

interface Kind {
  readonly name: string;
  readonly color: string;
  readonly symbol: MarkerSymbol;
  readonly includes: (row: Row) => boolean;
}

const KINDS: readonly Kind[] = [
  {
    name: "baseline",
    color: ROLE_COLOR.baseline,
    symbol: "square",
    includes: (row) => isSound(row) && row.role === "baseline",
  },
  {
    name: "kept",
    color: DECISION_COLOR.kept,
    symbol: "circle",
    includes: (row) => isSound(row) && row.role !== "baseline",
  },
  {
    name: "rejected or failed",
    color: DECISION_COLOR.rejected,
    symbol: "x-thin-open",
    includes: (row) => row.status === "rejected" || row.status === "failed",
  },
  {
    name: "unverified or stale",
    color: DECISION_COLOR.doubtful,
    symbol: "diamond-open",
    includes: (row) => row.status === "unverified" || row.status === "stale",
  },
];

function isSound(row: Row): boolean {
  return row.status === "ok";
}

function journey(steps: readonly Row[]): ScatterTrace {
  const kept = steps.flatMap((row, index) => (isSound(row) ? [{ index, row }] : []));
  return {
    type: "scatter",
    mode: "lines",
    name: "kept",
    x: kept.map(({ index }) => index),
    y: kept.map(({ row }) => row.estimate),
    line: { color: DECISION_COLOR.kept, width: 2 },
    hoverinfo: "skip",
    showlegend: false,
  };
}

function stepMarks(
  steps: readonly Row[],
  { name, color, symbol, includes }: Kind,
): ScatterTrace & { text: string[] } {
  const members = steps.flatMap((row, index) => (includes(row) ? [{ index, row }] : []));
  const rows = members.map((member) => member.row);
  return {
    type: "scatter",
    mode: "markers+text",
    name,
    x: members.map((member) => member.index),
    y: rows.map((row) => row.estimate),
    marker: { color, symbol, size: 11, line: { width: 2.5 } },
    error_y: whiskers(rows),
    text: rows.map((row) => stepText(row)),
    textposition: "top center",
    textfont: { size: 11, color: INK },
    hovertext: rows.map((row) => `${plotlyText(row.name)}<br>${valueLabel(row, TIME.format)}`),
    hoverinfo: "text",
    showlegend: true,
    cliponaxis: false,
  };
}

function stepText(row: Row): string {
  const value = TIME.format(row.estimate);
  return row.status === "ok" ? value : `${STATUS_TEXT[row.status]}<br>${value}`;
}

/** Labels stand above the marks. */
function roomForLabels(values: readonly number[], log: boolean): number[] {
  const top = Math.max(...values);
  return [...values, log ? top * 1.3 : top * 1.12];
}
