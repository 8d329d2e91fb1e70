/** A variant over every value of the sweep, with the range of its speed-up. */
import type { Case, Variant } from "../model/case.js";
import { comparisonOf } from "../model/record.js";
import { sweepGrid } from "../model/stale.js";
import { formatDuration, formatInterval, formatRatio } from "../model/units.js";
import { parametersText, rateText, timeRange } from "./facts.js";
import { growthSentences } from "./growth.js";
import { type Html, html } from "./html.js";
import { paragraph, table } from "./look.js";
import { peakShare } from "./peak.js";
import { verdictAgainst } from "./sentences.js";
import { indent, textTable } from "./text.js";

const TITLES = ["at", "time", "95 % CI", "rate", "speed-up"] as const;

/** Null where the workload has one set of parameters. */
export function sweepText(record: Case, variant: Variant): string | null {
  const rows = sweepRows(record, variant);
  if (rows.length < 2) return null;
  const words = [...growthSentences(record, variant), rangeSentence(record, variant)];
  return `${words.join("\n")}\n${indent(textTable({ head: TITLES, rows, right: [1, 2, 3] }))}`;
}

export function sweepHtml(record: Case, variant: Variant): Html | null {
  const rows = sweepRows(record, variant);
  if (rows.length < 2) return null;
  const columns = TITLES.map((title, index) => ({ title, right: index > 0 && index < 4 }));
  const words = [...growthSentences(record, variant), rangeSentence(record, variant)];
  return html`${words.map((one) => paragraph(one))}${table(columns, rows)}`;
}

function sweepRows(record: Case, variant: Variant): readonly (readonly string[])[] {
  return variant.measurements
    .filter((measurement) => !measurement.stale)
    .map((measurement) => {
      const comparison = comparisonOf(
        record,
        { variant: variant.name, against: variant.parent ?? baseline(record) },
        measurement.parameters,
      );
      return [
        parametersText(measurement.parameters),
        formatDuration(measurement.time.estimate),
        timeRange(measurement),
        (rateText(measurement) ?? "") + peakShare(record, measurement),
        comparison ? verdictAgainst(comparison) : "",
      ];
    });
}

/** "Over the sweep ikj is 2.9× to 3.4× as fast as naive." */
export function rangeSentence(record: Case, variant: Variant): string {
  const against = variant.parent ?? baseline(record);
  const ratios = sweepGrid(record.workload)
    .map((parameters) => comparisonOf(record, { variant: variant.name, against }, parameters))
    .filter((comparison) => comparison !== undefined && !comparison.stale)
    .map((comparison) => comparison?.speedup.estimate ?? 1);
  if (ratios.length < 2) return `Over the sweep ${variant.name} takes:`;
  return `Over the sweep ${variant.name} is ${formatInterval(Math.min(...ratios), Math.max(...ratios), formatRatio)} as fast as ${against}.`;
}

function baseline(record: Case): string {
  return record.variants.find((one) => one.role === "baseline")?.name ?? "";
}
