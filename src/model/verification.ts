/** Verifications: is a variant's value the baseline's? */
import type { Parameters } from "./workload.js";

export type VerificationVerdict = "reference" | "verified" | "failed" | "unverified";

export interface Tolerance {
  /** Null: the default of the value's kind (exact, 1e-5 for float32, 1e-12 for float64). */
  readonly rtol: number | null;
  readonly atol: number | null;
  /** Extents of a flat array, so that a mismatch shows coordinates; null for none. */
  readonly shape: readonly (number | string)[] | null;
}

export interface Verification {
  readonly variant: string;
  readonly against: string;
  readonly hash: string;
  readonly againstHash: string;
  readonly verdict: VerificationVerdict;
  readonly checks: readonly Check[];
  readonly tolerance: Tolerance;
  readonly stale: boolean;
  readonly recorded: string;
  readonly session: string;
}

/** Verified only where something was compared and nothing differed. */
export function verdictOf(checks: readonly Check[]): VerificationVerdict {
  if (checks.some((check) => check.verdict === "different" || check.verdict === "failed")) return "failed";
  const compared = checks.filter((check) => check.verdict !== "skipped");
  return compared.length > 0 && compared.every((check) => check.verdict === "same")
    ? "verified"
    : "unverified";
}

/** One comparison of values. */
export interface Check {
  /** What was varied. `property` is the body of a `%%verify` cell, `repeat` the baseline against itself. */
  readonly kind: "inputs" | "seed" | "size" | "property" | "repeat";
  readonly parameters: Parameters;
  readonly verdict: "same" | "different" | "unverified" | "failed" | "skipped";
  readonly mismatch: Mismatch | null;
  /** Why it was skipped, unverified or failed, in words. */
  readonly note: string | null;
  /** What was compared: `Float32Array(65536)`. */
  readonly described: string | null;
  /** The value is empty or all NaN, so that its sameness proves little: the finding `degenerate-result`. */
  readonly degenerate?: boolean;
}

export interface Mismatch {
  /** First differing place: `[3]`, `.rows[2].name`, `[1, 0, 3]` under a shape; `` for the value itself. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  /** Largest errors over all numbers; null where none are numbers. */
  readonly maxAbsolute: number | null;
  readonly maxRelative: number | null;
  readonly differing: number;
  readonly compared: number;
}
