/** The grid of a tuning: a line or dots over one parameter, a heat map over two. */
import { tunedNames } from "../../model/tuning.js";
import type { Figure } from "../figure.js";
import { tuningLine } from "./tuning-line.js";
import { tuningMap } from "./tuning-map.js";
import type { TuningChart } from "./tuning-points.js";

/** Null where nothing was to choose, or nothing could be timed. */
export function tuningFigure(chart: TuningChart): Figure | null {
  const { grid, trials } = chart.tuning;
  const [first, second] = tunedNames(grid);
  if (first === undefined || trials.every(({ estimate }) => estimate === null)) return null;
  return second === undefined ? tuningLine(chart, first) : tuningMap(chart, [first, second]);
}
