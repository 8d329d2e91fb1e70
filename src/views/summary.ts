/** What a case says as a whole: its final variant, its stages in order, its headline and its next step. */
import type { Case, Decision, Variant } from "../model/case.js";
import type { Comparison } from "../model/comparison.js";
import type { Measurement } from "../model/measurement.js";
import type { ProfileRecord } from "../model/profile.js";
import { baselineOf, comparisonOf, findVariant, measurementAt } from "../model/record.js";
import type { Verification } from "../model/verification.js";
import { isRefuted, type Mark, marksOf } from "./marks.js";
import { comparisonSentence, targetSentence } from "./sentences.js";

/** One row of the stage table: a variant with all that is known of it at the workload's parameters. */
export interface Stage {
  readonly variant: Variant;
  readonly parent: Variant | null;
  readonly measurement: Measurement | null;
  readonly againstParent: Comparison | null;
  readonly againstBaseline: Comparison | null;
  readonly verification: Verification | null;
  readonly profile: ProfileRecord | null;
  /** Of what it allocates. */
  readonly heap: ProfileRecord | null;
  readonly decision: Decision | null;
  readonly marks: readonly Mark[];
  /** The variant that headlines speak of. */
  readonly final: boolean;
}

/** The baseline first, then the others as they were recorded. */
export function stages(record: Case): readonly Stage[] {
  const baseline = baselineOf(record);
  const final = finalVariant(record);
  const others = record.variants.filter((variant) => variant !== baseline);
  return (baseline ? [baseline, ...others] : others).map((variant) => stageOf(record, variant, final));
}

export function stageOf(record: Case, variant: Variant, final: Variant | null = finalVariant(record)): Stage {
  const baseline = baselineOf(record);
  const against = (name: string | null | undefined) =>
    name && name !== variant.name
      ? (comparisonOf(record, { variant: variant.name, against: name }) ?? null)
      : null;
  return {
    variant,
    parent: variant.parent === null ? null : (findVariant(record, variant.parent) ?? null),
    measurement: measurementAt(variant, record.workload.parameters) ?? null,
    againstParent: against(variant.parent),
    againstBaseline: against(baseline?.name),
    verification: record.verifications.find((one) => one.variant === variant.name) ?? null,
    profile: profileOf(record, variant, "cpu"),
    heap: profileOf(record, variant, "heap"),
    decision: record.decisions.findLast((one) => one.variant === variant.name) ?? null,
    marks: marksOf(record, variant),
    final: variant === final,
  };
}

function profileOf({ profiles }: Case, { name }: Variant, kind: ProfileRecord["kind"]): ProfileRecord | null {
  return profiles.findLast((one) => one.variant === name && one.kind === kind) ?? null;
}

/**
 * The fastest optimization that is verified, measured, not stale and not rejected; headlines speak of it.
 * Fast is the speed-up over the baseline from common rounds, and where there is none the ratio of times.
 */
export function finalVariant(record: Case): Variant | null {
  const candidates = record.variants.filter((variant) => isCandidate(record, variant));
  const ranked = candidates.map((variant) => ({ variant, speedup: overBaseline(record, variant) }));
  ranked.sort((a, b) => b.speedup - a.speedup);
  return ranked[0]?.variant ?? null;
}

/** One sentence for the whole case. */
export function headline(record: Case): string {
  const baseline = baselineOf(record);
  if (baseline === undefined) return `${record.title}: no baseline has been measured yet.`;
  if (baseline.measurements.length === 0)
    return `${record.title}: the baseline ${baseline.name} has not been measured.`;
  const final = finalVariant(record);
  if (final !== null) {
    const comparison = comparisonOf(record, { variant: final.name, against: baseline.name });
    return comparison
      ? comparisonSentence(comparison, record)
      : `${final.name} was not compared with ${baseline.name}.`;
  }
  const optimizations = record.variants.filter((variant) => variant.role === "optimization");
  if (optimizations.length === 0) return `${baseline.name} is measured; no optimization has been tried yet.`;
  return `No optimization stands: ${optimizations.map((one) => `${one.name} ${whyNot(record, one)}`).join(", ")}.`;
}

