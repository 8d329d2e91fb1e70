/** Findings: doubts about a number, kept as data beside it. `views/findings.ts` words them, in one place. */
import type { Parameters } from "./workload.js";

export type FindingCode =
  | "timer-limited"
  | "optimised-away"
  | "no-steady-state"
  | "drift"
  | "noisy"
  | "tail-differs"
  | "multimodal"
  | "gc-bound"
  | "throttled"
  | "busy-machine"
  | "memory-grows"
  | "too-few-samples"
  | "result-changes"
  | "work-moved"
  | "different-environment"
  | "batch-changed"
  | "ratio-moved"
  | "lockfile-differs"
  | "degenerate-result"
  | "not-deterministic"
  | "overloaded"
  | "failed-calls"
  | "too-few-calls"
  | "load-limited"
  | "interrupted";

export interface Finding {
  readonly code: FindingCode;
  readonly variant: string;
  readonly against: string | null;
  readonly parameters: Parameters;
  /** Figures that its sentence needs, in base units. */
  readonly details: Readonly<Record<string, number | string>>;
  readonly recorded: string;
}
