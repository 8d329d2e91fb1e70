/** The report as Markdown, for a repository or a wiki: the same parts as the page, with tables and code blocks. */
import type { Case } from "../../model/case.js";
import { formatDuration } from "../../model/units.js";
import { ceilingResult } from "../ceiling.js";
import { checkGroups } from "../check-groups.js";
import { commandSentence } from "../command.js";
import { COMPLEXITY_BASIS } from "../complexity-view.js";
import { instantText, parametersText, rateText, timeInterval } from "../facts.js";
import { fileDiffs, fileDiffTitle } from "../file-diff.js";
import { findingWords } from "../findings.js";
import { growthSentences } from "../growth.js";
import { environmentRows } from "../machine-view.js";
import { isRefuted } from "../marks.js";
import { peakCaption } from "../peak.js";
import { modulesSentence, revisionRows } from "../revision-words.js";
import { comparisonSentence, predictionSentence, sentence, targetSentence } from "../sentences.js";
import { codeDiff, diffCount, diffText } from "../source-diff.js";
import { headline, type Stage, stages } from "../summary.js";
import { tuningParagraph } from "../tuning-words.js";
import { CHECK_MARKS, CHECK_NAMES, verificationSentence } from "../verification-words.js";
import { complexityTableRows } from "./complexity.js";
import type { ReportInput } from "./input.js";
import { latencyNote, latencySentences, latencyTableRows } from "./latency.js";
import { profileParts } from "./markdown-profile.js";
import { fenced, inlineText, markdownTable, shiftHeadings } from "./markdown-text.js";
import { methodSentences } from "./method.js";
import { simultaneousNote } from "./simultaneous.js";
import { stageRows } from "./stage-rows.js";
import { endingOf, SILENT, type Story, storyOf } from "./story.js";

export function reportMarkdown(input: ReportInput): string {
  const { record, generated } = input;
  const story = storyOf(input.story, record);
  const ending = endingOf(story);
  return `${[
    `# ${inlineText(record.title)}`,
    `**${inlineText(headline(record))}**`,
    record.targets.map((target) => `- ${inlineText(targetSentence(target))}`).join("\n"),
    `${inlineText(parametersText(record.workload.parameters))}; recorded ${instantText(record.updated)}, written by benchbook ${record.environment.benchbook} on ${instantText(generated)}.`,
    shiftHeadings(story.introduction, 1),
    "## Overview",
    markdownTable(stageRows(input)),
    inlineText(simultaneousNote(input) ?? ""),
    inlineText(peakCaption(record) ?? ""),
    latencyPart(record),
    complexityPart(record),
    "## Stage by stage",
    ...stages(record).map((stage) => stagePart(input, stage, story)),
    "## Verification",
    shiftHeadings(story.verification, 1),
    verificationPart(record),
    ending === null ? "" : `## ${inlineText(ending.title)}\n\n${shiftHeadings(ending.text, 1)}`,
    "## Findings",
    findingsPart(record),
    "## Environment",
    markdownTable([["what", "value"], ...environmentRows(record.environment), ...revisionRows(record)]),
    "## Method",
    methodSentences(record).map(inlineText).join("\n\n"),
    "## How to reproduce",
    fenced(input.reproduce.command, "sh"),
    `Raw samples, bundles and profiles are in \`.benchbook/${record.id}/\`.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

function stagePart(input: ReportInput, stage: Stage, story: Story): string {
  const { record, profiles, files = {}, formatted = {} } = input;
  const { variant, parent, measurement, againstParent, againstBaseline, verification, decision } = stage;
  const wrong = isRefuted(stage.marks);
  const origin = modulesSentence(variant);
  const told = story.stages[variant.name] ?? SILENT;
  const ceiling = ceilingResult(variant, wrong ? null : againstParent);
  const comparisons = [againstParent, againstBaseline].filter((one) => one !== null);
  return [
    `### ${inlineText(variant.name)}${stage.marks.length > 0 ? ` (${stage.marks.join(", ")})` : ""}`,
    shiftHeadings(told.before, 2),
    variant.hypothesis === null ? "" : `> **Hypothesis:** ${inlineText(variant.hypothesis)}`,
    variant.expect !== null && againstParent && !wrong
      ? inlineText(sentence(predictionSentence(variant.expect, againstParent)))
      : "",
    ceiling === null ? "" : inlineText(sentence(ceiling)),
    parent === null
      ? fenced(variant.source.replace(/^\s*\n/, ""), variant.language === "shell" ? "sh" : "ts")
      : codeChange(codeDiff(parent, variant, formatted), parent.name),
    inlineText(tuningParagraph(variant)),
    ...(parent === null ? [] : fileDiffs(files[parent.name] ?? {}, files[variant.name] ?? {})).flatMap(
      (file) => [`**${inlineText(fileDiffTitle(file))}**`, fenced(diffText(file.lines), "diff")],
    ),
    origin === null ? "" : inlineText(`${origin}.`),
    ...new Set(comparisons.map((one) => inlineText(sentence(comparisonSentence(one, record))))),
    measurement === null
      ? "Not timed."
      : `One call takes **${formatDuration(measurement.time.estimate)}** (${timeInterval(measurement)}${rateText(measurement) ? `, ${rateText(measurement)}` : ""}).${inlineText(commandSentence(measurement))}`,
    ...latencySentences(stage).map(inlineText),
    ...growthSentences(record, variant).map(inlineText),
    shiftHeadings(told.result, 2),
    ...profileParts({ record, stage, profiles }),
    shiftHeadings(told.profile, 2),
    verification === null ? "" : inlineText(sentence(verificationSentence(verification))),
    decision === null
      ? ""
      : `**${decision.decision === "kept" ? "Kept" : "Rejected"}:** ${inlineText(decision.reason)}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function codeChange(lines: ReturnType<typeof codeDiff>, parent: string): string {
  const { added, removed } = diffCount(lines);
  if (added + removed === 0) return inlineText(`No change in code against ${parent}.`);
  return fenced(diffText(lines), "diff");
}

function latencyPart(record: Case): string {
  const rows = latencyTableRows(record);
  return rows === null ? "" : `${markdownTable(rows)}\n\n${inlineText(latencyNote(record))}`;
}

function complexityPart(record: Case): string {
  const rows = complexityTableRows(record);
  return rows === null ? "" : `${markdownTable(rows)}\n\n${inlineText(COMPLEXITY_BASIS)}`;
}

function verificationPart(record: Case): string {
  if (record.verifications.length === 0) return "Nothing has been verified.";
  const rows = record.verifications.flatMap((one) =>
    checkGroups(one.checks).map((group) => [
      `${one.variant}${one.stale ? " (STALE)" : ""}`,
      `${CHECK_NAMES[group.kind]}${group.count === 1 ? "" : ` (${group.count})`}`,
      group.at,
      CHECK_MARKS[group.verdict],
      group.reason,
    ]),
  );
  return markdownTable([["variant", "check", "at", "verdict", "difference"], ...rows]);
}

function findingsPart(record: Case): string {
  if (record.findings.length === 0) return "None of the checks on the measurements raised a doubt.";
  return record.findings
    .map((finding) => {
      const { sentence, meaning, advice } = findingWords(finding);
      return `- **${finding.code}** (${inlineText(parametersText(finding.parameters))}): ${inlineText(`${sentence} ${meaning} ${advice}`)}`;
    })
    .join("\n");
}
