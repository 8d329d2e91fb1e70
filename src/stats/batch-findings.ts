/** Findings about batch sizes: of two sides, or of a side and its earlier measurement in the record. */
import type { FindingsRequest, FoundFinding } from "./finding-request.js";
import { forksOf } from "./forks.js";
import { median } from "./quantile.js";

/**
 * Trial runs of the same code differ by the machine's noise and by the tenth that is added for headroom; twice as many calls
 * are more than that.
 */
const OTHER_BATCH = 2;
/**
 * ns. Between two samples runs other code, for some microseconds, and what a call finds in caches and predictors of branches is
 * refilled in about as many. A longer call hardly notices how many of its like ran before it.
 */
const SHORT_CALL = 10_000;

/** Details: calls per sample, `batch` and `otherBatch`. `against` is null where the other one is in the record. */
export function findInBatches(request: FindingsRequest): FoundFinding[] {
  // Clocked alone, each call is its own batch.
  if (request.perCall) return [];
  return [...betweenSides(request), ...sinceRecorded(request)];
}

function betweenSides({ rounds, pairs, parameters }: FindingsRequest): FoundFinding[] {
  return pairs.flatMap(({ variant, against }) => {
    const [one, other] = [typical(rounds, variant), typical(rounds, against)];
    if (one.timesItself || other.timesItself) return [];
    if (Math.min(one.time, other.time) >= SHORT_CALL || !differs(one.batch, other.batch)) return [];
    const details = { batch: one.batch, otherBatch: other.batch };
    return [{ code: "batch-changed", variant, against, parameters, details }];
  });
}

function sinceRecorded({ rounds, parameters, recordedBatches = {} }: FindingsRequest): FoundFinding[] {
  return Object.entries(recordedBatches).flatMap(([variant, otherBatch]) => {
    const { batch, time } = typical(rounds, variant);
    if (!(time < SHORT_CALL) || !differs(batch, otherBatch)) return [];
    return [{ code: "batch-changed", variant, against: null, parameters, details: { batch, otherBatch } }];
  });
}

function typical(rounds: FindingsRequest["rounds"], variant: string) {
  const forks = forksOf(rounds, variant);
  return {
    batch: median(forks.map(({ batch }) => batch)),
    time: median(forks.map(({ p10 }) => p10)),
    // By `--time-file`: a sample is what the command says of itself.
    timesItself: forks.some(({ command }) => command?.timesItself),
  };
}

function differs(one: number, other: number): boolean {
  return Math.max(one, other) >= OTHER_BATCH * Math.min(one, other);
}
