/** Charts of what a measurement rests on: its forks, its rounds, and the samples of its median fork. */
import { type ForkRow, forksFigure } from "../charts/figures/forks.js";
import { type RoundPair, roundsFigure } from "../charts/figures/rounds.js";
import { samplesFigure } from "../charts/figures/samples.js";
import { type Estimator, type ForkRecord, hasInterval, type Round } from "../model/measurement.js";
import { chooseEstimator, forksOf, pairs } from "../stats/forks.js";
import { estimateOf } from "../stats/summary.js";
import type { CaseChart } from "./case-charts.js";
import type { Stage } from "./summary.js";

/** Every fork of these variants; null where none was measured. */
export function forksChart(shown: readonly Stage[]): CaseChart | null {
  const rows = shown.flatMap(({ variant, measurement }): ForkRow[] => {
    if (measurement === null || measurement.forks.length === 0) return [];
    const { estimate, low, high } = measurement.time;
    const forks = measurement.forks.map((fork) => ({
      estimate: fork.estimate,
      unsteady: fork.steady === "no-steady-state",
    }));
    return [
      {
        name: variant.name,
        role: variant.role,
        forks,
        estimate,
        low,
        high,
        range: !hasInterval(measurement),
      },
    ];
  });
  if (rows.length === 0) return null;
  const counts = rows.map((row) => `${row.forks.length} of ${row.name}`).join(", ");
  return { id: "forks", figure: forksFigure(rows), alternative: `The estimate of every fork: ${counts}` };
}

/** The rounds in which the variant and its parent ran side by side; null where there are none. */
export function roundsChart({ variant, parent }: Stage, rounds: readonly Round[]): CaseChart | null {
  if (parent === null) return null;
  const both = pairs(rounds, variant.name, parent.name);
  if (both.length === 0) return null;
  const estimator = chooseEstimator(
    both.map((pair) => pair.variant),
    both.map((pair) => pair.against),
  );
  const shown = both.map(
    (pair): RoundPair => ({
      round: pair.round,
      variant: estimateOf(pair.variant, estimator),
      against: estimateOf(pair.against, estimator),
    }),
  );
  return {
    id: "rounds",
    figure: roundsFigure({ variant: variant.name, against: parent.name, rounds: shown }),
    alternative: `The times of ${parent.name} and ${variant.name} in each of ${both.length} rounds`,
  };
}

/** The samples of the variant's median fork, in order; null where there are fewer than two. */
export function samplesChart({ variant, measurement }: Stage, rounds: readonly Round[]): CaseChart | null {
  const estimator = measurement?.time.estimator ?? "p10";
  const fork = medianFork(forksOf(rounds, variant.name), estimator);
  if (fork === undefined || fork.samples.length < 2) return null;
  const { samples, steadyFrom, batch } = fork;
  const estimate = estimateOf(fork, estimator);
  return {
    id: "samples",
    figure: samplesFigure({ name: variant.name, samples, steadyFrom, batch, estimate, estimator }),
    alternative: `The ${samples.length} samples of the median fork of ${variant.name} in order; the first ${steadyFrom} are warm-up`,
  };
}

/** Of an even number the lower of the middle two. */
function medianFork(forks: readonly ForkRecord[], estimator: Estimator): ForkRecord | undefined {
  const ascending = forks.toSorted((a, b) => estimateOf(a, estimator) - estimateOf(b, estimator));
  return ascending[Math.floor((ascending.length - 1) / 2)];
}
