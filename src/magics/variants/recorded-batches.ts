/** Calls per sample that the record holds for a variant's very code, so that a change of it is found and said. */
import type { Case, Variant } from "../../model/case.js";
import { machineKey } from "../../model/environment.js";
import { measurementAt } from "../../model/record.js";
import type { Parameters } from "../../model/workload.js";
import { median } from "../../stats/quantile.js";

/**
 * Median over forks, by the variant's name; empty unless hash, parameters, machine and Node are the present ones. Of
 * the variant measured alone: what runs beside it is compared within the same rounds, in whatever batches suit all.
 */
export function recordedBatches(
  record: Case,
  variant: Variant,
  parameters: Parameters,
): Readonly<Record<string, number>> {
  const known = measurementAt(variant, parameters);
  if (known === undefined || known.forks.length === 0) return {};
  if (known.hash !== variant.hash || known.machine !== machineKey(record.environment)) return {};
  return { [variant.name]: median(known.forks.map((fork) => fork.batch)) };
}
