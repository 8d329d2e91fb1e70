/** Values against the baseline's, and what the record keeps of that. */
import type { Variant } from "../../model/case.js";
import type { Watch } from "../../model/ports/engine.js";
import { sameParameters, withFindings, withVerification } from "../../model/record.js";
import type { Check, Tolerance, Verification, VerificationVerdict } from "../../model/verification.js";
import type { Parameters } from "../../model/workload.js";
import { forkError } from "../failure.js";
import type { MagicContext } from "../magic.js";
import { sideOf } from "./sides.js";

export const DEFAULT_TOLERANCE: Tolerance = { rtol: null, atol: null, shape: null };

export interface ValueCheck {
  readonly variant: Variant;
  readonly baseline: Variant;
  readonly checks: readonly { readonly kind: Check["kind"]; readonly parameters: Parameters }[];
  /** Checks that are known without a fork, such as seeds that were skipped. */
  readonly known: readonly Check[];
  readonly tolerance: Tolerance;
  /** JavaScript of a property, or null. */
  readonly property: string | null;
  /** ns per call. */
  readonly timeout: number;
}

/** Runs the checks and keeps the verification. Throws only where the user interrupted. */
export async function checkValues(
  request: ValueCheck,
  context: MagicContext,
  watch: Watch,
): Promise<Verification> {
  const { variant, baseline, tolerance, property, timeout } = request;
  context.language.pause();
  try {
    const { checks, failure } = await context.engine.check(
      {
        variant: sideOf(context, variant),
        reference: sideOf(context, baseline),
        checks: request.checks,
        tolerance,
        property,
        timeout,
      },
      watch,
    );
    if (failure?.kind === "interrupted") throw forkError(failure);
    return await keep(request, [...checks, ...request.known], context);
  } finally {
    context.language.resume();
  }
}

async function keep(
  request: ValueCheck,
  checks: readonly Check[],
  context: MagicContext,
): Promise<Verification> {
  const { variant, baseline, tolerance } = request;
  const { state } = context;
  const verification: Verification = {
    variant: variant.name,
    against: baseline.name,
    hash: variant.hash,
    againstHash: baseline.hash,
    verdict: variant.name === baseline.name ? "reference" : verdictOf(checks),
    checks,
    tolerance,
    stale: false,
    recorded: state.now(),
    session: state.session,
  };
  await state.change((record) => {
    const verified = withVerification(record, verification);
    const repeated = checks.find((check) => check.kind === "repeat");
    if (repeated?.verdict !== "different") return verified;
    const found = {
      code: "not-deterministic" as const,
      variant: variant.name,
      against: null,
      parameters: repeated.parameters,
      details: { path: repeated.mismatch?.path ?? "" },
      recorded: state.now(),
    };
    const others = record.findings.filter(
      (one) =>
        one.variant === variant.name &&
        sameParameters(one.parameters, repeated.parameters) &&
        one.code !== "not-deterministic",
    );
    return withFindings(verified, { variant: variant.name, parameters: repeated.parameters }, [
      ...others,
      found,
    ]);
  });
  return verification;
}

/** Verified only where something was compared and nothing differed. */
function verdictOf(checks: readonly Check[]): VerificationVerdict {
  if (checks.some((check) => check.verdict === "different" || check.verdict === "failed")) return "failed";
  const compared = checks.filter((check) => check.verdict !== "skipped");
  return compared.length > 0 && compared.every((check) => check.verdict === "same")
    ? "verified"
    : "unverified";
}
