/** Key figures of the case in a row. */
import type { Case } from "../../model/case.js";
import { baselineOf, measurementAt } from "../../model/record.js";
import { formatCount, formatDuration } from "../../model/units.js";
import { rateText, targetCount } from "../facts.js";
import { type Html, html } from "../html.js";
import { finalVariant } from "../summary.js";

export function keyFigures(record: Case): Html {
  const subject = finalVariant(record) ?? baselineOf(record);
  const measurement = subject && measurementAt(subject, record.workload.parameters);
  const rate = measurement && rateText(measurement);
  const tried = record.variants.filter((variant) => variant.role === "optimization");
  const forks = record.variants.flatMap((variant) => variant.measurements.flatMap((one) => one.forks)).length;
  const pairs: readonly (readonly [string, string] | null)[] = [
    measurement && subject
      ? [`time per call of ${subject.name}`, formatDuration(measurement.time.estimate)]
      : null,
    // Per core it stands in the table.
    rate && subject ? [`rate of ${subject.name}`, rate.replace(/ \(.*/, "")] : null,
    record.targets.length > 0 ? ["targets", targetCount(record).replace(/ targets? met$/, " met")] : null,
    tried.length > 0 ? ["optimizations", outcomes(tried.map((variant) => variant.decision))] : null,
    forks > 0 ? ["processes behind the times", formatCount(forks)] : null,
  ];
  const shown = pairs.filter((pair) => pair !== null);
  return html`<dl class="keys wide">${shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** `5 tried, 2 kept`. */
function outcomes(decisions: readonly ("kept" | "rejected" | null)[]): string {
  const kept = decisions.filter((decision) => decision === "kept").length;
  return `${decisions.length} tried, ${kept} kept`;
}
