/** Values against the baseline's, and what the record keeps of that. */
import type { Case, Variant } from "../../model/case.js";
import type { Finding } from "../../model/finding.js";
import type { ForkFailure, Watch } from "../../model/ports/engine.js";
import { sameParameters, withFindings, withVerification } from "../../model/record.js";
import type { Check, Tolerance, Verification, VerificationVerdict } from "../../model/verification.js";
import type { Parameters } from "../../model/workload.js";
import { forkError } from "../failure.js";
import type { MagicContext } from "../magic.js";
import { requireUnchanged } from "./revision.js";
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

export interface ValueChecked {
  readonly verification: Verification;
  /** The first fork that gave no value; its check counts as failed. */
  readonly failure: ForkFailure | null;
}

/** Runs the checks and keeps the verification. Throws only where the user interrupted. */
export async function checkValues(
  request: ValueCheck,
  context: MagicContext,
  watch: Watch,
): Promise<ValueChecked> {
  const { variant, baseline, tolerance, property, timeout } = request;
  await requireUnchanged([variant, baseline], context);
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
    return { verification: await keep(request, [...checks, ...request.known], context), failure };
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
    return doubts(verified, request, checks, state.now());
  });
  return verification;
}

/** What the values themselves make doubtful: a workload that is not deterministic, a result that proves little. */
function doubts(record: Case, { variant }: ValueCheck, checks: readonly Check[], recorded: string): Case {
  const repeated = checks.find((check) => check.kind === "repeat" && check.verdict === "different");
  const degenerate = checks.find((check) => check.degenerate);
  const found: Finding[] = [];
  const subject = { variant: variant.name, against: null, recorded };
  if (repeated !== undefined) {
    const details = { path: repeated.mismatch?.path ?? "" };
    found.push({ ...subject, code: "not-deterministic", parameters: repeated.parameters, details });
  }
  if (degenerate !== undefined) {
    const details = { described: degenerate.described ?? "", note: degenerate.note ?? "" };
    found.push({ ...subject, code: "degenerate-result", parameters: degenerate.parameters, details });
  }
  return found.reduce((changed, finding) => {
    const others = changed.findings.filter(
      (one) =>
        one.variant === finding.variant &&
        one.code !== finding.code &&
        sameParameters(one.parameters, finding.parameters),
    );
    return withFindings(changed, finding, [...others, finding]);
  }, record);
}

/** Verified only where something was compared and nothing differed. */
function verdictOf(checks: readonly Check[]): VerificationVerdict {
  if (checks.some((check) => check.verdict === "different" || check.verdict === "failed")) return "failed";
  const compared = checks.filter((check) => check.verdict !== "skipped");
  return compared.length > 0 && compared.every((check) => check.verdict === "same")
    ? "verified"
    : "unverified";
}
