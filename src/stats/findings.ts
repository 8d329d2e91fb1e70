/** Doubts about a measurement, found in its rounds: data only, `views/findings.ts` words them. */
import type { Round } from "../model/measurement.js";
import type { Parameters } from "../model/workload.js";
import { findInForks } from "./fork-findings.js";
import type { FoundFinding } from "./found-finding.js";
import { findInPair } from "./pair-findings.js";

export interface FindingsRequest {
  readonly rounds: readonly Round[];
  /** The ratios that were formed, by names of sides. */
  readonly pairs: readonly { readonly variant: string; readonly against: string }[];
  /** Whose one call `prepare` is held against; null where nothing was measured beside it. */
  readonly baseline: string | null;
  readonly parameters: Parameters;
  readonly margin: number;
  /** Of one clock cycle; 3000 where unknown. */
  readonly cpuMhz?: number | null;
  /** Each call was clocked alone (`--per-call`). */
  readonly perCall?: boolean;
}

/** Grouped by variant in the order of sides, then by pair. */
export function findFindings(request: FindingsRequest): FoundFinding[] {
  const variants = [...new Set(request.rounds.flatMap((round) => round.forks.map((fork) => fork.variant)))];
  return [
    ...variants.flatMap((variant) => findInForks(variant, request)),
    ...request.pairs.flatMap((pair) => findInPair(pair, request)),
  ];
}
