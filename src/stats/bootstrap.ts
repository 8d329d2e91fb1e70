/**
 * Hierarchical bootstrap of the median log ratio: rounds are drawn again with replacement, and within them the
 * samples of each fork (Kalibera and Jones, "Rigorous benchmarking in reasonable time", ISMM 2013; Davison and
 * Hinkley, "Bootstrap methods", 3.8). A cross-check of the sign interval, seeded.
 *
 * Drawing samples afresh for every replicate would take seconds, so each fork's estimate is redrawn a fixed number of
 * times beforehand, and replicates pick among those.
 */
import type { Estimator, Round } from "../model/measurement.js";
import { pairs, steadySamples } from "./forks.js";
import { median, sorted, sortedQuantile } from "./quantile.js";
import { createRandom } from "./random.js";
import { LOW_SHARE } from "./summary.js";

const REPLICATES = 1000;
const REDRAWS = 40;

export interface BootstrapRequest {
  readonly rounds: readonly Round[];
  readonly variant: string;
  readonly against: string;
  readonly estimator: Estimator;
  readonly level?: number;
  readonly seed: number;
}

/** Percentile interval of the ratio of times (above 1 the variant is faster), or null without a round. */
export function bootstrapRatio(
  request: BootstrapRequest,
): { readonly low: number; readonly high: number } | null {
  const { rounds, variant, against, estimator, level = 0.95, seed } = request;
  const random = createRandom(seed);
  const redrawn = pairs(rounds, variant, against).map((pair) => ({
    variant: redraw(steadySamples(pair.variant), estimator, random),
    against: redraw(steadySamples(pair.against), estimator, random),
  }));
  if (redrawn.length === 0) return null;
  const medians = Array.from({ length: REPLICATES }, () =>
    median(
      redrawn.map(() => {
        const pair = redrawn[Math.floor(random() * redrawn.length)] as (typeof redrawn)[number];
        return pick(pair.against, random) - pick(pair.variant, random);
      }),
    ),
  );
  const ascending = sorted(medians);
  const tail = (1 - level) / 2;
  return {
    low: Math.exp(sortedQuantile(ascending, tail)),
    high: Math.exp(sortedQuantile(ascending, 1 - tail)),
  };
}

/** Logarithms of a fork's estimate, each from its samples drawn again. */
function redraw(samples: ArrayLike<number>, estimator: Estimator, random: () => number): number[] {
  const ascending = sorted(samples);
  // Samples under a load are means over windows of calls, so their mean is what a fork's windows have in common.
  const reduce = estimator === "p10" ? redrawnLow : redrawnMean;
  return Array.from({ length: REDRAWS }, () => Math.log(reduce(ascending, random)));
}

function redrawnMean(ascending: Float64Array, random: () => number): number {
  let sum = 0;
  for (let draw = 0; draw < ascending.length; draw++) sum += pick(ascending, random);
  return sum / ascending.length;
}

/** Counts how often each of the sorted samples is drawn, then walks up to the low quantile: no sorting. */
function redrawnLow(ascending: Float64Array, random: () => number): number {
  const drawn = new Uint32Array(ascending.length);
  for (let draw = 0; draw < drawn.length; draw++) {
    const index = Math.floor(random() * drawn.length);
    drawn[index] = (drawn[index] as number) + 1;
  }
  const place = (ascending.length - 1) * LOW_SHARE;
  const low = nthDrawn(ascending, drawn, Math.floor(place));
  const high = nthDrawn(ascending, drawn, Math.ceil(place));
  return low + (place - Math.floor(place)) * (high - low);
}

function nthDrawn(ascending: Float64Array, drawn: Uint32Array, place: number): number {
  let passed = 0;
  for (let index = 0; index < drawn.length; index++) {
    passed += drawn[index] as number;
    if (passed > place) return ascending[index] as number;
  }
  return Number.NaN;
}

function pick(values: ArrayLike<number>, random: () => number): number {
  return values[Math.floor(random() * values.length)] as number;
}
