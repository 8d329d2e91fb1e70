/** Verifications in words: what was compared, what differs first, by how much. */

import { formatPercent } from "../model/units.js";
import type { Check, Mismatch, Verification } from "../model/verification.js";
import { parametersText } from "./facts.js";

/** "blocked returns what naive returns in all 5 checks", "shared returns a wrong result: at [0] …". */
export function verificationSentence(verification: Verification): string {
  const { variant, verdict, stale } = verification;
  return `${stale ? "STALE: " : ""}${variant} ${SENTENCES[verdict](verification)}`;
}

const SENTENCES: Readonly<Record<Verification["verdict"], (verification: Verification) => string>> = {
  reference({ checks }) {
    const [doubt] = checks.filter((check) => check.verdict !== "same" && check.verdict !== "skipped");
    if (doubt === undefined) return "is the reference: its two runs agree";
    if (doubt.verdict !== "different")
      return `is the reference, but its value cannot be compared: ${checkReason(doubt)}`;
    return `is the reference, but its two runs differ: the workload is not deterministic; ${checkReason(doubt)}`;
  },
  verified({ against, checks }) {
    const done = checks.filter((check) => check.verdict !== "skipped");
    const where = done.length === 1 ? "1 check" : `all ${done.length} checks`;
    return done.every((check) => check.kind === "property")
      ? "has the property asked for"
      : `returns what ${against} returns in ${where}`;
  },
  failed({ checks }) {
    const wrong = checks.find((check) => check.verdict === "different");
    if (wrong) return `returns a WRONG RESULT at ${parametersText(wrong.parameters)}: ${checkReason(wrong)}`;
    const failed = checks.find((check) => check.verdict === "failed");
    return failed
      ? `gave no result to compare at ${parametersText(failed.parameters)}: ${checkReason(failed)}`
      : "returns a WRONG RESULT";
  },
  unverified({ checks }) {
    const why = checks.find((check) => check.verdict === "unverified");
    return `is UNVERIFIED${why?.note ? `: ${why.note}` : ""}`;
  },
};

export function checkReason(check: Check): string {
  if (check.mismatch) return mismatchText(check.mismatch);
  return check.note ?? "";
}

/** "at [3] expected 1.5, got 1.6; 12 of 256 differ (4.69 %), by at most 0.1 (relative 0.067)". */
export function mismatchText(mismatch: Mismatch): string {
  const { path, expected, actual, differing, compared, maxAbsolute, maxRelative } = mismatch;
  const where = path === "" ? "" : `at ${path} `;
  const share =
    compared > 1 ? `; ${differing} of ${compared} differ (${formatPercent(differing / compared)})` : "";
  const by =
    maxAbsolute === null || maxAbsolute === 0
      ? ""
      : `, by at most ${short(maxAbsolute)}${maxRelative === null ? "" : ` (relative ${short(maxRelative)})`}`;
  return `${where}expected ${expected}, got ${actual}${share}${by}`;
}

export const CHECK_NAMES: Readonly<Record<Check["kind"], string>> = {
  inputs: "the workload's inputs",
  seed: "another seed",
  size: "another size",
  property: "the property",
  repeat: "the reference again",
};

export const CHECK_MARKS: Readonly<Record<Check["verdict"], string>> = {
  same: "✓ same",
  different: "✗ different",
  failed: "✗ failed",
  unverified: "? unverified",
  skipped: "– skipped",
};

/** "Within rtol 1e-6 …" or the defaults. */
export function toleranceText({ tolerance, checks }: Verification): string {
  const { rtol, atol, shape } = tolerance;
  const extents = shape === null ? "" : ` ${shapeText(shape, checks)}`;
  if (rtol === null && atol === null)
    return `Tolerance by kind: exact for integers and strings, rtol 1e-5 for float32, 1e-12 for float64, relative to the largest magnitude.${extents}`;
  const given = [rtol === null ? null : `rtol ${rtol}`, atol === null ? null : `atol ${atol}`].filter(
    (part) => part !== null,
  );
  return `Tolerance: ${given.join(", ")}.${extents}`;
}

/** A list of another length keeps its flat positions. */
function shapeText(shape: NonNullable<Verification["tolerance"]["shape"]>, checks: readonly Check[]): string {
  const flat = shape.length > 1 && checks.some(({ mismatch }) => /\[\d+\]$/.test(mismatch?.path ?? ""));
  const words = `Shape ${shape.join(" × ")}`;
  return flat ? `${words} does not fit the length of what differs, so its position is flat.` : `${words}.`;
}

function short(value: number): string {
  return Number.isFinite(value) ? Number(value.toPrecision(3)).toString() : String(value);
}
