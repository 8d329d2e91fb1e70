/** `%%baseline`, `%%optimize`, `%%variant`, `%%reference`: what a variant takes, and whether it is faster. */
import { plotlyText } from "../charts/text.js";
import type { Case } from "../model/case.js";
import type { MimeBundle } from "../model/output.js";
import { findVariant } from "../model/record.js";
import { formatDuration, formatRatio } from "../model/units.js";
import { type CaseChart, caseCharts } from "./case-charts.js";
import { chartPicture } from "./chart-picture.js";
import { commandFigures, commandNote } from "./command.js";
import { forksChart } from "./evidence.js";
import { allRates, flopConvention, sideFacts, timeText } from "./facts.js";
import { findingsHtml, findingsOf, findingsText } from "./finding-list.js";
import { growthsOf } from "./growth.js";
import { html } from "./html.js";
import { latencyHtml, latencyLines } from "./latency-view.js";
import { latencyFigures, timeLabel } from "./latency-words.js";
import {
  badge,
  figures,
  lead,
  markBadges,
  note,
  panel,
  paragraph,
  type Tone,
  toneOfVerdict,
  withOptions,
} from "./look.js";
import { isRefuted } from "./marks.js";
import { mimeBundle } from "./mime.js";
import { peakSentence } from "./peak.js";
import { modulesSentence } from "./revision-words.js";
import { comparisonSentence, sentence, targetSentence } from "./sentences.js";
import { type Stage, stageOf, stages } from "./summary.js";
import { sweepHtml, sweepText } from "./sweep.js";
import { lines } from "./text.js";
import { tuningHtml, tuningText } from "./tuning-view.js";
import {
  ceilingOf,
  outcomeWords,
  predictionOf,
  shortHeadline,
  targetsOf,
  type VariantOutcome,
  type VariantSaid,
  variantHeadline,
  verificationWords,
} from "./variant-words.js";

export type { VariantOutcome } from "./variant-words.js";

export function variantView(input: {
  readonly record: Case;
  readonly variant: string;
  readonly outcome: VariantOutcome;
  /** Charts are wanted. */
  readonly plots: boolean;
}): MimeBundle {
  const { record, outcome } = input;
  const variant = findVariant(record, input.variant);
  if (variant === undefined) throw new Error(`variantView: the record has no variant ${input.variant}`);
  const stage = stageOf(record, variant);
  const comparisons = [stage.againstParent, stage.againstBaseline].filter(
    (one, index, all) => one !== null && all.indexOf(one) === index,
  );
  const view: VariantSaid = {
    record,
    stage,
    comparisons: comparisons.filter((one) => one !== null),
    outcome,
  };
  const chart = input.plots ? smallChart(record) : null;
  const forks = input.plots ? forksOfBoth(record, stage) : null;
  return mimeBundle({
    text: variantText(view),
    html: variantHtml(view, [chart, forks]),
    data: {
      kind: "variant",
      variant,
      comparisons: view.comparisons,
      outcome,
      findings: findingsOf(record, variant.name),
      targets: targetsOf(view),
      growth: growthsOf(record, variant),
    },
    figure: chart && titled(chart, shortHeadline(view)),
  });
}

/** A frontend that draws plotly shows it in place of the text, so its title says the result. */
function titled({ figure }: CaseChart, title: string) {
  return {
    ...figure,
    layout: { ...figure.layout, title: { ...figure.layout.title, text: plotlyText(title) } },
  };
}

