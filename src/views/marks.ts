/** Marks: what must stand beside a variant wherever it appears, so that no number is taken for more than it is. */
import type { Case, Variant } from "../model/case.js";
import { findVariant, measurementAt } from "../model/record.js";

export type Mark = "WRONG RESULT" | "FAILED CHECK" | "UNVERIFIED" | "STALE" | "REJECTED" | "INTERRUPTED";

/** Worst first. The baseline's own value is the reference; a reference line is compared as any other. */
export function marksOf(record: Case, variant: Variant): readonly Mark[] {
  const measured = measurementAt(variant, record.workload.parameters);
  const marks: Mark[] = [];
  if (variant.verification.verdict === "failed") marks.push(failureMark(record, variant));
  if (variant.verification.verdict === "unverified" && variant.role !== "baseline") marks.push("UNVERIFIED");
  if (isStale(variant)) marks.push("STALE");
  if (variant.decision === "rejected") marks.push("REJECTED");
  if (measured?.interrupted) marks.push("INTERRUPTED");
  return marks;
}

/** A value that differs, or none at all: its check threw, hung or was killed. */
function failureMark({ verifications }: Case, { name }: Variant): Mark {
  const checks = verifications.find((one) => one.variant === name)?.checks ?? [];
  const noValue = checks.some((one) => one.verdict === "failed");
  return noValue && !checks.some((one) => one.verdict === "different") ? "FAILED CHECK" : "WRONG RESULT";
}

/** Either way its time counts for nothing, and no speed-up is shown. */
export function isRefuted(marks: readonly Mark[]): boolean {
  return marks.includes("WRONG RESULT") || marks.includes("FAILED CHECK");
}

export function marksByName(record: Case, name: string): readonly Mark[] {
  const variant = findVariant(record, name);
  return variant === undefined ? ["STALE"] : marksOf(record, variant);
}

/** Null where nothing is stale. */
export function staleSentence(record: Case): string | null {
  const names = staleNames(record);
  if (names.length === 0) return null;
  return `STALE: ${names.join(", ")}: what they rest on has changed since they were measured; run their cells again.`;
}

export function staleNames({ variants }: Case): readonly string[] {
  return variants.filter(isStale).map(({ name }) => name);
}

/** A variant whose every measurement was taken of something that has changed since. */
export function isStale(variant: Variant): boolean {
  return variant.measurements.length > 0 && variant.measurements.every((measurement) => measurement.stale);
}

/** Behind a figure that rests on what has changed since, where its variant is not marked so already. */
export function staleText(figure: { readonly stale: boolean }, marks: readonly Mark[]): string {
  return figure.stale && !marks.includes("STALE") ? " [STALE]" : "";
}

/** ` [UNVERIFIED, STALE]`, or nothing. */
export function markText(marks: readonly Mark[]): string {
  return marks.length === 0 ? "" : ` [${marks.join(", ")}]`;
}
