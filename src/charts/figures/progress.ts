/** The journey: variants in the order they were made, and how the time fell. A line runs through what was kept. */
import type { Axis, Figure, MarkerSymbol, ScatterTrace } from "../figure.js";
import { DECISION_COLOR, INK, ROLE_COLOR } from "../palette.js";
import { labelText, plotlyText, textWidth } from "../text.js";
import { needsLog, placedAxis, quantityAxis, TIME } from "../ticks.js";
import {
  drawable,
  ends,
  heading,
  NOTHING,
  PLAIN,
  type Row,
  type RowStatus,
  valueLabel,
  whiskers,
} from "./rows.js";
import { type TargetLine, targetOnY } from "./target.js";

/** Rows in order, in ns; references and controls are no steps and are left out. */
export function progressFigure(rows: readonly Row[], target: TargetLine | null = null): Figure {
  const steps = stepsOf(rows);
  const values = steps.flatMap(({ row }) => [row.estimate, ends(row).low, ends(row).high]);
  const log = needsLog(target ? [...values, target.value] : values);
  const { shapes, annotations } = targetOnY(target, log);
  return {
    data: [journey(steps), ...KINDS.map((kind) => marks(steps, kind)).filter((trace) => trace.x.length > 0)],
    layout: {
      ...PLAIN,
      title: heading("Progress", "time per call, step by step; the line joins what was kept"),
      xaxis: {
        ...placedAxis({
          type: "linear",
          title: "",
          range: [-0.5, Math.max(1, steps.length) - 0.5],
          tickvals: steps.map(({ place }) => place),
          ticktext: steps.map(({ row }) => labelText(row.name)),
        }),
        ...(fitSideBySide(steps) ? {} : { tickangle: -35 }),
        fixedrange: true,
      },
      yaxis: timeAxis(steps, target ? [...values, target.value] : values, log),
      shapes,
      annotations: steps.length === 0 ? [...annotations, NOTHING] : annotations,
      showlegend: steps.length > 0,
      height: 400,
      margin: { l: 72, r: 24, t: 120, b: 64 },
      dragmode: false,
    },
  };
}

interface Step {
  readonly place: number;
  readonly row: Row;
  /** Its label stands below the mark: a doubtful step that undercuts the line, whose labels stand above. */
  readonly below: boolean;
}

interface Kind {
  /** In the legend. */
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
    includes: ({ role, status }) => status === "ok" && role === "baseline",
  },
  {
    name: "kept",
    color: DECISION_COLOR.kept,
    symbol: "circle",
    includes: ({ role, status }) => status === "ok" && role !== "baseline",
  },
  {
    name: "rejected or failed",
    color: DECISION_COLOR.rejected,
    symbol: "x-thin-open",
    includes: ({ status }) => status === "rejected" || status === "failed",
  },
  {
    name: "unverified or stale",
    color: DECISION_COLOR.doubtful,
    symbol: "diamond-open",
    includes: ({ status }) => status === "unverified" || status === "stale",
  },
];

const SHORT_STATUS: Readonly<Record<RowStatus, string>> = {
  ok: "",
  stale: "STALE",
  unverified: "UNVERIFIED",
  failed: "FAILED",
  rejected: "rejected",
};

function stepsOf(rows: readonly Row[]): Step[] {
  const shown = drawable(rows).filter((row) => row.role === "baseline" || row.role === "optimization");
  let kept = Number.POSITIVE_INFINITY;
  return shown.map((row, place) => {
    if (row.status === "ok") kept = row.estimate;
    return { place, row, below: row.status !== "ok" && row.estimate < kept };
  });
}

function journey(steps: readonly Step[]): ScatterTrace {
  const kept = steps.filter(({ row }) => row.status === "ok");
  return {
    type: "scatter",
    mode: "lines",
    name: "what was kept",
    x: kept.map(({ place }) => place),
    y: kept.map(({ row }) => row.estimate),
    line: { color: DECISION_COLOR.kept, width: 2 },
    hoverinfo: "skip",
    showlegend: false,
  };
}

function marks(steps: readonly Step[], { name, color, symbol, includes }: Kind): ScatterTrace {
  const members = steps.filter(({ row }) => includes(row));
  const rows = members.map(({ row }) => row);
  const error = whiskers(rows);
  return {
    type: "scatter",
    mode: "markers+text",
    name,
    x: members.map(({ place }) => place),
    y: rows.map((row) => row.estimate),
    marker: { color, symbol, size: 11, line: { width: 2.5, color } },
    ...(error ? { error_y: error } : {}),
    text: members.map(stepText),
    textposition: members.map(({ below }) => (below ? "bottom center" : "top center")),
    textfont: { size: 11, color: INK },
    hovertext: rows.map((row) => `${plotlyText(row.name)}<br>${valueLabel(row, TIME.format)}`),
    hoverinfo: "text",
    showlegend: true,
    cliponaxis: false,
  };
}

/** The status stands on the far side of the mark. */
function stepText({ row, below }: Step): string {
  const value = TIME.format(row.estimate);
  if (row.status === "ok") return value;
  const lines = [SHORT_STATUS[row.status], value];
  return (below ? lines.reverse() : lines).join("<br>");
}

/** px, of the plot in a page or a notebook: plotly by itself turns names the other way, and out of the picture. */
const USUAL_WIDTH = 600;

function fitSideBySide(steps: readonly Step[]): boolean {
  const widest = Math.max(0, ...steps.map(({ row }) => textWidth(labelText(row.name), 12)));
  return widest * steps.length < USUAL_WIDTH;
}

const ROOM = 0.14;

/** With room for labels above the highest mark, and below where labels stand there. */
function timeAxis(steps: readonly Step[], values: readonly number[], log: boolean): Axis {
  const axis = quantityAxis({ quantity: TIME, values, log });
  const [low, high] = axis.range;
  const room = ROOM * (high - low);
  const below = steps.some((step) => step.below);
  return { ...axis, range: [below ? low - room : low, high + room], fixedrange: true };
}
