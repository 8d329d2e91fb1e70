/** Bare `%case`: where the study stands, what is stale, what to do next. */
import type { Case } from "../model/case.js";
import { machineKey } from "../model/environment.js";
import type { MimeBundle } from "../model/output.js";
import { parametersText } from "./facts.js";
import { findingLine } from "./findings.js";
import { html, NOTHING } from "./html.js";
import { badge, code, lead, note, panel, paragraph, toneOfVerdict } from "./look.js";
import { machineText } from "./machine-text.js";
import { staleNames, staleSentence } from "./marks.js";
import { mimeBundle } from "./mime.js";
import { targetSentence } from "./sentences.js";
import { stageTableHtml, stageTableText } from "./stage-table.js";
import { finalVariant, headline, stages } from "./summary.js";
import { indent, lines } from "./text.js";

export function caseView(input: {
  readonly record: Case;
  readonly next: string;
  readonly opening?: "New case" | "Case taken up" | "Case";
  /** Id of the present kernel session: entries of an earlier one are marked so. */
  readonly session?: string;
}): MimeBundle {
  const { record, next, opening = "Case", session } = input;
  const empty = record.variants.length === 0;
  const origins = originSentences(record, session);
  const stale = staleSentence(record);
  return mimeBundle({
    text: caseText({ record, opening, origins, next }),
    html: panel(
      lead(html`${opening}: ${record.title}`),
      empty ? NOTHING : paragraph(headline(record)),
      html`${record.targets.map((target) => paragraph(html`${badge(target.verdict, toneOfVerdict(target.verdict))} ${targetSentence(target)}`))}`,
      empty ? NOTHING : stageTableHtml(record),
      stale !== null && note(stale),
      html`${origins.map((sentence) => note(sentence))}`,
      note(
        html`${parametersText(record.workload.parameters)} · ${machineText(record.environment)} · recorded in ${code(`.benchbook/${record.id}/`)}`,
      ),
      paragraph(html`<b>Next:</b> ${next}`),
    ),
    data: {
      kind: "case",
      id: record.id,
      title: record.title,
      headline: headline(record),
      final: finalVariant(record)?.name ?? null,
      targets: record.targets,
      stages: stages(record).map(({ variant, marks }) => ({ name: variant.name, role: variant.role, marks })),
      stale: staleNames(record),
      origins,
      next,
    },
  });
}

function caseText(given: {
  readonly record: Case;
  readonly opening: string;
  readonly origins: readonly string[];
  readonly next: string;
}): string {
  const { record, opening, origins, next } = given;
  const empty = record.variants.length === 0;
  const doubts = record.findings.map(findingLine);
  return lines(
    `${opening}: ${record.title} (${record.id})`,
    !empty && headline(record),
    ...record.targets.map(targetSentence),
    !empty && indent(stageTableText(record)),
    staleSentence(record),
    ...origins,
    doubts.length > 0 && `findings:\n${indent(doubts.join("\n"))}`,
    `workload: ${parametersText(record.workload.parameters)}; ${machineText(record.environment)}`,
    `next: ${next}`,
  );
}

/** Figures that were not taken in this session, or not on this machine. */
function originSentences(record: Case, session: string | undefined): readonly string[] {
  const measured = stages(record).flatMap(({ variant, measurement }) =>
    measurement === null ? [] : [{ name: variant.name, ...measurement }],
  );
  const here = machineKey(record.environment);
  const elsewhere = measured.filter((one) => one.machine !== here);
  const earlier = session === undefined ? [] : measured.filter((one) => one.session !== session);
  const names = (list: typeof measured) => list.map(({ name }) => name).join(", ");
  return [
    ...(earlier.length > 0 ? [`From an earlier session: ${names(earlier)}.`] : []),
    ...(elsewhere.length > 0
      ? [
          `Measured on another machine or Node, which does not compare with ${here}: ${names(elsewhere)} (${[...new Set(elsewhere.map((one) => one.machine))].join("; ")}).`,
        ]
      : []),
  ];
}