function variantText(view: VariantSaid): string {
  const { record, stage, comparisons } = view;
  const { variant, measurement } = stage;
  const modules = modulesSentence(variant);
  const rates = measurement ? allRates(measurement).map(([label, value]) => `${label} ${value}`) : [];
  return lines(
    variantHeadline(view),
    ...comparisons.slice(1).map((one) => comparisonSentence(one, record)),
    predictionOf(view),
    ceilingOf(view),
    variant.parent !== null &&
      `parent: ${variant.parent}${variant.noProfile ? ` (no profile: ${variant.noProfile})` : ""}`,
    variant.hypothesis && `hypothesis: ${variant.hypothesis}`,
    modules !== null && `modules: ${modules}`,
    measurement && `time: ${[timeText(measurement), ...rates, ...sideFacts(measurement)].join("; ")}`,
    measurement && latencyLines(measurement, comparisons),
    measurement?.rates.flops !== undefined && flopConvention(record.workload),
    measurement && peakSentence(record, measurement),
    measurement && commandNote(variant, measurement.parameters),
    tuningText(variant),
    sweepText(record, variant),
    measurement && verificationWords(stage),
    ...targetsOf(view).map(targetSentence),
    findingsText(findingsOf(record, variant.name)),
    measurement && outcomeWords(view),
  );
}

function variantHtml(view: VariantSaid, charts: readonly (CaseChart | null)[]) {
  const { record, stage, comparisons } = view;
  const { variant, measurement } = stage;
  const prediction = predictionOf(view);
  const ceiling = ceilingOf(view);
  const modules = modulesSentence(variant);
  const command = measurement && commandNote(variant, measurement.parameters);
  return panel(
    lead(html`${withOptions(variantHeadline(view))}${markBadges(stage.marks)}`, toneOf(view)),
    html`${comparisons.slice(1).map((one) => paragraph(comparisonSentence(one, record)))}`,
    prediction !== null && paragraph(sentence(prediction)),
    ceiling !== null && paragraph(sentence(ceiling)),
    measurement &&
      figures([
        [timeLabel(measurement), formatDuration(measurement.time.estimate)],
        ...latencyFigures(measurement),
        ...comparisons.map((one) => [`against ${one.against}`, formatRatio(one.speedup.estimate)] as const),
        ...allRates(measurement),
        ...commandFigures(measurement),
      ]),
    variant.hypothesis !== null && note(html`<b>Hypothesis:</b> ${variant.hypothesis}`),
    modules !== null && note(html`<b>Modules:</b> ${withOptions(modules)}.`),
    variant.noProfile !== null &&
      note(html`<b>Without a profile of ${variant.parent ?? "its parent"}:</b> ${variant.noProfile}`),
    measurement && latencyHtml(measurement, comparisons),
    html`${charts.map((chart) => chart && chartPicture(chart))}`,
    tuningHtml(variant),
    sweepHtml(record, variant),
    html`${targetsOf(view).map((target) => paragraph(html`${badge(target.verdict, toneOfVerdict(target.verdict))} ${targetSentence(target)}`))}`,
    findingsHtml(findingsOf(record, variant.name)),
    measurement && note(`${timeText(measurement)}; ${sideFacts(measurement).join("; ")}.`),
    measurement?.rates.flops !== undefined && note(flopConvention(record.workload) ?? ""),
    measurement && note(peakSentence(record, measurement) ?? ""),
    measurement && command !== null && note(command),
    measurement &&
      note([verificationWords(stage), outcomeWords(view)].filter((part) => part !== "").join(" ")),
  );
}

function toneOf({ stage, comparisons }: VariantSaid): Tone | null {
  if (isRefuted(stage.marks)) return "bad";
  if (stage.marks.length > 0) return "doubt";
  const [first] = comparisons;
  return first ? toneOfVerdict(first.verdict) : null;
}

/** The forks of the variant and of its parent. */
function forksOfBoth(record: Case, stage: Stage): CaseChart | null {
  return forksChart(stage.parent === null ? [stage] : [stageOf(record, stage.parent), stage]);
}

function smallChart(record: Case): CaseChart | null {
  const charts = caseCharts(record);
  // Under a load one variant alone has something to show.
  const latency = charts.find(({ id }) => id === "latency");
  if (latency !== undefined) return latency;
  return stages(record).length < 2 ? null : (charts.find(({ id }) => id === "time") ?? null);
}
