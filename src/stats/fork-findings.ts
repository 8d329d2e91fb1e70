/** Findings about one variant's forks. Each function is one doubt; `details` are in base units. */
import type { FindingCode } from "../model/finding.js";
import type { ForkRecord } from "../model/measurement.js";
import { splitInTwo } from "./clusters.js";
import type { FindingsRequest, FoundFinding } from "./finding-request.js";
import { chooseEstimator, forksOf, gcShare, isUnstable } from "./forks.js";
import { FEWEST_ROUNDS } from "./looks.js";
import { median } from "./quantile.js";
import { estimateOf } from "./summary.js";
import { totalDrift } from "./trend.js";

export function findInForks(variant: string, request: FindingsRequest): FoundFinding[] {
  const forks = forksOf(request.rounds, variant);
  return DOUBTS.flatMap(({ code, find }) => {
    const details = find(forks, request);
    return details ? [{ code, variant, against: null, parameters: request.parameters, details }] : [];
  });
}

type Details = Readonly<Record<string, number | string>>;
type Find = (forks: readonly ForkRecord[], request: FindingsRequest) => Details | null;

const DOUBTS: readonly { readonly code: FindingCode; readonly find: Find }[] = [
  { code: "timer-limited", find: timerLimited },
  { code: "optimised-away", find: optimisedAway },
  { code: "no-steady-state", find: noSteadyState },
  { code: "drift", find: drift },
  { code: "multimodal", find: multimodal },
  { code: "gc-bound", find: gcBound },
  { code: "memory-grows", find: memoryGrows },
  { code: "too-few-samples", find: tooFewSamples },
  { code: "result-changes", find: resultChanges },
  { code: "work-moved", find: workMoved },
];

/** A sample (or, clocked alone, a call) shorter than this many steps of the clock. */
const CLOCK_STEPS = 1000;
const DEFAULT_MHZ = 3000;
/** From this share of the steady time on, the collector is what is measured. */
const GC_BOUND = 0.1;
/** Below, a 10th percentile is the minimum and says nothing about the rest. */
const FEWEST_SAMPLES = 5;
/** Bytes. What V8 itself keeps of some seconds of work, such as code and feedback, is less. */
const GROWTH = 4 * 2 ** 20;
/** ns. The first run of any few statements costs about this much, before they do any work. */
const COLD_START = 20_000;

/** Details: `time` of what was clocked, and the clock's `resolution`. */
function timerLimited(forks: readonly ForkRecord[], { perCall }: FindingsRequest): Details | null {
  if (isUnderLoad(forks) || timeThemselves(forks)) return null;
  const time = median(forks.map((fork) => fork.median * (perCall ? 1 : fork.batch)));
  const resolution = median(forks.map((fork) => fork.clockResolution));
  return time < CLOCK_STEPS * resolution ? { time, resolution } : null;
}

/** Details: the time left after the empty loop's (`time`), and one clock `cycle`. */
function optimisedAway(forks: readonly ForkRecord[], { cpuMhz }: FindingsRequest): Details | null {
  if (isUnderLoad(forks)) return null;
  const time = median(forks.map((fork) => fork.p10 - fork.control));
  const cycle = 1000 / (cpuMhz || DEFAULT_MHZ);
  return time < cycle ? { time, cycle } : null;
}

/** Details: how many of the `forks` are `without` a steady state. */
function noSteadyState(forks: readonly ForkRecord[]): Details | null {
  const without = forks.filter((fork) => fork.steady === "no-steady-state").length;
  return isUnstable(forks) ? { without, forks: forks.length } : null;
}

/** Details: relative `change` from the first to the last round. */
function drift(forks: readonly ForkRecord[], { margin }: FindingsRequest): Details | null {
  const change = totalDrift(logEstimates(forks));
  return change !== null && Math.abs(change) > Math.log1p(margin)
    ? { change: Math.expm1(change), rounds: forks.length }
    : null;
}

/** Details: the two levels (`low`, `high`, ns) that forks fall into, and how many fall into the `slower` one. */
function multimodal(forks: readonly ForkRecord[], { margin }: FindingsRequest): Details | null {
  const split = splitInTwo(logEstimates(forks), Math.log1p(margin));
  if (!split) return null;
  const { lower, upper } = split;
  return {
    low: Math.exp(median(lower)),
    high: Math.exp(median(upper)),
    slower: upper.length,
    forks: forks.length,
  };
}

/** Details: `gcShare` of the steady time. */
function gcBound(forks: readonly ForkRecord[]): Details | null {
  const share = gcShare(forks);
  return share >= GC_BOUND ? { gcShare: share } : null;
}

/** Details: bytes that a fork's steady calls left behind (`total`), and by each of them (`each`). */
function memoryGrows(forks: readonly ForkRecord[]): Details | null {
  const total = median(forks.map(({ retained = 0 }) => retained));
  const each = median(
    forks.map(
      (fork) => (fork.retained ?? 0) / (fork.batch * Math.max(1, fork.samples.length - fork.steadyFrom)),
    ),
  );
  return total >= GROWTH ? { total, each } : null;
}

/**
 * Too few forks for an interval, or too few samples in them. Details: `forks`, `samples` of a typical one, and the
 * `budget` (ns) that six rounds ask for, where that is why.
 */
function tooFewSamples(
  forks: readonly ForkRecord[],
  { budgetForSix = null, pairs }: FindingsRequest,
): Details | null {
  // What others are judged against has a measurement of its own, with forks of its own.
  const name = forks[0]?.variant;
  const judged = pairs.length === 0 || pairs.some(({ variant }) => variant === name);
  if (!judged) return null;
  const samples = median(forks.map((fork) => fork.samples.length - fork.steadyFrom));
  if (samples >= FEWEST_SAMPLES && forks.length >= FEWEST_ROUNDS) return null;
  return { samples, forks: forks.length, ...(budgetForSix === null ? {} : { budget: budgetForSix }) };
}

/** Details: how many of the `forks` gave another value at the end (`changed`). */
function resultChanges(forks: readonly ForkRecord[]): Details | null {
  const changed = forks.filter((fork) => fork.sameResult === false).length;
  return changed > 0 ? { changed, forks: forks.length } : null;
}

/** Details: `prepare` and one `call` of the baseline, ns. */
function workMoved(forks: readonly ForkRecord[], { rounds, baseline }: FindingsRequest): Details | null {
  if (baseline === null || forks[0]?.variant === baseline) return null;
  const prepare = median(forks.map((fork) => fork.prepare));
  const call = median(logEstimates(forksOf(rounds, baseline)).map(Math.exp));
  return prepare > Math.max(call, COLD_START) ? { prepare, call } : null;
}

/** Its samples are windows of many calls, and its empty call has a finding of its own: `load-limited`. */
function isUnderLoad(forks: readonly ForkRecord[]): boolean {
  return forks.some(({ latency }) => latency !== undefined);
}

function logEstimates(forks: readonly ForkRecord[]): number[] {
  const estimator = chooseEstimator(forks);
  return forks.map((fork) => Math.log(estimateOf(fork, estimator)));
}

/** Commands with `--time-file`: our clock has no part in their times. */
function timeThemselves(forks: readonly ForkRecord[]): boolean {
  return forks.some(({ command }) => command?.timesItself);
}
