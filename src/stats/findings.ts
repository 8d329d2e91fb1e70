/** Doubts about a measurement, found in its rounds: data only, `views/findings.ts` words them. */
import { findInBatches } from "./batch-findings.js";
import type { FindingsRequest, FoundFinding } from "./finding-request.js";
import { findInForks } from "./fork-findings.js";
import { findInLatencies } from "./latency-findings.js";
import { findInMachine } from "./machine-findings.js";
import { findInPair } from "./pair-findings.js";

export type { FindingsRequest, FoundFinding } from "./finding-request.js";

/** Grouped by variant, then by pair; those of the machine and of batch sizes last. */
export function findFindings(request: FindingsRequest): FoundFinding[] {
  const variants = [...new Set(request.rounds.flatMap((round) => round.forks.map((fork) => fork.variant)))];
  const machine = findInMachine(request);
  const slowed = machine.some(({ code }) => code === "throttled");
  return [
    ...variants.flatMap((variant) => findInForks(variant, request)).filter((one) => !(slowed && slows(one))),
    ...variants.flatMap((variant) => findInLatencies(variant, request)),
    ...request.pairs.flatMap((pair) => findInPair(pair, request)),
    ...machine,
    ...findInBatches(request),
  ];
}

/** What `throttled` says of all sides need not be said of each. */
function slows({ code, details }: FoundFinding): boolean {
  return code === "drift" && Number(details.change) > 0;
}
