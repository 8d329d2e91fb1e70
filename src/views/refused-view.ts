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
  const advice = `Mend the cell and run it again; where the difference is meant, --anyway times it (it is never shown as an achievement), and %verify --rtol or --atol widens the tolerance.`;
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
