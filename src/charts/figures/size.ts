/**
 * Each variant over the size of the workload: times (both axes logarithmic), or rates. Where a law was fitted, a
 * dotted line shows it in place of lines from point to point, and a thin upright one where it breaks.
 */
import { formatCount } from "../../model/units.js";
import type { Annotation, Figure, LineShape, MarkerSymbol, ScatterTrace } from "../figure.js";
import { GRID, INK, SERIES } from "../palette.js";
import { labelText, plotlyText, textWidth } from "../text.js";
import { FLOPS, needsLog, placedAxis, type Quantity, quantityAxis, TIME } from "../ticks.js";
import { heading, PLAIN } from "./rows.js";

export interface SizeSeries {
  readonly name: string;
  readonly points: readonly SizePoint[];
  readonly law?: SizeLaw;
}

/** How the time grows, as fitted. */
export interface SizeLaw {
  /** `n^2.97`, behind the name. */
  readonly label: string;
  readonly curve: readonly { readonly size: number; readonly value: number }[];
  /** Size at which it breaks. */
  readonly knee: number | null;
}

export interface SizePoint {
  readonly size: number;
  /** ns, or FLOPS. */
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
  /** `low` and `high` are the extremes of too few forks, not an interval. */
  readonly range?: boolean;
}

export interface SizeRequest {
  readonly series: readonly SizeSeries[];
  /** Name of the swept parameter: `n`. */
  readonly parameter: string;
  readonly quantity: "time" | "flops";
}

export function sizeFigure(request: SizeRequest): Figure {
  const { series, parameter, quantity } = request;
  const shown = series.map((one) => ({ ...one, points: one.points.filter(hasPlace) }));
  const points = shown.flatMap((one) => one.points);
  const values = points.flatMap((point) => [
    point.estimate,
    point.low ?? point.estimate,
    point.high ?? point.estimate,
  ]);
  const what = quantity === "time" ? TIME : FLOPS;
  const name = plotlyText(parameter);
  const knees = kneesOf(shown);
  const top = HEAD + LEGEND_ROW * legendRowCount(shown) + (knees.length === 0 ? 0 : NOTE);
  const height = top + PLOT + 50;
  const sizes = [...new Set(points.map((point) => point.size))].sort((a, b) => a - b);
  return {
    data: [
      ...shown.flatMap(({ law }, index) => (law ? [lawTrace(law, index)] : [])),
      ...shown.map((one, index) => line(one, index, { parameter: name, quantity: what })),
    ],
    layout: {
      ...PLAIN,
      title: {
        ...heading(
          quantity === "time" ? `Time per call by ${name}` : `Arithmetic rate by ${name}`,
          subtitle(request),
        ),
        ...{ y: 1 - 24 / height, yanchor: "top" },
      },
      xaxis: sizeAxis(name, sizes),
      yaxis: quantityAxis({ quantity: what, values, log: quantity === "time" || needsLog(values) }),
      shapes: knees.map(kneeLine),
      annotations: kneeNotes(knees, Math.log((sizes.at(-1) ?? 10) / (sizes[0] ?? 1))),
      showlegend: true,
      legend: { ...PLAIN.legend, y: 1 + (knees.length === 0 ? 5 : NOTE) / PLOT },
      height,
      margin: { l: 72, r: 24, t: top, b: 50 },
      dragmode: "zoom",
    },
  };
}

/** px: of the plot, of title and subtitle, of a row of the legend, and of the notes between legend and plot. */
const PLOT = 260;
const HEAD = 80;
const LEGEND_ROW = 20;
const NOTE = 20;

/** Plotly's legend grows upwards: it must not reach the title. */
function legendRowCount(series: readonly SizeSeries[]): number {
  let [rows, used] = [1, 0];
  for (const one of series) {
    const width = textWidth(legendName(one), 13) + 44;
    if (used > 0 && used + width > USUAL_WIDTH) [rows, used] = [rows + 1, 0];
    used += width;
  }
  return rows;
}

function legendName({ name, law }: SizeSeries): string {
  return law ? `${labelText(name)}: ${plotlyText(law.label)}` : plotlyText(name);
}

function subtitle({ series, quantity }: SizeRequest): string {
  const points = series.flatMap((one) => one.points);
  const ranges = points.some((point) => point.range) ? ", or ranges of fewer than six forks" : "";
  const whiskers = points.some((point) => point.low !== null) ? `; whiskers are 95 % intervals${ranges}` : "";
  const laws = series.some(({ law }) => law) ? "; dotted: the fitted law" : "";
  const better = quantity === "time" ? "lower is faster" : "higher is faster; a multiply-add counts 2";
  return `${better}${whiskers}${laws}`;
}

