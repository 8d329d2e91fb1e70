/** One stage of the report: story, hypothesis, source against its parent, before and after, profile, check, decision. */
import type { Case } from "../../model/case.js";
import type { Round } from "../../model/measurement.js";
import { formatDuration, formatRatio } from "../../model/units.js";
import { timeChart } from "../case-charts.js";
import { ceilingResult } from "../ceiling.js";
import { commandSentence } from "../command.js";
import { parametersText, rateText, timeInterval } from "../facts.js";
import { findingsOf } from "../finding-list.js";
import { growthSentences } from "../growth.js";
import { type Html, html, NOTHING } from "../html.js";
import { withOptions } from "../look.js";
import { renderMarkdown } from "../markdown.js";
import type { Mark } from "../marks.js";
import { isRefuted } from "../marks.js";
import { comparisonSentence, predictionSentence, sentence } from "../sentences.js";
import { type Stage, stageOf } from "../summary.js";
import { verificationSentence } from "../verification-words.js";
import { chartFigure } from "./chart.js";
import { evidence } from "./evidence.js";
import { findingItems } from "./findings.js";
import { latencySentences } from "./latency.js";
import { profileSection, type StageProfiles } from "./profile.js";
import { type FilesOf, stageSource } from "./stage-source.js";
import type { StageStory } from "./story.js";
import { tuningBlock } from "./tuning.js";

export interface StageInput {
  readonly record: Case;
  readonly stage: Stage;
  /** `1`, `2`, …; empty for what is no step of the journey. */
  readonly number: string;
  readonly story: StageStory;
  readonly profiles: StageProfiles["profiles"];
  /** Every ordered sample of its measurement; none where the file is not there. */
  readonly rounds: readonly Round[];
  readonly files: FilesOf;
  readonly formatted?: Readonly<Record<string, string>>;
}

export function stageSection(input: StageInput): Html {
  const { stage, story } = input;
  return html`<section class="stage" id="${stageId(stage)}">
<h3><span class="number">${input.number}</span>${stage.variant.name} <span class="role">${roleText(stage)}</span>${reportMarks(stage.marks)}${decisionMark(stage)}</h3>
${told(story.before)}
${hypothesis(stage)}
${stageSource(stage, input.files, input.formatted)}
${tuningBlock(stage.variant)}
${result(input)}
${latencySentences(stage).map((one) => html`<p>${one}</p>`)}
${growthSentences(input.record, stage.variant).map((one) => html`<p>${one}</p>`)}
${evidence(input)}
${told(story.result)}
${profileSection(input)}
${told(story.profile)}
${verified(stage)}
${findingItems(findingsOf(input.record, stage.variant.name))}
${decision(stage)}
</section>`;
}

function told(markdown: string): Html {
  return markdown === "" ? NOTHING : html`<div class="story">${renderMarkdown(markdown, 3)}</div>`;
}

export function stageId(stage: Stage): string {
  return `stage-${stage.variant.name.replace(/[^\w-]+/g, "-")}`;
}

export function reportMarks(marks: readonly Mark[]): Html {
  return html`${marks.map((mark) => html` <span class="mark ${isRefuted([mark]) ? "bad" : "doubt"}">${mark}</span>`)}`;
}

function decisionMark({ variant, final }: Stage): Html {
  return html`${variant.decision === "kept" && variant.role !== "baseline" ? html` <span class="mark good">KEPT</span>` : null}${final ? html` <span class="mark good">FINAL</span>` : null}`;
}

function roleText({ variant }: Stage): string {
  if (variant.role === "optimization") return variant.parent === null ? "" : `after ${variant.parent}`;
  return variant.role;
}

function hypothesis({ variant, marks, againstParent }: Stage): Html {
  if (variant.hypothesis === null) return NOTHING;
  const predicted =
    variant.expect === null
      ? ""
      : againstParent && !isRefuted(marks)
        ? sentence(predictionSentence(variant.expect, againstParent))
        : sentence(`predicted ${formatRatio(variant.expect)}`);
  const ceiling = ceilingResult(variant, isRefuted(marks) ? null : againstParent);
  return html`<blockquote class="hypothesis"><p class="label">Hypothesis</p><p>${variant.hypothesis}</p>${predicted === "" ? null : html`<p class="predicted">${predicted}</p>`}${ceiling === null ? null : html`<p class="predicted">${sentence(ceiling)}</p>`}${variant.noProfile === null ? null : html`<p class="predicted">Without a profile of ${variant.parent ?? "its parent"}: ${variant.noProfile}</p>`}</blockquote>`;
}

function result({ record, stage }: StageInput): Html {
  const { variant, measurement, parent } = stage;
  if (measurement === null)
    return html`<p>${variant.name} was not timed${stage.marks.includes("FAILED CHECK") ? ", as it gave no value to verify" : isRefuted(stage.marks) ? ", as its result is wrong" : ""}.</p>`;
  const comparisons = [stage.againstParent, stage.againstBaseline].filter((one) => one !== null);
  const sentences = [...new Set(comparisons.map((one) => sentence(comparisonSentence(one, record))))];
  const rate = rateText(measurement);
  const own = html`<p>One call takes <b>${formatDuration(measurement.time.estimate)}</b> (${timeInterval(measurement)}${rate ? `, ${rate}` : ""}) at ${parametersText(measurement.parameters)}.${commandSentence(measurement)}</p>`;
  if (parent === null) return html`${own}${sentences.map((sentence) => html`<p>${sentence}</p>`)}`;
  const shown = [stageOf(record, parent), stage].filter((one) => one.measurement !== null);
  const chart = chartFigure(timeChart(record, shown), {
    caption: `${parent.name} and ${variant.name}: time per call, with 95 % intervals.`,
    narrow: true,
  });
  return html`<p class="result">${withOptions(sentences[0] ?? "")}</p>${sentences.slice(1).map((sentence) => html`<p>${sentence}</p>`)}${own}${chart}`;
}

function verified({ verification, variant }: Stage): Html {
  if (verification !== null) return html`<p>${sentence(verificationSentence(verification))}</p>`;
  return variant.role === "baseline"
    ? NOTHING
    : html`<p><b>UNVERIFIED:</b> its result was not compared with the baseline's.</p>`;
}

function decision({ decision }: Stage): Html {
  if (decision === null) return NOTHING;
  return html`<p class="decision ${decision.decision}"><b>${decision.decision === "kept" ? "Kept" : "Rejected"}:</b> ${decision.reason}</p>`;
}
