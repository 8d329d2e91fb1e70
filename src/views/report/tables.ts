/** The report's tables: stages, verifications, environment. */
import type { Case } from "../../model/case.js";
import type { Comparison } from "../../model/comparison.js";
import type { Measurement } from "../../model/measurement.js";
import { formatDuration } from "../../model/units.js";
import { checkGroups } from "../check-groups.js";
import { rateText, timeRange } from "../facts.js";
import { type Html, html } from "../html.js";
import { environmentRows } from "../machine-view.js";
import { isRefuted, type Mark, staleText } from "../marks.js";
import { peakShare } from "../peak.js";
import { revisionRows } from "../revision-words.js";
import { intervalText, verdictAgainst, verdictText } from "../sentences.js";
import { untimed } from "../stage-table.js";
import { type Stage, stages } from "../summary.js";
import { CHECK_MARKS, toleranceText } from "../verification-words.js";
import type { ReportInput } from "./input.js";
import { hasSimultaneous, SIMULTANEOUS_TITLE, simultaneousNote, simultaneousText } from "./simultaneous.js";
import { reportMarks, stageId } from "./stage.js";

export function stageTable(input: ReportInput): Html {
  const { record, simultaneous } = input;
  const wide = hasSimultaneous(input);
  const rows = stages(record).map((stage) => {
    const together = simultaneousText(simultaneous?.[stage.variant.name], stage.againstBaseline);
    return html`<tr class="${stage.final ? "final" : ""}"><th scope="row"><a href="#${stageId(stage)}">${stage.variant.name}</a>${stage.variant.role === "optimization" ? "" : ` (${stage.variant.role})`}${reportMarks(stage.marks)}${stage.variant.decision === "kept" && stage.variant.role !== "baseline" ? html` <span class="mark good">KEPT</span>` : null}</th>${figures(stage, record)}${wide ? html`<td class="number" style="white-space:normal">${together}</td>` : null}<td class="keep">${stage.marks.includes("FAILED CHECK") ? "✗ no value" : RESULTS[stage.variant.verification.verdict]}</td></tr>`;
  });
  return html`<div class="wide scroll"><table><thead><tr><th>variant</th><th class="number">time per call</th><th class="number">rate</th><th>against its parent</th><th class="number">against the baseline</th>${wide ? html`<th class="number" style="white-space:normal">${SIMULTANEOUS_TITLE.replace(" %", "\u00a0%")}</th>` : null}<th>result</th></tr></thead><tbody>${rows}</tbody></table></div><p class="small table-note">${[TABLE_NOTE, simultaneousNote(input)].filter((part) => part !== null).join(" ")}</p>`;
}

/** The two columns come from different rounds, and a reader will divide. */
const TABLE_NOTE =
  "Times are each variant's own; ratios come from rounds in which both sides ran next to each other, so the quotient of two times may differ a little from their ratio. Ranges are 95 % intervals.";

function figures({ measurement, againstParent, againstBaseline, marks, variant }: Stage, record: Case): Html {
  const wrong = isRefuted(marks);
  const time = measurement?.time;
  const parent = wrong ? "does not count" : againstParent ? ratio(againstParent, marks, verdictAgainst) : "";
  const baseline = wrong
    ? "does not count"
    : againstBaseline
      ? ratio(againstBaseline, marks, verdictText)
      : variant.role === "baseline"
        ? "1×"
        : "";
  const range = measurement ? timeRange(measurement) : "";
  return html`<td class="number">${time ? formatDuration(time.estimate) : untimed(variant)}${below(range)}</td><td class="number">${rateLines(measurement, record)}</td><td class="keep">${parent}</td><td class="number">${baseline}</td>`;
}

/** `101 GFLOPS` over `50.5 GFLOPS per core on 2` over `37.7 % of peak`: in one line it would push columns out of the page. */
function rateLines(measurement: Measurement | null, record: Case): Html | null {
  const text = measurement && rateText(measurement);
  if (text === null) return null;
  const [rate = "", perCore = ""] = text.split(/ \(|\)$/);
  return html`${rate}${below(perCore)}${below(peakShare(record, measurement).replace(", ", ""))}`;
}

function below(text: string): Html | null {
  return text === "" ? null : html`<br><span class="interval">${text}</span>`;
}

/** No ratio without its interval and its rounds. */
function ratio(
  comparison: Comparison,
  marks: readonly Mark[],
  words: (comparison: Comparison) => string,
): Html {
  // `unresolved (1.34×)` over `against naive`: a long name must not push the last column out of the page.
  const [verdict = "", against] = words(comparison).split(/ (?=(?:than|against) )/);
  const name = against === undefined ? null : html`<wbr> <span class="against">${against}</span>`;
  return html`${verdict}${name}${staleText(comparison, marks)}${below(roundsText(comparison))}`;
}

/** `1.10 to 1.15 · 6 rounds`; `no interval · 1 round`. */
function roundsText(comparison: Comparison): string {
  const { rounds } = comparison.speedup;
  const interval = intervalText(comparison);
  const range = interval.startsWith("95 % CI ") ? interval.replace("95 % CI ", "") : "no interval";
  return `${range} · ${rounds} ${rounds === 1 ? "round" : "rounds"}`;
}

const RESULTS = {
  reference: "reference",
  verified: "✓ same",
  failed: "✗ wrong",
  unverified: "? unverified",
} as const;

export function verificationTable(record: Case): Html {
  if (record.verifications.length === 0) return html`<p>Nothing has been verified.</p>`;
  const rows = record.verifications.flatMap((verification) =>
    checkGroups(verification.checks).map((group, index, groups) => {
      const first =
        index === 0
          ? html`<th scope="row" rowspan="${groups.length}">${verification.variant}${verification.stale ? reportMarks(["STALE"]) : null}</th>`
          : null;
      const what = [group.described, group.reason].filter((part) => part !== "").join("; ");
      const count = group.count === 1 ? null : ` (${group.count})`;
      return html`<tr>${first}<td class="keep">${KINDS[group.kind]}${count}</td><td class="keep">${group.at}</td><td class="check ${group.verdict}">${CHECK_MARKS[group.verdict]}</td><td>${what}</td></tr>`;
    }),
  );
  const tolerances = [...new Set(record.verifications.map(toleranceText))];
  return html`<div class="wide scroll"><table><thead><tr><th>variant</th><th>check</th><th>at</th><th>verdict</th><th>what was compared</th></tr></thead><tbody>${rows}</tbody></table></div>${tolerances.map((text) => html`<p class="small">${text}</p>`)}`;
}

const KINDS = {
  inputs: "workload's inputs",
  seed: "other seed",
  size: "other size",
  property: "property",
  repeat: "reference again",
} as const;

export function environmentTable(record: Case): Html {
  const rows = [...environmentRows(record.environment), ...revisionRows(record)].map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  );
  return html`<div class="scroll"><table class="facts"><tbody>${rows}</tbody></table></div>`;
}
