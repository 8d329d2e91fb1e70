/** Staleness: what was measured, profiled or verified of a variant that has changed since. Never deleted, always said. */
import type { Case, Variant } from "./case.js";
import { findVariant, sameParameters } from "./record.js";
import type { Parameters, ParameterValue, Workload } from "./workload.js";

/** Every combination of the sweep's values; the last one is the workload's own parameters. */
export function sweepGrid(workload: Workload): readonly Parameters[] {
  let grid: Record<string, ParameterValue>[] = [{}];
  for (const [name, values] of Object.entries(workload.sweep)) {
    grid = grid.flatMap((point) => values.map((value) => ({ ...point, [name]: value })));
  }
  return grid;
}

/** A variant whose setup has changed since its cell ran. */
export function isStaleVariant(variant: Variant, workloadHash: string): boolean {
  return variant.workload !== workloadHash;
}

/** Marks anew every entry of the record as stale or not, against the present hashes and the present sweep. */
export function refreshStale(record: Case, workloadHash: string): Case {
  const grid = sweepGrid(record.workload);
  const inGrid = (parameters: Parameters) => grid.some((point) => sameParameters(point, parameters));
  const current = (name: string, hash: string) => {
    const variant = findVariant(record, name);
    return variant !== undefined && variant.hash === hash && !isStaleVariant(variant, workloadHash);
  };
  return {
    ...record,
    variants: record.variants.map((variant) => {
      const verification = record.verifications.find((one) => one.variant === variant.name);
      const verified =
        verification !== undefined &&
        current(variant.name, verification.hash) &&
        current(verification.against, verification.againstHash);
      return {
        ...variant,
        verification: {
          verdict: variant.role === "baseline" ? "reference" : verified ? verification.verdict : "unverified",
        },
        measurements: variant.measurements.map((one) => ({
          ...one,
          stale: !current(variant.name, one.hash) || !inGrid(one.parameters),
        })),
      };
    }),
    comparisons: record.comparisons.map((one) => ({
      ...one,
      stale:
        !current(one.variant, one.hashes.variant) ||
        !current(one.against, one.hashes.against) ||
        !inGrid(one.parameters),
    })),
    profiles: record.profiles.map((one) => ({ ...one, stale: !current(one.variant, one.hash) })),
    verifications: record.verifications.map((one) => ({
      ...one,
      stale: !current(one.variant, one.hash) || !current(one.against, one.againstHash),
    })),
  };
}
