/** Staleness: what was measured, profiled or verified of a variant that has changed since. Never deleted, always said. */
import type { Case, Variant } from "./case.js";
import { machineKey } from "./environment.js";
import { findVariant, sameParameters } from "./record.js";
import type { Verification } from "./verification.js";
import type { Parameters, ParameterValue, Workload } from "./workload.js";

/** Every combination of the sweep's values; the last one is the workload's own parameters. */
export function sweepGrid(workload: Workload): readonly Parameters[] {
  let grid: Record<string, ParameterValue>[] = [{}];
  for (const [name, values] of Object.entries(workload.sweep)) {
    grid = grid.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
  }
  return grid;
}

/** What has changed since the variant's cell ran, or null where it counts as it is. */
export function changedSince(
  record: Case,
  variant: Variant,
  workloadHash: string,
): "machine" | "setup" | null {
  if (variant.machine !== machineKey(record.environment)) return "machine";
  return variant.workload === workloadHash ? null : "setup";
}

/** Marks anew every entry of the record as stale or not, against the present hashes, machine and sweep. */
export function refreshStale(record: Case, workloadHash: string): Case {
  const grid = sweepGrid(record.workload);
  const machine = machineKey(record.environment);
  const comparable = (one: { readonly parameters: Parameters; readonly machine: string }) =>
    one.machine === machine && grid.some((point) => sameParameters(point, one.parameters));
  const current = (name: string, hash: string) => {
    const variant = findVariant(record, name);
    return variant?.hash === hash && changedSince(record, variant, workloadHash) === null;
  };
  // A check at other inputs than the present ones says nothing about these.
  const verified = (one: Verification) =>
    current(one.variant, one.hash) &&
    current(one.against, one.againstHash) &&
    one.checks.some(({ parameters }) => sameParameters(parameters, record.workload.parameters));
  return {
    ...record,
    variants: record.variants.map((variant) => {
      const verification = record.verifications.find((one) => one.variant === variant.name);
      const verdict = verification && verified(verification) ? verification.verdict : "unverified";
      return {
        ...variant,
        verification: { verdict: variant.role === "baseline" ? "reference" : verdict },
        measurements: variant.measurements.map((one) => ({
          ...one,
          stale: !current(variant.name, one.hash) || !comparable(one),
        })),
      };
    }),
    comparisons: record.comparisons.map((one) => ({
      ...one,
      stale:
        !current(one.variant, one.hashes.variant) ||
        !current(one.against, one.hashes.against) ||
        !comparable(one),
    })),
    profiles: record.profiles.map((one) => ({ ...one, stale: !current(one.variant, one.hash) })),
    verifications: record.verifications.map((one) => ({ ...one, stale: !verified(one) })),
  };
}
