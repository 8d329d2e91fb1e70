/** Findings about the machine while a measurement ran: other work on it, or a speed that sank for all sides alike. */
import type { ForkRecord } from "../model/measurement.js";
import type { FindingsRequest, FoundFinding } from "./finding-request.js";
import { chooseEstimator } from "./forks.js";
import { median } from "./quantile.js";
import { estimateOf, mean } from "./summary.js";
import { slopeOf, totalDrift } from "./trend.js";

/** Of all sides at once, under the name of the variant that was measured. */
export function findInMachine(request: FindingsRequest): FoundFinding[] {
  return [...busyMachine(request), ...throttled(request)];
}

/**
 * A loop alone on its processor gets all of the time but for interrupts of a percent or two, and threads of the
 * compiler and the collector add to it. Where a tenth is gone, another process had it: a mean is then off by five
 * margins of 2 %, and every slice of some milliseconds spoils the samples that it falls into.
 */
const CPU_SHARE = 0.9;
/** Time stolen prolongs what runs by the same share: from the usual margin on it is of the size of what is claimed. */
const STOLEN = 0.02;

/**
 * Details: `cpuShare` of a typical fork's steady time and its involuntary `switches` per second, or `steal` (0 to 1),
 * or all: what raised it.
 */
function busyMachine({ rounds, pairs, parameters }: FindingsRequest): FoundFinding[] {
  const forks = rounds.flatMap((round) => round.forks);
  const variant = pairs[0]?.variant ?? forks[0]?.variant;
  if (variant === undefined) return [];
  const stolen = forks.flatMap(({ steal }) => (steal === undefined ? [] : [steal]));
  const steal = stolen.length > 0 ? mean(stolen) : null;
  const running = forks.filter(isBusyLoop);
  const cpuShare = running.length > 0 ? median(running.map(({ cpu, steadyTime }) => cpu / steadyTime)) : null;
  const interrupted = cpuShare !== null && cpuShare < CPU_SHARE;
  const robbed = steal !== null && steal > STOLEN;
  if (!interrupted && !robbed) return [];
  const details = {
    ...(interrupted ? { cpuShare, switches: Math.round(median(running.map(switchesPerSecond))) } : {}),
    ...(robbed ? { steal } : {}),
  };
  return [{ code: "busy-machine", variant, against: null, parameters, details }];
}

/** The collector's threads wait about as often as a busy machine interrupts the loop; beyond twice that, the loop itself waits. */
const WAITS_PER_INTERRUPTION = 2;

/** Where work waits for a file or a lock, processor time below wall time is its own doing. */
function isBusyLoop({ asynchronous, switches, steadyTime }: ForkRecord): boolean {
  if (asynchronous || switches === undefined || !(steadyTime > 0)) return false;
  const { involuntary, voluntary } = switches;
  return involuntary > 0 && voluntary <= WAITS_PER_INTERRUPTION * involuntary;
}

function switchesPerSecond({ switches, steadyTime }: ForkRecord): number {
  return ((switches?.involuntary ?? 0) * 1e9) / steadyTime;
}

/** Each side has at least this part of the common trend; a trend of one side alone would leave the other with none. */
const LEAST_PART = 0.5;

/**
 * A clock that sinks in heat, or a quota that is used up, slows all sides alike from round to round; what slows one
 * alone is its own drift. The trend of the rounds' mean log time is tested as drift is, and must exceed the margin.
 * Details: relative `change` from the first to the last of the `rounds`.
 */
function throttled({ rounds, pairs, parameters, margin }: FindingsRequest): FoundFinding[] {
  const [pair] = pairs;
  if (!pair) return [];
  const sides = logTimesBySide(rounds);
  const [first] = sides;
  if (!first || sides.length < 2) return [];
  const common = first.map((_, round) => mean(sides.map((times) => times[round] as number)));
  const change = totalDrift(common);
  if (change === null || change <= Math.log1p(margin)) return [];
  const least = LEAST_PART * slopeOf(common);
  if (sides.some((times) => slopeOf(times) < least)) return [];
  const details = { change: Math.expm1(change), rounds: first.length };
  return [{ code: "throttled", ...pair, parameters, details }];
}

/** One list a side, of the rounds that hold them all. */
function logTimesBySide(rounds: FindingsRequest["rounds"]): number[][] {
  const most = Math.max(...rounds.map(({ forks }) => forks.length));
  const whole = rounds.filter(({ forks }) => forks.length === most).map(({ forks }) => forks);
  const estimator = chooseEstimator(whole.flat());
  const names = whole[0]?.map(({ variant }) => variant) ?? [];
  return names.map((name) =>
    whole.flatMap((forks) =>
      forks.filter(({ variant }) => variant === name).map((fork) => Math.log(estimateOf(fork, estimator))),
    ),
  );
}
