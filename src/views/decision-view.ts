/** `%keep`, `%reject`: a decision and what it rests on. */
import type { Case, Decision } from "../model/case.js";
import type { MimeBundle } from "../model/output.js";
import { findVariant } from "../model/record.js";
import { html } from "./html.js";
import { lead, note, panel, paragraph } from "./look.js";
import { mimeBundle } from "./mime.js";
import { comparisonSentence } from "./sentences.js";
import { headline, stageOf } from "./summary.js";
import { lines } from "./text.js";

export function decisionView(input: { readonly record: Case; readonly decision: Decision }): MimeBundle {
  const { record, decision } = input;
  const variant = findVariant(record, decision.variant);
  const stage = variant && stageOf(record, variant);
  const comparison = stage?.againstParent ?? stage?.againstBaseline ?? null;
  const basis = comparison
    ? comparisonSentence(comparison, record)
    : "It was not compared with another variant.";
  const now = headline(record);
  const title = `${decision.variant} is ${decision.decision}: ${decision.reason}`;
  return mimeBundle({
    text: lines(title, basis, now !== basis && `now: ${now}`),
    html: panel(
      lead(title, decision.decision === "kept" ? "good" : "muted"),
      paragraph(basis),
      now !== basis && note(html`Now: ${now}`),
    ),
    data: { kind: "decision", decision, comparison, headline: now },
  });
}
