/** A tuning's part of a variant's output: what was chosen, the grid as a chart and as a table. */
import { tuningFigure } from "../charts/figures/tuning.js";
import type { Variant } from "../model/case.js";
import type { Trial, Tuning } from "../model/tuning.js";
import { formatDuration } from "../model/units.js";
import type { CaseChart } from "./case-charts.js";
import { chartPicture } from "./chart-picture.js";
import { type Html, html } from "./html.js";
import { note, paragraph, table } from "./look.js";
import { sentence } from "./sentences.js";
import { indent, lines, textTable } from "./text.js";
import { isUntried, pointText, tuningRemarks, tuningSentence } from "./tuning-words.js";

/** Rows of a table in an output; the chart and the record have all. */
const MOST_ROWS = 16;

/** Null for a variant without tuning parameters. */
export function tuningText({ tuning }: Pick<Variant, "tuning">): string | null {
  if (tuning === undefined) return null;
  const rows = trialRows(tuning);
  return lines(
    `tuning: ${tuningSentence(tuning)}`,
    ...tuningRemarks(tuning).map((remark) => indent(remark)),
    rows.length === 0
      ? null
      : indent(textTable({ head: headOf(tuning), rows: shortened(rows), right: rightOf(tuning) })),
  );
}

export function tuningHtml({ name, tuning }: Pick<Variant, "name" | "tuning">): Html | null {
  if (tuning === undefined) return null;
  const chart = tuningChart({ name, tuning });
  const rows = trialRows(tuning);
  const right = rightOf(tuning);
  const columns = headOf(tuning).map((title, index) => ({ title, right: right.includes(index) }));
  return html`${[
    paragraph(html`<b>Tuning:</b> ${sentence(tuningSentence(tuning))}`),
    tuningRemarks(tuning).map(note),
    chart && chartPicture(chart),
    rows.length === 0 ? null : table(columns, shortened(rows)),
  ]}`;
}

/** Null where there is nothing to draw. */
export function tuningChart({ name, tuning }: Pick<Variant, "name" | "tuning">): CaseChart | null {
  const figure = tuning && tuningFigure({ name, tuning });
  return figure
    ? { id: "tuning", figure, alternative: `Time per call of ${name} over its tuning parameters` }
    : null;
}

function headOf({ grid }: Tuning): readonly string[] {
  return [...Object.keys(grid), "time", "forks", "outcome"];
}

/** Numbers stand to the right. */
function rightOf({ grid }: Tuning): readonly number[] {
  const parameters = Object.values(grid).flatMap((values, index) =>
    values.every((value) => typeof value === "number") ? [index] : [],
  );
  const count = Object.keys(grid).length;
  return [...parameters, count, count + 1];
}

/** Fastest first; then what could not win, and what was not tried. */
function trialRows(tuning: Tuning): readonly (readonly string[])[] {
  const place = ({ estimate, failure }: Trial) => estimate ?? (failure === null ? Number.MAX_VALUE : 1e300);
  return tuning.trials
    .toSorted((a, b) => place(a) - place(b))
    .map((trial) => [
      ...Object.values(trial.values).map(String),
      trial.estimate === null ? "–" : formatDuration(trial.estimate),
      String(trial.forks),
      outcomeText(trial, tuning),
    ]);
}

function outcomeText(trial: Trial, { chosen, stopped }: Tuning): string {
  if (trial.failure !== null) return trial.failure;
  if (isUntried(trial)) return "not tried";
  if (pointText(trial.values) === pointText(chosen))
    return stopped === "interrupted" ? "best so far" : "chosen";
  return trial.leftIn === null ? "stayed to the end" : `left in rung ${trial.leftIn + 1}`;
}

function shortened(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  if (rows.length <= MOST_ROWS) return rows;
  const width = rows[0]?.length ?? 1;
  const last = Array.from({ length: width }, (_, index) =>
    index === width - 1 ? `… and ${rows.length - MOST_ROWS} more` : "",
  );
  return [...rows.slice(0, MOST_ROWS), last];
}
