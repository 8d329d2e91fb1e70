/**
 * Where everything stands: the plot's rectangle, scales, and the rows of the head.
 *
 *     ┌───────────────────────────┐
 *     │ title                     │
 *     │ subtitle                  │
 *     │ ● legend  ■ legend        │
 *     │ y title                   │
 *     │        ┌──────────┐       │
 *     │ labels │   plot   │ texts │
 *     │        └──────────┘       │
 *     │          labels           │
 *     │              x title      │
 *     └───────────────────────────┘
 */
import { scaleLinear, scaleLog } from "d3-scale";
import type { Axis, Figure, Trace } from "../figure.js";
import { plainLines, textWidth, truncate } from "../text.js";
import { type LegendRow, legendRows } from "./legend.js";

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Of the plot, px. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly xLabels: readonly TickLabel[];
  readonly yLabels: readonly TickLabel[];
  /** Names under the x axis are turned where they do not fit side by side. */
  readonly turned: boolean;
  readonly legend: readonly LegendRow[];
  /** Baselines of the head's rows. */
  readonly head: {
    readonly title: number;
    readonly subtitle: number;
    readonly legend: number;
    readonly yTitle: number;
  };
}

export interface TickLabel {
  readonly value: number;
  /** As much as fits. */
  readonly text: string;
  readonly full: string;
}

export const SIZE = { title: 16, subtitle: 12.5, tick: 12, label: 12, legend: 12 } as const;
export const PADDING = 16;
const ROW = 18;
const LONGEST_TURNED = 120;
/** Sine and cosine of the 35° that names are turned by. */
const TURN_SINE = 0.574;
const TURN_COSINE = 0.819;

export function layOut(figure: Figure, width: number, height: number): Frame {
  const { xaxis, yaxis, title } = figure.layout;
  const legend = legendRows(figure, width - 2 * PADDING);
  const yLabels = tickLabels(yaxis, 0.32 * width);
  const left = PADDING + Math.max(0, ...yLabels.map(({ text }) => textWidth(text, SIZE.tick))) + 8;
  const right = width - PADDING - overhang(figure, left, width);
  const column = (right - left) / Math.max(1, xaxis.tickvals.length);
  const widest = Math.max(0, ...plainTicks(xaxis).map((text) => textWidth(text, SIZE.tick)));
  const named = isNamed(xaxis);
  const turned = named && widest > column - 6;
  // The first turned name must not leave the picture at the left.
  const beforeFirst = (left + column / 2 - 8) / TURN_COSINE;
  const xLabels = tickLabels(
    xaxis,
    turned ? Math.min(LONGEST_TURNED, beforeFirst) : Number.POSITIVE_INFINITY,
  );
  const longest = Math.max(0, ...xLabels.map(({ text }) => textWidth(text, SIZE.tick)));
  const key = figure.data.some((trace) => trace.type === "heatmap") ? 1 : 0;
  const head = headRows(figure, legend.length + key);
  const foot = (turned ? 14 + longest * TURN_SINE : 20) + (xaxis.title.text ? 20 : 0);
  const top = head.end + (figure.layout.annotations.some((note) => note.yref === "paper") ? 18 : 6);
  const bottom = height - PADDING + 4 - foot;
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    x: scaleOf(xaxis, [left, right]),
    y: scaleOf(yaxis, [bottom, top]),
    xLabels,
    yLabels,
    turned,
    legend,
    head: { ...head, title: title.text ? head.title : 0 },
  };
}

/** The scale of an axis: its first value stands at the range's first place. */
function scaleOf(axis: Axis, range: readonly [number, number]): (value: number) => number {
  const domain = axis.type === "log" ? axis.range.map((power) => 10 ** power) : axis.range;
  const scale = axis.type === "log" ? scaleLog() : scaleLinear();
  return scale.domain(domain).range(range);
}

function headRows(figure: Figure, legendRowCount: number) {
  const { title, yaxis } = figure.layout;
  let baseline = PADDING - 4;
  const next = (shown: boolean, step: number) => {
    if (shown) baseline += step;
    return baseline;
  };
  const titleAt = next(title.text !== "", 20);
  const subtitleAt = next(title.subtitle !== undefined, ROW);
  const legendAt = next(legendRowCount > 0, ROW + 6);
  next(legendRowCount > 1, ROW * (legendRowCount - 1));
  const yTitleAt = next(yaxis.title.text !== "", ROW + 4);
  return { title: titleAt, subtitle: subtitleAt, legend: legendAt, yTitle: yTitleAt, end: baseline + 8 };
}

function tickLabels(axis: Axis, width: number): TickLabel[] {
  return plainTicks(axis).map((full, index) => ({
    value: axis.tickvals[index] as number,
    full,
    text: truncate(full, width, SIZE.tick),
  }));
}

function plainTicks(axis: Axis): string[] {
  return axis.ticktext.map((text) => plainLines(text).join(" "));
}

/** Names, not numbers: an axis whose ticks are places. */
function isNamed(axis: Axis): boolean {
  return axis.type === "linear" && !axis.showgrid;
}

/** How far texts beside marks reach past the plot's right edge, found by trying: a narrower plot moves the marks. */
function overhang(figure: Figure, left: number, width: number): number {
  let space = 0;
  for (let attempt = 0; attempt < 4; attempt++) {
    const x = scaleOf(figure.layout.xaxis, [left, width - PADDING - space]);
    const reach = Math.max(0, ...figure.data.flatMap((trace) => textEnds(trace, x)));
    const missing = reach - (width - PADDING);
    if (missing <= 0) break;
    space += missing;
  }
  return Math.min(space, (width - left) / 2);
}

function textEnds(trace: Trace, x: (value: number) => number): number[] {
  if (trace.type !== "scatter" || trace.mode !== "text") return [];
  return (trace.text ?? []).map(
    (text, index) => x(trace.x[index] as number) + textWidth(text.trim(), SIZE.label) + 8,
  );
}
