/** Doubts about a measurement, found in its rounds: data only, `views/findings.ts` words them. */
import type { FindingsRequest, FoundFinding } from "./finding-request.js";
import { findInForks } from "./fork-findings.js";
import { findInPair } from "./pair-findings.js";

export type { FindingsRequest, FoundFinding } from "./finding-request.js";

/** Grouped by variant in the order of sides, then by pair. */
export function findFindings(request: FindingsRequest): FoundFinding[] {
  const variants = [...new Set(request.rounds.flatMap((round) => round.forks.map((fork) => fork.variant)))];
  return [
    ...variants.flatMap((variant) => findInForks(variant, request)),
    ...request.pairs.flatMap((pair) => findInPair(pair, request)),
  ];
}
