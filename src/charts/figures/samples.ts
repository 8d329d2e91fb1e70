/** The samples of one fork in the order taken: its warm-up shaded, and the estimate that it reduces to as a line. */
import type { Estimator } from "../../model/measurement.js";
import { formatCount, formatDuration } from "../../model/units.js";
import type { Annotation, Figure, RectShape, ScatterTrace, Shape } from "../figure.js";
import { GRID, INK, SERIES, translucent } from "../palette.js";
import { labelText } from "../text.js";
import { needsLog, placedAxis, TIME, zoomedAxis } from "../ticks.js";
import { heading, NOTHING, PLAIN } from "./rows.js";

export interface SamplesRequest {
  readonly name: string;
  /** ns per call, in order, warm-up included. */
  readonly samples: readonly number[];
  /** Index of the first steady sample. */
  readonly steadyFrom: number;
  /** What the steady samples reduce to, ns. */
  readonly estimate: number;
  readonly estimator: Estimator;
  /** Calls per sample. */
  readonly batch: number;
}

/** As many points as are drawn: more would not be told apart. */
const MOST_POINTS = 400;
const COLOR = (SERIES[0] as (typeof SERIES)[number]).color;

export function samplesFigure(request: SamplesRequest): Figure {
  const { name, samples, steadyFrom, estimate } = request;
  const points = thinned(samples, MOST_POINTS).filter(({ value }) => value > 0 && Number.isFinite(value));
  const values = [...points.map((point) => point.value), ...(estimate > 0 ? [estimate] : [])];
  const log = needsLog(values);
  return {
    data: [dots(points, request)],
    layout: {
      ...PLAIN,
      title: heading(`Samples of the median fork of ${labelText(name)}`, subtitle(request)),
      xaxis: orderAxis(samples.length),
      yaxis: zoomedAxis({ quantity: TIME, values, log }),
      shapes: [...(steadyFrom > 0 ? [warmUp(steadyFrom)] : []), ...estimateLine(estimate)],
      annotations: points.length === 0 ? [NOTHING] : warmUpNote(steadyFrom),
      showlegend: false,
      height: 340,
      margin: { l: 72, r: 24, t: 90, b: 50 },
      dragmode: "zoom",
    },
  };
}

export interface SamplePoint {
  /** From 0. */
  readonly index: number;
  readonly value: number;
}

/** The lowest and the highest of each of so many stretches, in order: no stray is lost. */
export function thinned(samples: readonly number[], most: number): readonly SamplePoint[] {
  const points = samples.map((value, index) => ({ index, value }));
  if (points.length <= most) return points;
  const buckets = Math.floor(most / 2);
  return Array.from({ length: buckets }, (_, bucket) => {
    const from = Math.floor((bucket * points.length) / buckets);
    const stretch = points.slice(from, Math.floor(((bucket + 1) * points.length) / buckets));
    const lowest = stretch.reduce((best, point) => (point.value < best.value ? point : best));
    const highest = stretch.reduce((best, point) => (point.value > best.value ? point : best));
    return [...new Set([lowest, highest])].sort((a, b) => a.index - b.index);
  }).flat();
}

function subtitle({ samples, batch, steadyFrom, estimate, estimator }: SamplesRequest): string {
  const calls = batch === 1 ? "one call" : `${formatCount(batch)} calls`;
  const reduced = estimator === "mean" ? "mean" : "10th percentile";
  const dashed = estimate > 0 ? `; dashed: their ${reduced}, ${formatDuration(estimate)}` : "";
  const warm = steadyFrom > 0 ? `; shaded: ${formatCount(steadyFrom)} of warm-up, left out` : "";
  return `${formatCount(samples.length)} samples of ${calls} each${dashed}${warm}`;
}

function dots(points: readonly SamplePoint[], { steadyFrom }: SamplesRequest): ScatterTrace {
  return {
    type: "scatter",
    mode: "markers",
    name: "samples",
    x: points.map(({ index }) => index + 1),
    y: points.map(({ value }) => value),
    marker: {
      color: COLOR,
      symbol: points.map(({ index }) => (index < steadyFrom ? "circle-open" : "circle")),
      size: points.length > 100 ? 4 : 6,
      line: { width: 1, color: COLOR },
    },
    hovertext: points.map(({ index, value }) => `sample ${index + 1}<br>${formatDuration(value)}`),
    hoverinfo: "text",
    showlegend: false,
    cliponaxis: false,
  };
}

function orderAxis(count: number): Figure["layout"]["xaxis"] {
  const last = Math.max(1, count);
  const axis = placedAxis({
    type: "linear",
    title: "samples in the order taken",
    range: [0.5 - last * 0.015, last + 0.5 + last * 0.015],
    ...wholeTicks(last),
  });
  return { ...axis, showgrid: true, gridcolor: GRID };
}

/** 1, and round numbers from there on. */
function wholeTicks(last: number): {
  readonly tickvals: readonly number[];
  readonly ticktext: readonly string[];
} {
  const step = [1, 2, 5, 10, 20, 50]
    .flatMap((one) => [one, one * 100, one * 1e4, one * 1e6])
    .sort((a, b) => a - b);
  const chosen = step.find((one) => last / one <= 8) ?? last;
  const tickvals = Array.from({ length: Math.floor(last / chosen) }, (_, index) => (index + 1) * chosen);
  return { tickvals, ticktext: tickvals.map(formatCount) };
}

function warmUp(steadyFrom: number): RectShape {
  return {
    ...{
      type: "rect",
      layer: "below",
      xref: "x",
      yref: "paper",
      x0: 0.5,
      x1: steadyFrom + 0.5,
      y0: 0,
      y1: 1,
    },
    fillcolor: translucent("#e69f00", 0.16),
    line: { width: 0 },
  };
}

function estimateLine(estimate: number): readonly Shape[] {
  if (!(estimate > 0)) return [];
  const line = { color: INK, width: 1.5, dash: "dash" } as const;
  const across = { x0: 0, x1: 1, y0: estimate, y1: estimate };
  return [{ ...{ type: "line", layer: "above", xref: "paper", yref: "y" }, ...across, line }];
}

function warmUpNote(steadyFrom: number): readonly Annotation[] {
  if (steadyFrom <= 0) return [];
  const font = { size: 11, color: INK };
  const place = {
    xref: "x",
    yref: "paper",
    xanchor: "left",
    yanchor: "bottom",
    showarrow: false,
    font,
  } as const;
  return [{ ...place, text: "warm-up", x: 0.5, y: 1 }];
}
