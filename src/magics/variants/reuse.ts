/** Whether a variant's record can stand for a new measurement: same hash, same machine, every point of the sweep. */
import type { Case, Variant } from "../../model/case.js";
import { machineKey } from "../../model/environment.js";
import { comparisonOf, findVariant, measurementAt } from "../../model/record.js";
import { sweepGrid } from "../../model/stale.js";

export interface ReuseRequest {
  readonly record: Case;
  readonly variant: Variant;
  readonly against: readonly Variant[];
  /** Its value must have been compared with the baseline's at the present inputs. */
  readonly checked: boolean;
}

/** The instant of the oldest part, or null where something is missing and must be measured. */
export function reusable({ record, variant, against, checked }: ReuseRequest): string | null {
  const earlier = findVariant(record, variant.name);
  if (earlier === undefined || earlier.hash !== variant.hash || earlier.role !== variant.role) return null;
  if (checked && !record.verifications.some((one) => one.variant === variant.name && !one.stale)) return null;
  const machine = machineKey(record.environment);
  const recorded: string[] = [];
  for (const parameters of sweepGrid(record.workload)) {
    const measurement = measurementAt(earlier, parameters);
    const comparisons = against.map((other) =>
      comparisonOf(record, { variant: variant.name, against: other.name }, parameters),
    );
    for (const part of [measurement, ...comparisons]) {
      if (part === undefined || part.stale || part.interrupted || part.machine !== machine) return null;
      recorded.push(part.recorded);
    }
  }
  return recorded.sort()[0] ?? null;
}
