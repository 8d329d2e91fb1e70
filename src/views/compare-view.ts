/** `%compare A B`: one variant against another, from common rounds. */
import type { Case } from "../model/case.js";
import type { Comparison } from "../model/comparison.js";
import type { MimeBundle } from "../model/output.js";
import { findVariant, measurementAt } from "../model/record.js";
import { formatInterval, formatPercent, formatRatio } from "../model/units.js";
import { caseCharts } from "./case-charts.js";
import { chartPicture } from "./chart-picture.js";
import { instantText, parametersText, timeText } from "./facts.js";
import { findingsHtml, findingsOf, findingsText } from "./finding-list.js";
import { growthSentences } from "./growth.js";
import { html } from "./html.js";
import { lead, markBadges, note, panel, paragraph, toneOfVerdict } from "./look.js";
import { marksByName } from "./marks.js";
import { mimeBundle } from "./mime.js";
import { comparisonSentence } from "./sentences.js";
import { lines } from "./text.js";

export function compareView(input: { readonly record: Case; readonly comparison: Comparison }): MimeBundle {
  const { record, comparison } = input;
  const { variant, against } = comparison;
  const marks = marksByName(record, variant);
  const times = [
    ...[variant, against].map((name) => timeLine(record, name, comparison)),
    ...[variant, against].flatMap((name) => growthLines(record, name)),
  ];
  const found = [variant, against].flatMap((name) => findingsOf(record, name));
  const chart = caseCharts(record, [variant, against]).find((one) => one.id === "time");
  const sentence = comparisonSentence(comparison, record);
  return mimeBundle({
    text: lines(sentence, ...times, basisText(comparison), findingsText(found)),
    html: panel(
      lead(
        html`${sentence}${markBadges(marks)}`,
        marks.length > 0 ? "doubt" : toneOfVerdict(comparison.verdict),
      ),
      html`${times.filter((line) => line !== null).map((line) => paragraph(line))}`,
      chart ? chartPicture(chart) : null,
      findingsHtml(found),
      note(basisText(comparison)),
    ),
    data: { kind: "comparison", comparison, findings: found },
    figure: chart?.figure ?? null,
  });
}

function timeLine(record: Case, name: string, { parameters }: Comparison): string | null {
  const variant = findVariant(record, name);
  const measurement = variant && measurementAt(variant, parameters);
  return measurement ? `${name}: ${timeText(measurement)}` : null;
}

function growthLines(record: Case, name: string): readonly string[] {
  const variant = findVariant(record, name);
  return variant ? growthSentences(record, variant) : [];
}

function basisText({ parameters, bootstrap, margin, recorded, direct }: Comparison): string {
  const check = bootstrap
    ? `; bootstrap over forks ${formatInterval(bootstrap.low, bootstrap.high, formatRatio)}`
    : "";
  return `At ${parametersText(parameters)}; margin ±${formatPercent(margin)}${check}; ${direct ? "measured directly" : "recorded"} ${instantText(recorded)}.`;
}