function lawTrace({ curve }: SizeLaw, index: number): ScatterTrace {
  const { color } = look(index);
  return {
    type: "scatter",
    mode: "lines",
    name: "fitted law",
    x: curve.map((point) => point.size),
    y: curve.map((point) => point.value),
    line: { color, width: 1.5, dash: "dot" },
    hoverinfo: "skip",
    showlegend: false,
  };
}

interface BreakLine {
  readonly size: number;
  /** Of the variant whose law breaks here; ink where several do. */
  readonly color: string;
}

function kneesOf(series: readonly SizeSeries[]): readonly BreakLine[] {
  const colors = new Map<number, string>();
  series.forEach(({ law }, index) => {
    if (law?.knee) colors.set(law.knee, colors.has(law.knee) ? INK : look(index).color);
  });
  return [...colors].map(([size, color]) => ({ size, color })).sort((a, b) => a.size - b.size);
}

function kneeLine({ size, color }: BreakLine): LineShape {
  const line = { color, width: 1, dash: "dash" } as const;
  return { type: "line", layer: "below", xref: "x", yref: "paper", x0: size, x1: size, y0: 0, y1: 1, line };
}

/** Above the plot, where there is room for it; the legend says which law breaks where. */
function kneeNotes(knees: readonly BreakLine[], span: number): readonly Annotation[] {
  const text = "law breaks";
  const font = { size: 11, color: INK };
  const place = {
    xref: "x",
    yref: "paper",
    xanchor: "center",
    yanchor: "bottom",
    showarrow: false,
    font,
  } as const;
  let free = Number.NEGATIVE_INFINITY;
  return knees.flatMap(({ size }): Annotation[] => {
    const at = (Math.log(size) / span) * USUAL_WIDTH;
    if (at < free) return [];
    free = at + textWidth(text, 11) + 8;
    return [{ ...place, text, x: Math.log10(size), y: 1 }];
  });
}

/** When colours come round again, symbols do not. */
function look(index: number): { readonly color: string; readonly symbol: MarkerSymbol } {
  const round = Math.floor(index / SERIES.length);
  const at = (step: number) => SERIES[step % SERIES.length] as (typeof SERIES)[number];
  return { color: at(index).color, symbol: at(index + round).symbol };
}

function hasPlace({ size, estimate }: SizePoint): boolean {
  return size > 0 && estimate > 0 && Number.isFinite(size) && Number.isFinite(estimate);
}

function line(
  series: SizeSeries,
  index: number,
  { parameter, quantity }: { readonly parameter: string; readonly quantity: Quantity },
): ScatterTrace {
  const { name, points, law } = series;
  const { color, symbol } = look(index);
  const sorted = [...points].sort((a, b) => a.size - b.size);
  return {
    type: "scatter",
    mode: law ? "markers" : "lines+markers",
    name: legendName(series),
    x: sorted.map((point) => point.size),
    y: sorted.map((point) => point.estimate),
    marker: { color, symbol, size: 8, line: { width: 2, color } },
    ...(law ? {} : { line: { color, width: 2 } }),
    error_y: {
      type: "data",
      symmetric: false,
      array: sorted.map((point) => Math.max(0, (point.high ?? point.estimate) - point.estimate)),
      arrayminus: sorted.map((point) => Math.max(0, point.estimate - (point.low ?? point.estimate))),
      color,
      thickness: 1.5,
      width: 3,
    },
    hovertext: sorted.map(
      (point) =>
        `${plotlyText(name)}<br>${parameter} = ${formatCount(point.size)}<br>${quantity.format(point.estimate)}`,
    ),
    hoverinfo: "text",
    showlegend: true,
  };
}

function sizeAxis(title: string, sizes: readonly number[]): Figure["layout"]["xaxis"] {
  const low = (sizes[0] ?? 1) / 1.15;
  const high = (sizes.at(-1) ?? 10) * 1.15;
  const axis = placedAxis({
    type: "log",
    title,
    range: [Math.log10(low), Math.log10(high)],
    tickvals: sizes,
    ticktext: readable(sizes, Math.log(high / low)),
  });
  return { ...axis, gridcolor: GRID, showgrid: true };
}

/** px of the plot in a notebook, on the narrow side. */
const USUAL_WIDTH = 560;

/** Sizes too close for their numbers to stand side by side go without; the last keeps its own. */
function readable(sizes: readonly number[], span: number): readonly string[] {
  let next = Number.POSITIVE_INFINITY;
  return sizes
    .toReversed()
    .map((size) => {
      const text = formatCount(size);
      const place = (Math.log(size) / span) * USUAL_WIDTH;
      const half = textWidth(text, 12) / 2 + 3;
      if (place + half > next) return "";
      next = place - half;
      return text;
    })
    .toReversed();
}
