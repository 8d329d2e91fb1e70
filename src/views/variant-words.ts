/** What is said of a measured variant, in sentences: its result, its prediction, its value and how the measurement ended. */
import type { Case, Target } from "../model/case.js";
import type { Comparison } from "../model/comparison.js";
import { formatDuration } from "../model/units.js";
import { ceilingResult } from "./ceiling.js";
import { clockText, parametersText, timeInterval, timeText } from "./facts.js";
import { takesWords } from "./latency-view.js";
import { machineText, recordedOn } from "./machine-text.js";
import { isRefuted, markText } from "./marks.js";
import { comparisonSentence, predictionSentence, shortSentence } from "./sentences.js";
import type { Stage } from "./summary.js";

export interface VariantOutcome {
  /** When the reused record was taken, ISO 8601; null: measured now. */
  readonly reused: string | null;
  /** Wall time of the measurement, ns. */
  readonly spent: number | null;
  /** Why the measurement ended: `interrupted`, `budget`, `looks`, or the failure's sentence. */
  readonly stopped: string | null;
}

export interface VariantSaid {
  readonly record: Case;
  readonly stage: Stage;
  /** Against the parent, then against the baseline where that is another. */
  readonly comparisons: readonly Comparison[];
  readonly outcome: VariantOutcome;
}

export function shortHeadline({ record, stage, comparisons: [first] }: VariantSaid): string {
  if (first) return shortSentence(first, record);
  return stage.measurement
    ? `${stage.variant.name} takes ${formatDuration(stage.measurement.time.estimate)}`
    : stage.variant.name;
}

/** The sentence that is the result. */
export function variantHeadline(view: VariantSaid): string {
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

export function predictionOf({ stage }: VariantSaid): string | null {
  const { variant, againstParent, marks } = stage;
  if (isRefuted(marks)) return null;
  return variant.expect !== null && againstParent !== null
    ? predictionSentence(variant.expect, againstParent)
    : null;
}

export function ceilingOf({ stage: { variant, againstParent, marks } }: VariantSaid): string | null {
  return ceilingResult(variant, isRefuted(marks) ? null : againstParent);
}

/** Targets judged by this variant. */
export function targetsOf({ record, stage }: VariantSaid): readonly Target[] {
  return record.targets.filter((target) => target.actual?.variant === stage.variant.name);
}

export function verificationWords({ variant, verification: last, marks }: Stage): string {
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

export function outcomeWords({ outcome: { reused, spent, stopped }, comparisons }: VariantSaid): string {
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

/** What a fork's failure stopped, in its own sentence. */
function failureOf({ outcome: { stopped } }: VariantSaid): string | null {
  return stopped === null || stopped in STOPS ? null : stopped;
}
