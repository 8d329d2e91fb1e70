/** Changes to a case, each a pure function from one record to the next. Entries are replaced by their key, else added. */
import type { Case, Variant } from "./case.js";
import type { Comparison } from "./comparison.js";
import type { Finding } from "./finding.js";
import type { Measurement } from "./measurement.js";
import type { ProfileRecord } from "./profile.js";
import { type Verification, verdictOf } from "./verification.js";
import type { Parameters } from "./workload.js";

export function findVariant(record: Case, name: string): Variant | undefined {
  return record.variants.find((variant) => variant.name === name);
}

export function baselineOf(record: Case): Variant | undefined {
  return record.variants.find((variant) => variant.role === "baseline");
}

/** The variant's measurement at these parameters, stale or not. */
export function measurementAt(variant: Variant, parameters: Parameters): Measurement | undefined {
  return variant.measurements.find((measurement) => sameParameters(measurement.parameters, parameters));
}

export function comparisonOf(
  record: Case,
  pair: { readonly variant: string; readonly against: string },
  parameters: Parameters = record.workload.parameters,
): Comparison | undefined {
  const matches = record.comparisons.filter(
    (comparison) =>
      comparison.variant === pair.variant &&
      comparison.against === pair.against &&
      sameParameters(comparison.parameters, parameters),
  );
  return (
    matches.find((comparison) => !comparison.stale && comparison.direct) ??
    matches.find((one) => !one.stale) ??
    matches[0]
  );
}

export function sameParameters(a: Parameters, b: Parameters): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

export function withVariant(record: Case, variant: Variant): Case {
  return { ...record, variants: replaceOrAdd(record.variants, variant, (one) => one.name === variant.name) };
}

export function withMeasurement(record: Case, name: string, measurement: Measurement): Case {
  const variant = findVariant(record, name);
  if (variant === undefined) return record;
  const measurements = replaceOrAdd(variant.measurements, measurement, (one) =>
    sameParameters(one.parameters, measurement.parameters),
  );
  // Everything is compared with the baseline: it is kept by being measured.
  const decision = variant.role === "baseline" ? "kept" : variant.decision;
  return withVariant(record, { ...variant, measurements, decision });
}

export function withComparison(record: Case, comparison: Comparison): Case {
  return {
    ...record,
    comparisons: replaceOrAdd(
      record.comparisons,
      comparison,
      (one) =>
        one.variant === comparison.variant &&
        one.against === comparison.against &&
        one.direct === comparison.direct &&
        sameParameters(one.parameters, comparison.parameters),
    ),
  };
}

/** The newest profile stands last: an optimization's parent is the variant profiled last. */
export function withProfile(record: Case, profile: ProfileRecord): Case {
  const others = record.profiles.filter(
    (one) => one.variant !== profile.variant || one.kind !== profile.kind,
  );
  return { ...record, profiles: [...others, profile] };
}

/** Checks of values and of a property stand beside each other: either kind replaces its own, and the verdict is of all. */
export function withVerification(record: Case, fresh: Verification): Case {
  const verification = withOtherChecks(fresh, record);
  const added = {
    ...record,
    verifications: replaceOrAdd(
      record.verifications,
      verification,
      (one) => one.variant === verification.variant,
    ),
  };
  const variant = findVariant(added, verification.variant);
  return variant === undefined
    ? added
    : withVariant(added, { ...variant, verification: { verdict: verification.verdict } });
}

/** Of the very same code and reference only. */
function withOtherChecks(fresh: Verification, { verifications }: Case): Verification {
  const before = verifications.find((one) => one.variant === fresh.variant);
  const same = before?.hash === fresh.hash && before.againstHash === fresh.againstHash && !before.stale;
  const property = fresh.checks.some(({ kind }) => kind === "property");
  const kept = same ? before.checks.filter(({ kind }) => (kind === "property") !== property) : [];
  if (!same || kept.length === 0) return fresh;
  const checks = property ? [...kept, ...fresh.checks] : [...fresh.checks, ...kept];
  const verdict = fresh.verdict === "reference" ? "reference" : verdictOf(checks);
  return { ...fresh, checks, verdict, tolerance: property ? before.tolerance : fresh.tolerance };
}

/** Replaces what was found about this variant at these parameters, and what was found of others once more. */
export function withFindings(
  record: Case,
  subject: { readonly variant: string; readonly parameters: Parameters },
  findings: readonly Finding[],
): Case {
  const again = (one: Finding) =>
    findings.some(
      ({ code, variant, against, parameters }) =>
        code === one.code &&
        variant === one.variant &&
        against === one.against &&
        sameParameters(parameters, one.parameters),
    );
  const others = record.findings.filter(
    (one) =>
      (one.variant !== subject.variant || !sameParameters(one.parameters, subject.parameters)) && !again(one),
  );
  return { ...record, findings: [...others, ...findings] };
}

/** The one doubt of its kind about this pair: null takes an earlier one away. */
export function withDoubt(
  record: Case,
  about: Pick<Finding, "code" | "variant" | "against" | "parameters">,
  finding: Finding | null,
): Case {
  const others = record.findings.filter(
    (one) =>
      one.code !== about.code ||
      one.variant !== about.variant ||
      one.against !== about.against ||
      !sameParameters(one.parameters, about.parameters),
  );
  return { ...record, findings: finding === null ? others : [...others, finding] };
}

/** Forgets a variant and all that speaks of it. */
export function withoutVariant(record: Case, name: string): Case {
  const speaks = (one: { readonly variant: string; readonly against?: string | null }) =>
    one.variant === name || one.against === name;
  return {
    ...record,
    variants: record.variants.filter((one) => one.name !== name),
    comparisons: record.comparisons.filter((one) => !speaks(one)),
    profiles: record.profiles.filter((one) => !speaks(one)),
    verifications: record.verifications.filter((one) => !speaks(one)),
    findings: record.findings.filter((one) => !speaks(one)),
    decisions: record.decisions.filter((one) => !speaks(one)),
  };
}

/** Whether `name` is `ancestor` or comes from it by parents. */
export function descendsFrom(record: Case, name: string, ancestor: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = name; at && !seen.has(at); at = findVariant(record, at)?.parent) {
    if (at === ancestor) return true;
    seen.add(at);
  }
  return false;
}

function replaceOrAdd<T>(list: readonly T[], item: T, matches: (one: T) => boolean): readonly T[] {
  const index = list.findIndex(matches);
  return index < 0 ? [...list, item] : list.map((one, at) => (at === index ? item : one));
}
