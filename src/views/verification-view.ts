/** `%verify`: is a variant's value the baseline's? */
import type { Case } from "../model/case.js";
import type { MimeBundle } from "../model/output.js";
import type { Check, Verification } from "../model/verification.js";
import { type CheckGroup, checkGroups } from "./check-groups.js";
import { findingsHtml, findingsOf, findingsText } from "./finding-list.js";
import { type Html, html } from "./html.js";
import { badge, lead, note, panel, table, toneOfVerdict } from "./look.js";
import { mimeBundle } from "./mime.js";
import { indent, lines, textTable } from "./text.js";
import { CHECK_MARKS, CHECK_NAMES, toleranceText, verificationSentence } from "./verification-words.js";

export function verificationView(input: {
  readonly verification: Verification | readonly Verification[];
  readonly record: Case;
}): MimeBundle {
  const { record } = input;
  const verifications: readonly Verification[] =
    "variant" in input.verification ? [input.verification] : input.verification;
  const found = verifications
    .flatMap((one) => findingsOf(record, one.variant))
    .filter((one) => ABOUT_VALUES.has(one.code));
  const tolerances = [...new Set(verifications.map(toleranceText))];
  return mimeBundle({
    text: lines(...verifications.map(oneText), ...tolerances, findingsText(found)),
    html: panel(
      html`${verifications.map(oneHtml)}`,
      html`${tolerances.map((text) => note(text))}`,
      findingsHtml(found),
    ),
    data: { kind: "verification", verifications, findings: found },
  });
}

const ABOUT_VALUES: ReadonlySet<string> = new Set([
  "not-deterministic",
  "degenerate-result",
  "result-changes",
]);

function oneText(verification: Verification): string {
  return lines(
    verificationSentence(verification),
    indent(
      textTable({
        head: ["check", "at", "verdict", "what"],
        rows: checkGroups(verification.checks).map(checkCells),
      }),
    ),
  );
}

function oneHtml(verification: Verification): Html {
  const { verdict, stale } = verification;
  return html`${lead(verificationSentence(verification), stale ? "doubt" : toneOfVerdict(verdict === "reference" ? "verified" : verdict))}
${checkTable(verification.checks)}`;
}

export function checkTable(checks: readonly Check[]): Html {
  return table(
    [
      { title: "check", keep: true },
      { title: "at", keep: true },
      { title: "verdict", keep: true },
      { title: "what" },
    ],
    checkGroups(checks).map((check) => {
      const [name = "", at = "", verdict = "", what = ""] = checkCells(check);
      return [
        name,
        at,
        check.verdict === "skipped" ? verdict : badge(verdict, toneOfVerdict(check.verdict)),
        what,
      ];
    }),
  );
}

function checkCells({ kind, count, at, verdict, described, reason }: CheckGroup): readonly string[] {
  return [
    count === 1 ? CHECK_NAMES[kind] : `${CHECK_NAMES[kind]} (${count})`,
    at,
    CHECK_MARKS[verdict],
    [described, reason].filter((part) => part !== "").join("; "),
  ];
}
