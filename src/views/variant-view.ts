/** `%%baseline`, `%%optimize`, `%%variant`, `%%reference`: what a variant takes, and whether it is faster. */
import { plotlyText } from "../charts/text.js";
import type { Case, Target } from "../model/case.js";
import type { Comparison } from "../model/comparison.js";
import type { MimeBundle } from "../model/output.js";
import { findVariant } from "../model/record.js";
import { formatDuration, formatRatio } from "../model/units.js";
import { type CaseChart, caseCharts } from "./case-charts.js";
import { ceilingResult } from "./ceiling.js";
import { chartPicture } from "./chart-picture.js";
import { commandFigures, commandNote } from "./command.js";
import { forksChart } from "./evidence.js";
import {
  allRates,
  clockText,
  flopConvention,
  parametersText,
  sideFacts,
  timeInterval,
  timeText,
} from "./facts.js";
import { findingsHtml, findingsOf, findingsText } from "./finding-list.js";
import { growthsOf } from "./growth.js";
import { html } from "./html.js";
import { latencyHtml, latencyLines, takesWords } from "./latency-view.js";
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
import { machineText, recordedOn } from "./machine-text.js";
import { isRefuted, markText } from "./marks.js";
import { mimeBundle } from "./mime.js";
import { peakSentence } from "./peak.js";
import { modulesSentence } from "./revision-words.js";
import {
  comparisonSentence,
  predictionSentence,
  sentence,
  shortSentence,
  targetSentence,
} from "./sentences.js";
import { type Stage, stageOf, stages } from "./summary.js";
import { sweepHtml, sweepText } from "./sweep.js";
import { lines } from "./text.js";
import { tuningHtml, tuningText } from "./tuning-view.js";

export interface VariantOutcome {
  /** When the reused record was taken, ISO 8601; null: measured now. */
  readonly reused: string | null;
  /** Wall time of the measurement, ns. */
  readonly spent: number | null;
  /** Why the measurement ended: `interrupted`, `budget`, `looks`, or the failure's sentence. */
  readonly stopped: string | null;
}

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
  const view: View = { record, stage, comparisons: comparisons.filter((one) => one !== null), outcome };
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

interface View {
  readonly record: Case;
  readonly stage: Stage;
  /** Against the parent, then against the baseline where that is another. */
  readonly comparisons: readonly Comparison[];
  readonly outcome: VariantOutcome;
}

function shortHeadline({ record, stage, comparisons: [first] }: View): string {
  if (first) return shortSentence(first, record);
  return stage.measurement
    ? `${stage.variant.name} takes ${formatDuration(stage.measurement.time.estimate)}`
    : stage.variant.name;
}

/** The sentence that is the result. */
function variantHeadline(view: View): string {
  const { record, stage, comparisons } = view;
  const { variant, measurement, marks } = stage;
  const [first] = comparisons;
  if (first) return comparisonSentence(first, record);
  const failure = failureOf(view);
  if (measurement === null) return `${variant.name} has not been timed${failure ? `: ${failure}` : ""}`;
  const where = `${parametersText(measurement.parameters)}, ${recordedOn(measurement.machine, record) || machineText(record.environment)}`;
  const loaded = takesWords(measurement, timeInterval(measurement));
  if (loaded !== null) return `${variant.name}${markText(marks)} ${loaded} (${where})`;
  return `${variant.name}${markText(marks)} takes ${timeText(measurement)} per call (${where})`;
}

function variantText(view: View): string {
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

/** What a fork's failure stopped, in its own sentence. */
function failureOf({ outcome: { stopped } }: View): string | null {
  return stopped === null || stopped in STOPS ? null : stopped;
}

function variantHtml(view: View, charts: readonly (CaseChart | null)[]) {
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

function predictionOf({ stage }: View): string | null {
  const { variant, againstParent, marks } = stage;
  if (isRefuted(marks)) return null;
  return variant.expect !== null && againstParent !== null
    ? predictionSentence(variant.expect, againstParent)
    : null;
}

function ceilingOf({ stage: { variant, againstParent, marks } }: View): string | null {
  return ceilingResult(variant, isRefuted(marks) ? null : againstParent);
}

/** Targets judged by this variant. */
function targetsOf({ record, stage }: View): readonly Target[] {
  return record.targets.filter((target) => target.actual?.variant === stage.variant.name);
}

function toneOf({ stage, comparisons }: View): Tone | null {
  if (isRefuted(stage.marks)) return "bad";
  if (stage.marks.length > 0) return "doubt";
  const [first] = comparisons;
  return first ? toneOfVerdict(first.verdict) : null;
}

function verificationWords({ variant, verification: last, marks }: Stage): string {
  const { name, role, verification } = variant;
  const unproven = last?.stale === false && last.checks.find((check) => check.verdict === "unverified");
  if (role === "baseline") return "Its value is the reference that others are verified against.";
  switch (verification.verdict) {
    case "verified":
    case "reference":
      return "Its value equals the baseline's.";
    case "failed":
      return marks.includes("FAILED CHECK")
        ? "It gave no value when it was verified."
        : "Its value differs from the baseline's.";
    case "unverified":
      if (unproven) return `Its value proves nothing: ${unproven.note ?? "it cannot be compared"}.`;
      return `Its value has not been compared with the baseline's: %verify ${name}.`;
  }
}

function outcomeWords({ outcome: { reused, spent, stopped }, comparisons }: View): string {
  // A plain measurement looks once, after its fixed rounds: nothing stopped it.
  const planned = stopped === "looks" && comparisons.length === 0;
  const words = [
    reused !== null &&
      `Recorded ${clockText(reused)} and reused, as nothing has changed since; --fresh measures again.`,
    spent !== null && `Measured in ${formatDuration(spent)}.`,
    stopped !== null && !planned && (STOPS[stopped] ?? stopped),
  ];
  return words.filter((word) => typeof word === "string" && word !== "").join(" ");
}

const STOPS: Readonly<Record<string, string>> = {
  width: "",
  rounds: "",
  looks: "Stopped after the last look; more --rounds would narrow the interval.",
  budget: "Stopped as the budget was spent; a larger --budget would narrow the interval.",
  interrupted: "Stopped by an interrupt; the rounds until then are kept.",
};

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
