/** Every variant's ratio to the baseline at the level at which all hold together, from the recorded rounds. */
import type { Case } from "../model/case.js";
import type { Comparison, Simultaneous } from "../model/comparison.js";
import type { Store } from "../model/ports/store.js";
import { baselineOf, comparisonOf, findVariant, measurementAt } from "../model/record.js";
import { pairs } from "../stats/forks.js";
import { type Compared, simultaneousIntervals } from "../stats/simultaneous.js";

/** By variant. What is stale or wrong claims nothing, so it is none of them; nor is what has lost its samples. */
export async function simultaneousOf(
  record: Case,
  store: Pick<Store, "loadSamples">,
): Promise<Readonly<Record<string, Simultaneous>>> {
  const compared: Compared[] = [];
  for (const comparison of comparisonsOf(record)) {
    const samples = samplesOf(record, comparison);
    const rounds = samples === null ? null : await store.loadSamples(record.id, samples);
    if (rounds !== null && pairs(rounds, comparison.variant, comparison.against).length > 0)
      compared.push({ ...comparison, rounds });
  }
  return simultaneousIntervals(compared);
}

function comparisonsOf(record: Case): readonly Comparison[] {
  const baseline = baselineOf(record);
  if (baseline === undefined) return [];
  return record.variants.flatMap((variant) => {
    const pair = { variant: variant.name, against: baseline.name };
    const comparison = variant === baseline ? undefined : comparisonOf(record, pair);
    const counts = comparison && !comparison.stale && variant.verification.verdict !== "failed";
    return counts ? [comparison] : [];
  });
}

/** Older records tell only where the variant's own measurement lies; a direct comparison had other rounds. */
function samplesOf(record: Case, { samples, variant, parameters, direct }: Comparison): string | null {
  if (samples !== undefined) return samples;
  const subject = findVariant(record, variant);
  return (direct ? undefined : subject && measurementAt(subject, parameters)?.samples) ?? null;
}
