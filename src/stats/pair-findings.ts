/** Findings about a comparison: the machine is noisy, or the tail tells another story than the estimate. */
import type { Verdict } from "../model/comparison.js";
import type { ForkRecord } from "../model/measurement.js";
import { controlInterval, isNoisy } from "./control.js";
import type { FindingsRequest, FoundFinding } from "./finding-request.js";
import { chooseEstimator, forksOf, isUnstable } from "./forks.js";
import { logRatios } from "./ratio.js";
import { type Interval, signInterval } from "./sign-interval.js";
import { estimateOf } from "./summary.js";
import { judge } from "./verdict.js";

export interface NamedPair {
  readonly variant: string;
  readonly against: string;
}

export function findInPair(pair: NamedPair, request: FindingsRequest): FoundFinding[] {
  return [...noisy(pair, request), ...tailDiffers(pair, request)];
}

/** Details: the ratio of the reference to itself (`low`, `high`), and the margin. */
function noisy(
  { variant, against }: NamedPair,
  { rounds, margin, parameters }: FindingsRequest,
): FoundFinding[] {
  const estimator = chooseEstimator(forksOf(rounds, variant), forksOf(rounds, against));
  if (!isNoisy(rounds, against, estimator, margin)) return [];
  const { low, high } = controlInterval(rounds, against, estimator);
  const details = { low: Math.exp(low), high: Math.exp(high), margin };
  return [{ code: "noisy", variant, against, parameters, details }];
}

/**
 * Another reduction (median or mean in place of the low quantile) is as sure of another verdict. An estimate that is merely
 * unresolved under neighbours' noise is no contradiction. Details: both verdicts and ratios.
 */
function tailDiffers(pair: NamedPair, request: FindingsRequest): FoundFinding[] {
  const { rounds, parameters } = request;
  const estimator = chooseEstimator(forksOf(rounds, pair.variant), forksOf(rounds, pair.against));
  // Under a load, ratios of percentiles stand beside the verdict.
  if (estimator === "throughput" || estimator === "p50") return [];
  const chosen = opinion(pair, request, (fork) => estimateOf(fork, estimator));
  const reductions = [
    { name: "median", time: (fork: ForkRecord) => fork.median },
    {
      name: estimator === "mean" ? "p10" : "mean",
      time: (fork: ForkRecord) => (estimator === "mean" ? fork.p10 : fork.mean),
    },
  ];
  for (const { name, time } of reductions) {
    const other = opinion(pair, request, time);
    if (!contradicts(chosen.verdict, other.verdict)) continue;
    const details = {
      estimator,
      verdict: chosen.verdict,
      ratio: Math.exp(chosen.interval.estimate),
      other: name,
      otherVerdict: other.verdict,
      otherRatio: Math.exp(other.interval.estimate),
    };
    return [{ code: "tail-differs", variant: pair.variant, against: pair.against, parameters, details }];
  }
  return [];
}

function opinion(
  { variant, against }: NamedPair,
  { rounds, margin }: FindingsRequest,
  time: (fork: ForkRecord) => number,
): { readonly verdict: Verdict; readonly interval: Interval } {
  const ratios = logRatios(rounds, variant, against, time);
  const interval = signInterval(ratios);
  const unstable = [variant, against].some((side) => isUnstable(forksOf(rounds, side)));
  return { interval, verdict: judge({ interval, rounds: ratios.length, margin, unstable, noisy: false }) };
}

function contradicts(one: Verdict, other: Verdict): boolean {
  const sure: readonly Verdict[] = ["faster", "slower", "indistinguishable"];
  return one !== other && sure.includes(one) && sure.includes(other);
}
