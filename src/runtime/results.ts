/** `results.naive` in ordinary cells: what the record knows of each variant at the workload's parameters. */
import type { Case } from "../model/case.js";
import type { Session } from "../model/ports/session.js";
import { measurementAt } from "../model/record.js";

export async function shareResults(record: Case | null, session: Session): Promise<void> {
  if (record === null) return;
  const results: Record<string, unknown> = {};
  for (const variant of record.variants) {
    const measurement = measurementAt(variant, record.workload.parameters);
    if (measurement === undefined) continue;
    const { time, rates, forks, allocated, parameters, stale } = measurement;
    results[variant.name] = {
      time,
      rates,
      forks,
      allocated,
      parameters,
      stale,
      verification: variant.verification.verdict,
    };
  }
  await session.define({ results });
}
