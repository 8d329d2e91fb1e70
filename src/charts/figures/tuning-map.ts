/**
 * Times over two tuning parameters as a heat map: the figure in each cell, the chosen one outlined, a cross where a point
 * could not win. Of further parameters the best values are shown.
 */

import type { Trial, Tuning } from "../../model/tuning.js";
import { formatDuration } from "../../model/units.js";
import type { ParameterValue } from "../../model/workload.js";
import { FAST_IS_BRIGHT } from "../color-scale.js";
import type { Axis, Figure, HeatmapTrace, ScatterTrace } from "../figure.js";
import { DECISION_COLOR } from "../palette.js";
import { labelText, plotlyText } from "../text.js";
import { placedAxis } from "../ticks.js";
import { heading, PLAIN } from "./rows.js";
import { pointHover, pointLabel, type TuningChart } from "./tuning-points.js";

type Names = readonly [across: string, up: string];

export function tuningMap({ name, tuning }: TuningChart, names: Names): Figure {
  const [columns, rows] = names.map((parameter) => ordered(tuning.grid[parameter] ?? [])) as [
    readonly ParameterValue[],
    readonly ParameterValue[],
  ];
  const at = (x: number, y: number) => trialAt(tuning, names, [columns[x], rows[y]]);
  const cells = rows.map((_, y) => columns.map((_, x) => at(x, y)));
  const failed = cells.flatMap((row, y) =>
    row.flatMap((trial, x) => (trial?.failure && trial.estimate === null ? [{ x, y, trial }] : [])),
  );
  return {
    data: [
      heatmap(cells),
      ...(failed.length === 0 ? [] : [crosses(failed)]),
      outline(columns.indexOf(chosen(tuning, names[0])), rows.indexOf(chosen(tuning, names[1]))),
    ],
    layout: {
      ...PLAIN,
      title: heading(
        `Time per call of ${plotlyText(name)} by ${names.map(plotlyText).join(" and ")}`,
        subtitle(tuning, names, failed.length > 0),
      ),
      xaxis: cellAxis(names[0], columns),
      yaxis: cellAxis(names[1], rows),
      shapes: [],
      annotations: [],
      showlegend: false,
      height: Math.max(260, 170 + 46 * rows.length),
      margin: { l: 72, r: 24, t: 90, b: 50 },
      dragmode: false,
    },
  };
}

function subtitle({ chosen }: Tuning, names: Names, failed: boolean): string {
  const others = Object.entries(chosen).filter(([name]) => !names.includes(name));
  return [
    "brighter is faster; the chosen point is outlined",
    failed ? "× could not win" : null,
    others.length === 0 ? null : `at the chosen ${pointLabel(Object.fromEntries(others))}`,
  ]
    .filter((part) => part !== null)
    .join("; ");
}

function chosen({ chosen }: Tuning, name: string): ParameterValue {
  return chosen[name] ?? "";
}

/** The trial at these two values and the chosen ones of all others. */
function trialAt(
  { trials, chosen }: Tuning,
  names: Names,
  place: readonly (ParameterValue | undefined)[],
): Trial | undefined {
  return trials.find(({ values }) =>
    Object.entries(values).every(([name, value]) => {
      const index = names.indexOf(name);
      return value === (index < 0 ? chosen[name] : place[index]);
    }),
  );
}

function heatmap(cells: readonly (readonly (Trial | undefined)[])[]): HeatmapTrace {
  const power = (trial: Trial | undefined) => (trial?.estimate ? Math.log10(trial.estimate) : null);
  const z = cells.map((row) => row.map(power));
  const known = z.flat().filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const ends = low === high ? [low] : [low, (low + high) / 2, high];
  return {
    type: "heatmap",
    name: "time per call",
    x: (cells[0] ?? []).map((_, x) => x),
    y: cells.map((_, y) => y),
    z,
    zmin: low,
    zmax: high > low ? high : low + 1,
    colorscale: FAST_IS_BRIGHT,
    xgap: 3,
    ygap: 3,
    text: cells.map((row) => row.map((trial) => cellText(trial))),
    texttemplate: "%{text}",
    hovertext: cells.map((row) => row.map((trial) => (trial ? pointHover(trial) : ""))),
    hoverinfo: "text",
    showscale: true,
    colorbar: {
      title: { text: "time per call" },
      tickvals: ends,
      ticktext: ends.map((value) => formatDuration(10 ** value)),
      thickness: 12,
      outlinewidth: 0,
    },
  };
}

function cellText(trial: Trial | undefined): string {
  return trial?.estimate ? formatDuration(trial.estimate) : "";
}

function crosses(
  spots: readonly { readonly x: number; readonly y: number; readonly trial: Trial }[],
): ScatterTrace {
  const color = DECISION_COLOR.rejected;
  return {
    type: "scatter",
    mode: "markers",
    name: "could not win",
    x: spots.map(({ x }) => x),
    y: spots.map(({ y }) => y),
    marker: { color, symbol: "x-thin-open", size: 14, line: { width: 2, color } },
    hovertext: spots.map(({ trial }) => pointHover(trial)),
    hoverinfo: "text",
    showlegend: false,
  };
}

/** Around a cell. */
function outline(x: number, y: number): ScatterTrace {
  const half = 0.49;
  return {
    type: "scatter",
    mode: "lines",
    name: "chosen",
    x: [x - half, x + half, x + half, x - half, x - half],
    y: [y - half, y - half, y + half, y + half, y - half],
    line: { color: DECISION_COLOR.rejected, width: 4 },
    hoverinfo: "skip",
    showlegend: false,
  };
}

function ordered(values: readonly ParameterValue[]): readonly ParameterValue[] {
  return values.every((value) => typeof value === "number")
    ? values.toSorted((a, b) => Number(a) - Number(b))
    : values;
}

function cellAxis(name: string, values: readonly ParameterValue[]): Axis {
  return {
    ...placedAxis({
      type: "linear",
      title: plotlyText(name),
      range: [-0.5, values.length - 0.5],
      tickvals: values.map((_, index) => index),
      ticktext: values.map((value) => labelText(String(value))),
    }),
    fixedrange: true,
  };
}
