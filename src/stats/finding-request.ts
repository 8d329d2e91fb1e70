/** What findings are looked for in, and what a found one is before it is recorded with a time. */
import type { Finding } from "../model/finding.js";
import type { Round } from "../model/measurement.js";
import type { Parameters } from "../model/workload.js";

export interface FindingsRequest {
  readonly rounds: readonly Round[];
  /** The ratios that were formed, by names of sides. */
  readonly pairs: readonly { readonly variant: string; readonly against: string }[];
  /** Whose one call `prepare` is held against; null where nothing was measured beside it. */
  readonly baseline: string | null;
  readonly parameters: Parameters;
  /** Smallest ratio minus one that counts as a difference. */
  readonly margin: number;
  /** Of one clock cycle; 3000 where unknown. */
  readonly cpuMhz?: number | null;
  /** Each call was clocked alone (`--per-call`). */
  readonly perCall?: boolean;
  /** ns of `--budget` that six rounds take, where fewer were run for want of it. */
  readonly budgetForSix?: number | null;
  /** Calls per sample when the same code was measured before, by names of sides. */
  readonly recordedBatches?: Readonly<Record<string, number>>;
}

export type FoundFinding = Omit<Finding, "recorded">;
