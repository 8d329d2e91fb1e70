/** What charts of a tuning say of its points. */
import type { Trial, Tuning } from "../../model/tuning.js";
import { formatDuration } from "../../model/units.js";
import type { Parameters } from "../../model/workload.js";
import { plotlyText } from "../text.js";

export interface TuningChart {
  readonly name: string;
  readonly tuning: Tuning;
}

/** `T=32, U=4`, safe in a chart. */
export function pointLabel(values: Parameters): string {
  return Object.entries(values)
    .map(([name, value]) => plotlyText(`${name}=${value}`))
    .join(", ");
}

/** The figures of one point, for pointing at it. */
export function pointHover({ values, estimate, forks, leftIn, failure }: Trial): string {
  const lines = [
    pointLabel(values),
    estimate === null ? null : `${formatDuration(estimate)}, median of ${forks} short forks`,
    failure === null ? null : `could not win: ${plotlyText(failure)}`,
    estimate === null && failure === null ? "not tried" : null,
    estimate === null || failure !== null
      ? null
      : leftIn === null
        ? "stayed to the end"
        : `left in rung ${leftIn + 1}`,
  ];
  return lines.filter((line) => line !== null).join("<br>");
}

export function isChosen({ values }: Trial, { chosen }: Tuning): boolean {
  return Object.entries(chosen).every(([name, value]) => values[name] === value);
}
