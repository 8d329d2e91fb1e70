/** Time over one tuning parameter: a line where it is a number, dots where it is a text. */

import type { Trial } from "../../model/tuning.js";
import { formatDuration } from "../../model/units.js";
import type { Axis, Figure, ScatterTrace, TextPosition } from "../figure.js";
import { DECISION_COLOR, GRID, INK, SERIES } from "../palette.js";
import { labelText, plotlyText } from "../text.js";
import { needsLog, placedAxis, quantityAxis, TIME } from "../ticks.js";
import { heading, PLAIN } from "./rows.js";
import { isChosen, pointHover, pointLabel, type TuningChart } from "./tuning-points.js";

const [{ color: LINE } = { color: INK }] = SERIES;

interface Spot {
  readonly x: number;
  readonly trial: Trial;
}

export function tuningLine({ name, tuning }: TuningChart, parameter: string): Figure {
  const values = tuning.grid[parameter] ?? [];
  const numeric = values.every((value) => typeof value === "number");
  const spots = tuning.trials.map((trial): Spot => {
    const value = trial.values[parameter] ?? "";
    return { x: numeric ? Number(value) : values.indexOf(value), trial };
  });
  const sorted = numeric ? spots.toSorted((a, b) => a.x - b.x) : spots;
  const timed = sorted.filter(({ trial }) => trial.estimate !== null);
  const times = timed.map(({ trial }) => trial.estimate ?? 0);
  const log = needsLog(times);
  const yaxis = quantityAxis({ quantity: TIME, values: times.map((time) => time * 1.08), log });
  // What could not win has no time: it stands at the foot.
  const foot = log ? 10 ** yaxis.range[0] : yaxis.range[0];
  const failed = sorted.filter(({ trial }) => trial.estimate === null && trial.failure !== null);
  const marks = failed.length === 0 ? "" : "; × could not win";
  return {
    data: [
      timesTrace(timed, numeric),
      chosenTrace(
        timed.filter(({ trial }) => isChosen(trial, tuning)),
        log ? "top center" : "bottom center",
      ),
      failedTrace(failed, foot),
    ].filter((trace) => trace.x.length > 0),
    layout: {
      ...PLAIN,
      title: heading(
        `Time per call of ${plotlyText(name)} by ${plotlyText(parameter)}`,
        `lower is faster; open marks left early, on fewer forks${marks}`,
      ),
      xaxis: numeric ? numberAxis(parameter, sorted) : textAxis(parameter, values.map(String)),
      yaxis,
      shapes: [],
      annotations: [],
      showlegend: false,
      height: 340,
      margin: { l: 72, r: 24, t: 90, b: 50 },
      dragmode: false,
    },
  };
}

function timesTrace(spots: readonly Spot[], joined: boolean): ScatterTrace {
  return {
    type: "scatter",
    mode: joined ? "lines+markers" : "markers",
    name: "time per call",
    x: spots.map(({ x }) => x),
    y: spots.map(({ trial }) => trial.estimate ?? 0),
    marker: {
      color: LINE,
      symbol: spots.map(({ trial }) => (trial.leftIn === null ? "circle" : "circle-open")),
      size: 9,
      line: { width: 2, color: LINE },
    },
    ...(joined ? { line: { color: LINE, width: 2 } } : {}),
    hovertext: spots.map(({ trial }) => pointHover(trial)),
    hoverinfo: "text",
    showlegend: false,
  };
}

/** Below the lowest point is room on an axis from zero. */
function chosenTrace(spots: readonly Spot[], textposition: TextPosition): ScatterTrace {
  const color = DECISION_COLOR.rejected;
  return {
    type: "scatter",
    mode: "markers+text",
    name: "chosen",
    x: spots.map(({ x }) => x),
    y: spots.map(({ trial }) => trial.estimate ?? 0),
    marker: { color, symbol: "diamond", size: 13, line: { width: 1, color } },
    text: spots.map(({ trial }) => `${pointLabel(trial.values)}: ${formatDuration(trial.estimate ?? 0)}`),
    textposition,
    textfont: { size: 12, color: INK },
    hovertext: spots.map(({ trial }) => `${pointHover(trial)}<br>chosen`),
    hoverinfo: "text",
    showlegend: false,
    cliponaxis: false,
  };
}

function failedTrace(spots: readonly Spot[], foot: number): ScatterTrace {
  const color = DECISION_COLOR.rejected;
  return {
    type: "scatter",
    mode: "markers",
    name: "could not win",
    x: spots.map(({ x }) => x),
    y: spots.map(() => foot),
    marker: { color, symbol: "x-thin-open", size: 11, line: { width: 2, color } },
    hovertext: spots.map(({ trial }) => pointHover(trial)),
    hoverinfo: "text",
    showlegend: false,
    cliponaxis: false,
  };
}

/** Steps that grow, as 8, 16, 32 do, stand evenly on a logarithmic axis. */
function numberAxis(parameter: string, spots: readonly Spot[]): Axis {
  const places = spots.map(({ x }) => x);
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const log = low > 0 && high / low >= 4;
  const range: readonly [number, number] = log
    ? [Math.log10(low) - 0.08 * Math.log10(high / low), Math.log10(high) + 0.08 * Math.log10(high / low)]
    : [low - 0.08 * (high - low), high + 0.08 * (high - low)];
  const axis = placedAxis({
    type: log ? "log" : "linear",
    title: plotlyText(parameter),
    range,
    tickvals: places,
    ticktext: places.map(String),
  });
  return { ...axis, gridcolor: GRID, showgrid: true };
}

function textAxis(parameter: string, texts: readonly string[]): Axis {
  return placedAxis({
    type: "linear",
    title: plotlyText(parameter),
    range: [-0.5, texts.length - 0.5],
    tickvals: texts.map((_, index) => index),
    ticktext: texts.map(labelText),
  });
}
