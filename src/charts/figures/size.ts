/** Each variant over the size of the workload: times (both axes logarithmic), or rates. */

import { formatCount } from "../../model/units.js";
import type { Figure, ScatterTrace } from "../figure.js";
import { GRID, SERIES } from "../palette.js";
import { plotlyText } from "../text.js";
import { FLOPS, needsLog, placedAxis, type Quantity, quantityAxis, TIME } from "../ticks.js";
import { heading, PLAIN } from "./rows.js";

export interface SizeSeries {
  readonly name: string;
  readonly points: readonly SizePoint[];
}

export interface SizePoint {
  readonly size: number;
  /** ns, or FLOPS. */
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface SizeRequest {
  readonly series: readonly SizeSeries[];
  /** Name of the swept parameter: `n`. */
  readonly parameter: string;
  readonly quantity: "time" | "flops";
}

export function sizeFigure({ series, parameter, quantity }: SizeRequest): Figure {
  const shown = series.map(({ name, points }) => ({ name, points: points.filter(hasPlace) }));
  const points = shown.flatMap((one) => one.points);
  const values = points.flatMap((point) => [
    point.estimate,
    point.low ?? point.estimate,
    point.high ?? point.estimate,
  ]);
  const what = quantity === "time" ? TIME : FLOPS;
  const name = plotlyText(parameter);
  return {
    data: shown.map((one, index) => line(one, index, { parameter: name, quantity: what })),
    layout: {
      ...PLAIN,
      title: heading(
        quantity === "time" ? `Time per call by ${name}` : `Arithmetic rate by ${name}`,
        quantity === "time" ? "lower is faster" : "higher is faster; a multiply-add counts 2",
      ),
      xaxis: sizeAxis(
        name,
        [...new Set(points.map((point) => point.size))].sort((a, b) => a - b),
      ),
      yaxis: quantityAxis({ quantity: what, values, log: quantity === "time" || needsLog(values) }),
      shapes: [],
      annotations: [],
      showlegend: true,
      height: 420,
      margin: { l: 72, r: 24, t: 120, b: 50 },
      dragmode: "zoom",
    },
  };
}

function hasPlace({ size, estimate }: SizePoint): boolean {
  return size > 0 && estimate > 0 && Number.isFinite(size) && Number.isFinite(estimate);
}

function line(
  { name, points }: SizeSeries,
  index: number,
  { parameter, quantity }: { readonly parameter: string; readonly quantity: Quantity },
): ScatterTrace {
  const { color, symbol } = SERIES[index % SERIES.length] as (typeof SERIES)[number];
  const sorted = [...points].sort((a, b) => a.size - b.size);
  return {
    type: "scatter",
    mode: "lines+markers",
    name: plotlyText(name),
    x: sorted.map((point) => point.size),
    y: sorted.map((point) => point.estimate),
    marker: { color, symbol, size: 8, line: { width: 2, color } },
    line: { color, width: 2 },
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
    ticktext: sizes.map(formatCount),
  });
  return { ...axis, gridcolor: GRID, showgrid: true };
}
