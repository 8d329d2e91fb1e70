/** The report as a short text for a pull request: verdict, table, how to reproduce. */
import { parametersText } from "../facts.js";
import { machineText } from "../machine-text.js";
import { peakCaption } from "../peak.js";
import { targetSentence } from "../sentences.js";
import { headline } from "../summary.js";
import type { ReportInput } from "./input.js";
import { fenced, inlineText, markdownTable } from "./markdown-text.js";
import { simultaneousNote } from "./simultaneous.js";
import { stageRows } from "./stage-rows.js";

export function reportPr(input: ReportInput): string {
  const { record, reproduce } = input;
  const doubts =
    record.findings.length === 0
      ? ""
      : `Findings: ${[...new Set(record.findings.map((one) => `${one.variant} ${one.code}`))].map(inlineText).join(", ")}.`;
  return `${[
    `### ${inlineText(record.title)}: ${inlineText(headline(record))}`,
    record.targets.map((target) => `- ${inlineText(targetSentence(target))}`).join("\n"),
    markdownTable(stageRows(input)),
    inlineText(simultaneousNote(input) ?? ""),
    inlineText(peakCaption(record) ?? ""),
    doubts,
    `<details><summary>Reproduce (${inlineText(parametersText(record.workload.parameters))}, ${inlineText(machineText(record.environment))})</summary>\n\n${fenced(reproduce.command, "sh")}\n\n</details>`,
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}
