/**
 * Latencies of variants: for each latency the share of calls that took longer, on logarithmic axes, so that the tail is
 * as well seen as the middle (after the plots of HdrHistogram, with the axes turned). Down is rarer, left is faster.
 */
import type { LatencyHistogram } from "../../model/load.js";
import { formatDuration } from "../../model/units.js";
import type { Annotation, Axis, Figure, LineShape, ScatterTrace } from "../figure.js";
import { GRID, INK, SERIES } from "../palette.js";
import { plotlyText } from "../text.js";
import { placedAxis, quantityAxis, TIME } from "../ticks.js";
import { heading, PLAIN } from "./rows.js";
import { type TargetLine, targetOnX } from "./target.js";

export interface LatencySeries {
  readonly name: string;
  readonly histogram: LatencyHistogram;
}

export interface LatencyFigureRequest {
  readonly series: readonly LatencySeries[];
  /** `8 callers`. */
  readonly load: string;
  /** On p99, ns. */
  readonly target?: TargetLine | null;
}

export function latencyFigure({ series, load, target = null }: LatencyFigureRequest): Figure {
  const curves = series.map(({ name, histogram }) => ({ name, points: pointsOf(histogram) }));
  const points = curves.flatMap((curve) => curve.points);
  const rarest = Math.min(0.5, ...points.map(({ share }) => share));
  const times = points.map(({ edge }) => edge);
  const line = targetOnX(target, true);
  const marks = percentileLines(rarest);
  return {
    data: curves.map(({ name, points }, index) => trace(name, points, index)),
    layout: {
      ...PLAIN,
      title: heading(
        "Latencies",
        `share of calls that took longer, with ${plotlyText(load)}; left is faster`,
      ),
      xaxis: quantityAxis({
        quantity: { ...TIME, label: "latency" },
        values: target ? [...times, target.value] : times,
        log: true,
      }),
      yaxis: shareAxis(rarest),
      shapes: [...marks.shapes, ...line.shapes],
      annotations: [...marks.annotations, ...line.annotations],
      showlegend: true,
      height: 420,
      margin: { l: 92, r: 24, t: 120, b: 50 },
      dragmode: "zoom",
    },
  };
}

interface Point {
  readonly edge: number;
  /** Of calls that took longer than `edge`. */
  readonly share: number;
}

/** From the first bucket's edge to the last but one: beyond the last edge lies no call, which has no place on the axis. */
function pointsOf(histogram: LatencyHistogram): readonly Point[] {
  const total = histogram.reduce((sum, { count }) => sum + count, 0);
  let longer = total;
  const points = histogram.map(({ edge, count }): Point => {
    longer -= count;
    return { edge, share: longer / total };
  });
  const inside = points.filter(({ share }) => share > 0);
  const first = histogram[0];
  const last = histogram.at(-1);
  if (first === undefined || last === undefined) return [];
  // All calls took longer than a little less than the fastest, and one took as long as the slowest.
  const head = { edge: first.edge * HEAD, share: 1 };
  return [head, ...inside, { edge: last.edge, share: 1 / total }];
}

/** Below the first bucket's lower edge. */
const HEAD = 0.95;

function trace(name: string, points: readonly Point[], index: number): ScatterTrace {
  const { color, symbol } = SERIES[index % SERIES.length] as (typeof SERIES)[number];
  return {
    type: "scatter",
    mode: "lines",
    name: plotlyText(name),
    x: points.map(({ edge }) => edge),
    y: points.map(({ share }) => share),
    marker: { color, symbol, size: 8, line: { width: 2, color } },
    line: { color, width: 2 },
    hovertext: points.map(
      ({ edge, share }) => `${plotlyText(name)}<br>${oneIn(share)} took longer than ${formatDuration(edge)}`,
    ),
    hoverinfo: "text",
    showlegend: true,
  };
}

function shareAxis(rarest: number): Axis {
  const powers = Array.from({ length: Math.ceil(-Math.log10(rarest)) + 1 }, (_, power) => 10 ** -power);
  const shares = powers.filter((share) => share >= rarest / ROOM);
  const axis = placedAxis({
    type: "log",
    title: "calls that took longer",
    range: [Math.log10(rarest / ROOM), Math.log10(ROOM)],
    tickvals: shares,
    ticktext: shares.map(oneIn),
  });
  return { ...axis, gridcolor: GRID, showgrid: true };
}

/** Room above and below the curves. */
const ROOM = 1.25;

function oneIn(share: number): string {
  if (share >= 1) return "all";
  return `1 in ${Math.round(1 / share).toLocaleString("en-US")}`;
}

const PERCENTILES = [
  { label: "p50", share: 0.5 },
  { label: "p95", share: 0.05 },
  { label: "p99", share: 0.01 },
] as const;

/** Level lines where the percentiles of the tables can be read off. */
function percentileLines(rarest: number): {
  readonly shapes: readonly LineShape[];
  readonly annotations: readonly Annotation[];
} {
  const shown = PERCENTILES.filter(({ share }) => share >= rarest);
  return {
    shapes: shown.map(({ share }) => ({
      type: "line",
      layer: "below",
      xref: "paper",
      yref: "y",
      x0: 0,
      x1: 1,
      y0: share,
      y1: share,
      line: { color: INK, width: 1, dash: "dot" },
    })),
    annotations: shown.map(({ label, share }) => ({
      text: label,
      xref: "paper",
      yref: "y",
      x: 1,
      y: Math.log10(share),
      xanchor: "right",
      yanchor: "bottom",
      showarrow: false,
      font: { size: 11, color: INK },
    })),
  };
}