/** What a terminal prints at the end: the headline and a line for each target. */
export function verdictLines(record: Case): readonly string[] {
  return [headline(record), ...record.targets.map((target) => targetSentence(target))];
}

/** One sentence: what to type next. */
export function nextStep(record: Case): string {
  const baseline = baselineOf(record);
  if (record.workload.setups.length === 0 && baseline === undefined)
    return "Define the inputs in a cell that starts with %%setup, such as: %%setup n=256 seed=1";
  if (baseline === undefined)
    return "Measure what is there: put %%baseline NAME on top of a cell that works.";
  const stale = record.variants.find((variant) => marksOf(record, variant).includes("STALE"));
  if (stale) return `Run the cell of ${stale.name} again: what it runs has changed since it was measured.`;
  if (baseline.measurements.length === 0)
    return `Mend the cell of ${baseline.name} and run it again: it has not been measured.`;
  const cut = record.variants.find((variant) => marksOf(record, variant).includes("INTERRUPTED"));
  if (cut && cut.decision !== "rejected")
    return `Run the cell of ${cut.name} again: its measurement was interrupted.`;
  const wrong = record.variants.find(
    (one) => one.verification.verdict === "failed" && one.decision !== "rejected",
  );
  if (wrong) return `${wrong.name} ${whyNot(record, wrong)}: mend its cell, or %reject ${wrong.name} "why".`;
  const open = record.variants.find(
    (one) => one.role === "optimization" && one.verification.verdict === "unverified",
  );
  if (open && open.decision !== "rejected")
    return `Check that ${open.name} computes the same: %verify ${open.name}`;
  const slower = record.variants.find((one) => one.decision === null && isSlower(record, one));
  if (slower)
    return `${slower.name} is slower than ${slower.parent}: %reject ${slower.name} "why", and try another hypothesis.`;
  const head = finalVariant(record) ?? baseline;
  const missed = record.targets.some((target) => target.verdict !== "met");
  const profiled = record.profiles.some((one) => one.variant === head.name && !one.stale);
  if (head === baseline || missed)
    return profiled
      ? `Optimize what the profile of ${head.name} shows: %%optimize NAME --expect 2x`
      : `See where the time goes: %profile ${head.name}`;
  const undecided = record.variants.find((one) => one.role === "optimization" && one.decision === null);
  if (undecided)
    return `Decide: %keep ${undecided.name} "why" or %reject ${undecided.name} "why", then %report.`;
  return "Write it up: %report";
}

function isCandidate(record: Case, variant: Variant): boolean {
  const measurement = measurementAt(variant, record.workload.parameters);
  return (
    variant.role === "optimization" &&
    variant.decision !== "rejected" &&
    variant.verification.verdict === "verified" &&
    measurement !== undefined &&
    !measurement.stale
  );
}

function overBaseline(record: Case, variant: Variant): number {
  const baseline = baselineOf(record);
  if (baseline === undefined) return 0;
  const comparison = comparisonOf(record, { variant: variant.name, against: baseline.name });
  if (comparison && !comparison.stale) return comparison.speedup.estimate;
  const [before, after] = [baseline, variant].map(
    (one) => measurementAt(one, record.workload.parameters)?.time.estimate,
  );
  return before && after ? before / after : 0;
}

function isSlower(record: Case, { name, parent, role }: Variant): boolean {
  if (role !== "optimization" || parent === null) return false;
  return comparisonOf(record, { variant: name, against: parent })?.verdict === "slower";
}

function whyNot(record: Case, variant: Variant): string {
  const marks = marksOf(record, variant);
  if (marks.includes("REJECTED") && !isRefuted(marks)) return "was rejected";
  // What is stale is unverified for that reason.
  const mark = marks.includes("STALE") ? marks.find((one) => one !== "UNVERIFIED") : marks[0];
  if (mark === "WRONG RESULT") return "gives a wrong result";
  if (mark === "FAILED CHECK") return "gave no value when it was verified";
  if (mark === "UNVERIFIED") return "is UNVERIFIED";
  if (mark === "STALE") return "is STALE";
  return "was not measured";
}
