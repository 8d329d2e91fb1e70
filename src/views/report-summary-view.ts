/** `%report`: the verdict lines and where the files are. */
import type { Case } from "../model/case.js";
import type { MimeBundle } from "../model/output.js";
import { html } from "./html.js";
import { badge, code, lead, note, panel, paragraph, toneOfVerdict } from "./look.js";
import { mimeBundle } from "./mime.js";
import { peakCaption } from "./peak.js";
import { targetSentence } from "./sentences.js";
import { stageTableHtml, stageTableText } from "./stage-table.js";
import { finalVariant, headline } from "./summary.js";
import { indent, lines } from "./text.js";

export function reportSummaryView(input: {
  readonly record: Case;
  readonly files: readonly string[];
}): MimeBundle {
  const { record, files } = input;
  const final = finalVariant(record);
  return mimeBundle({
    text: lines(
      headline(record),
      ...record.targets.map(targetSentence),
      indent(stageTableText(record)),
      peakCaption(record),
      ...files.map((file) => `report: ${file}`),
    ),
    html: panel(
      lead(headline(record), final ? "good" : "doubt"),
      html`${record.targets.map((target) => paragraph(html`${badge(target.verdict, toneOfVerdict(target.verdict))} ${targetSentence(target)}`))}`,
      stageTableHtml(record),
      html`${files.map((file) => note(html`Report: ${code(file)}`))}`,
    ),
    data: {
      kind: "report",
      headline: headline(record),
      final: final?.name ?? null,
      targets: record.targets,
      files,
    },
  });
}
