/** An optimization whose value is wrong: it was not timed, and this says what differs. */
import type { Case } from "../model/case.js";
import type { MimeBundle } from "../model/output.js";
import { findVariant } from "../model/record.js";
import type { Verification } from "../model/verification.js";
import { changedFilesSentence } from "./changed-files.js";
import { lead, note, panel, paragraph } from "./look.js";
import { mimeBundle } from "./mime.js";
import { lines } from "./text.js";
import { tuningHtml, tuningText } from "./tuning-view.js";
import { checkTable } from "./verification-view.js";
import { checkReason, toleranceText } from "./verification-words.js";

export function refusedView(input: {
  readonly record: Case;
  readonly variant: string;
  readonly verification: Verification;
}): MimeBundle {
  const { variant, verification } = input;
  const bad = verification.checks.find(
    (check) => check.verdict === "different" || check.verdict === "failed",
  );
  const subject = findVariant(input.record, variant);
  const reference = findVariant(input.record, verification.against);
  const edited = subject && reference ? changedFilesSentence(subject, reference) : null;
  const title = `${variant} was not timed: its result is not ${verification.against}'s`;
  const reason = bad ? checkReason(bad) : "";
  const advice = adviceOn(bad?.mismatch?.maxRelative ?? null);
  return mimeBundle({
    text: lines(title, reason, edited, subject && tuningText(subject), toleranceText(verification), advice),
    html: panel(
      lead(title, "bad"),
      paragraph(reason),
      edited !== null && paragraph(edited),
      subject ? tuningHtml(subject) : null,
      checkTable(verification.checks),
      note(toleranceText(verification)),
      note(advice),
    ),
    data: { kind: "refused", variant, verification, edited },
  });
}

/** Errors smaller than this may be rounding, such as of sums in another order. */
const ROUNDING = 1e-3;

function adviceOn(relative: number | null): string {
  const rounding =
    relative !== null && relative > 0 && relative < ROUNDING
      ? `where it is rounding, such as of a sum in another order or in single precision, allow it by --rtol ${allowance(relative)} on this cell and on %verify`
      : "where the difference is meant, widen the tolerance by --rtol or --atol on this cell and on %verify";
  return `Mend the cell and run it again; ${rounding}. --anyway times it all the same, and it is never shown as an achievement.`;
}

/** The next power of ten that is ten times the error: `1e-5`. */
function allowance(relative: number): string {
  return `1e${Math.ceil(Math.log10(relative)) + 1}`;
}
