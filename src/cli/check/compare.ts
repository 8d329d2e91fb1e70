/** A case that ran again against its record: what became slower, faster, or is gone. Pure. */
import type { Case, Variant } from "../../model/case.js";
import type { Comparison } from "../../model/comparison.js";
import type { Measurement } from "../../model/measurement.js";
import { comparisonOf, findVariant, measurementAt } from "../../model/record.js";
import { formatDuration, formatInterval, formatRatio } from "../../model/units.js";

export interface Change {
  readonly kind: "regression" | "improvement" | "same" | "unknown";
  readonly sentence: string;
}

/** Ratios come from common rounds; times of two occasions drift with the machine by more than their intervals say. */
const RATIO_MARGIN = 0.05;
const TIME_MARGIN = 0.1;

/** One or two changes per variant that is not rejected, then those of targets that were met. */
export function compareCases(before: Case, after: Case): readonly Change[] {
  const variants = before.variants.filter((variant) => variant.decision !== "rejected");
  return [
    ...variants.flatMap((variant) => changesOf(variant, before, after)),
    ...targetChanges(before, after),
  ];
}

function changesOf(variant: Variant, before: Case, after: Case): readonly Change[] {
  const now = findVariant(after, variant.name);
  if (now === undefined) return [unknown(`${variant.name} is in the record and no longer in the notebook`)];
  return [...ratioChange(variant, before, after), ...timeChange(variant, now, before, after)];
}

function ratioChange({ name }: Variant, before: Case, after: Case): readonly Change[] {
  const baseline = before.variants.find(({ role }) => role === "baseline")?.name;
  if (baseline === undefined || baseline === name) return [];
  const pair = { variant: name, against: baseline };
  const [old, now] = [before, after].map((record) => comparisonOf(record, pair));
  if (!isUsable(old) || !isUsable(now)) return [];
  const sentence = `${name} over ${baseline}: ${speedupText(old)} in the record, ${speedupText(now)} now`;
  if (now.speedup.high * (1 + RATIO_MARGIN) < old.speedup.low) return [{ kind: "regression", sentence }];
  if (now.speedup.low > old.speedup.high * (1 + RATIO_MARGIN)) return [{ kind: "improvement", sentence }];
  return [{ kind: "same", sentence }];
}

function timeChange(variant: Variant, variantNow: Variant, before: Case, after: Case): readonly Change[] {
  const old = measurementAt(variant, before.workload.parameters);
  const now = measurementAt(variantNow, before.workload.parameters);
  const { name } = variant;
  if (old === undefined || old.stale) return [];
  if (now === undefined)
    return [unknown(`${name} was not measured at the record's parameters; give them by -p`)];
  if (old.machine !== now.machine || sizeOf(before) !== sizeOf(after)) {
    return [unknown(`${name}: times do not compare, the record is from ${old.machine}`)];
  }
  const sentence = `${name}: ${timeText(old)} in the record, ${timeText(now)} now`;
  if (now.time.low > old.time.high * (1 + TIME_MARGIN)) return [{ kind: "regression", sentence }];
  if (now.time.high * (1 + TIME_MARGIN) < old.time.low) return [{ kind: "improvement", sentence }];
  return [{ kind: "same", sentence }];
}

function targetChanges(before: Case, after: Case): readonly Change[] {
  return before.targets.flatMap(({ expression, verdict }): Change[] => {
    const now = after.targets.find((target) => target.expression === expression);
    if (verdict !== "met" || now?.verdict !== "missed") return [];
    return [{ kind: "regression", sentence: `target ${expression} was met and is missed now` }];
  });
}

/** Wall times hold for the inputs that all setups make. */
function sizeOf({ workload }: Case): string {
  return JSON.stringify(workload.setups.map(({ source }) => source));
}

function isUsable(comparison: Comparison | undefined): comparison is Comparison {
  return comparison !== undefined && !comparison.stale && comparison.speedup.confidence > 0;
}

function speedupText({ speedup }: Comparison): string {
  return `${formatRatio(speedup.estimate)} (${formatInterval(speedup.low, speedup.high, formatRatio)})`;
}

function timeText({ time }: Measurement): string {
  return `${formatDuration(time.estimate)} (${formatInterval(time.low, time.high, formatDuration)})`;
}

function unknown(sentence: string): Change {
  return { kind: "unknown", sentence };
}
