/** The head of the report: the verdict as one big figure with what it holds for. */
import type { Case } from "../../model/case.js";
import { baselineOf, comparisonOf, measurementAt } from "../../model/record.js";
import { formatDuration, formatInterval, formatRatio } from "../../model/units.js";
import { instantText, parametersText, timeRange } from "../facts.js";
import { findingsOf } from "../finding-list.js";
import { type Html, html, NOTHING } from "../html.js";
import { machineText } from "../machine-text.js";
import { formatTarget, intervalText, sentence } from "../sentences.js";
import { finalVariant, headline, stageOf } from "../summary.js";
import { verificationSentence } from "../verification-words.js";

export function hero(record: Case): Html {
  return html`<header class="hero">
<p class="eyebrow">Performance case study</p>
<h1>${record.title}</h1>
<p class="verdict">${sentence(headline(record))}</p>
<div class="score wide">${bigFigure(record)}${beforeAfter(record)}<div class="judged">${judged(record)}</div></div>
<p class="byline">${parametersText(record.workload.parameters)} · ${machineText(record.environment)} · recorded ${instantText(record.updated)}</p>
</header>`;
}

function bigFigure(record: Case): Html {
  const [baseline, final] = [baselineOf(record), finalVariant(record)];
  if (baseline === undefined || final === null)
    return html`<div class="big none"><span class="figure">–</span><span class="unit">no optimization stands</span></div>`;
  const comparison = comparisonOf(record, { variant: final.name, against: baseline.name });
  if (comparison === undefined)
    return html`<div class="big none"><span class="figure">–</span><span class="unit">${final.name} was not compared with ${baseline.name}</span></div>`;
  const slower = comparison.verdict === "slower";
  const sure = slower || comparison.verdict === "faster";
  const { estimate } = comparison.speedup;
  const words = sure
    ? `${slower ? "slower" : "faster"} than ${baseline.name}`
    : `against ${baseline.name}: ${comparison.verdict}`;
  return html`<div class="big ${sure && !slower ? "good" : "none"}"><span class="figure">${formatRatio(slower ? 1 / estimate : estimate)}</span><span class="unit">${words}</span><span class="interval">${intervalText(comparison)} · ${comparison.speedup.rounds} rounds</span></div>`;
}

function beforeAfter(record: Case): Html {
  const pair = [baselineOf(record), finalVariant(record)].map((variant) => {
    const measurement = variant && measurementAt(variant, record.workload.parameters);
    return variant && measurement
      ? { name: variant.name, time: measurement.time, range: timeRange(measurement) }
      : null;
  });
  const longest = Math.max(...pair.map((side) => side?.time.estimate ?? 0));
  return html`<dl class="times">${pair.map((side, index) => {
    if (side === null) return null;
    const share = ((100 * side.time.estimate) / longest).toFixed(1);
    return html`<div><dt>${side.name}</dt><dd><span class="meter ${index === 1 ? "after" : "before"}" style="width:max(3px,${share}%)"></span><b>${formatDuration(side.time.estimate)}</b> <span class="interval">${side.range}</span></dd></div>`;
  })}</dl>`;
}

/** Targets, and whether the result is right. */
function judged(record: Case): Html {
  const final = finalVariant(record);
  const verification = final && stageOf(record, final).verification;
  const targets = record.targets.map((target) => {
    const { actual } = target;
    const got = actual
      ? html`: ${formatTarget(target, actual.value)} <span class="interval">${formatInterval(actual.low, actual.high, (value) => formatTarget(target, value))}</span>`
      : "";
    return html`<li class="${target.verdict}"><b>${TARGET_MARKS[target.verdict]}</b> <code>${target.expression}</code>${got}</li>`;
  });
  const right = verification
    ? html`<li class="${verification.verdict === "verified" ? "met" : "missed"}"><b>${verification.verdict === "verified" ? "✓ correct" : "✗ not verified"}</b> ${verificationSentence(verification)}</li>`
    : html`<li class="undecided"><b>? result</b> nothing verified stands</li>`;
  return html`<ul>${targets}${right}${doubts(record)}</ul>`;
}

/** What was found of the two sides of the verdict: a figure this large must not hide it. */
function doubts(record: Case): Html {
  const sides = [baselineOf(record), finalVariant(record)].filter((variant) => variant != null);
  const found = sides.flatMap((variant) => findingsOf(record, variant.name));
  const codes = [...new Set(found.map((finding) => finding.code))];
  if (codes.length === 0) return NOTHING;
  return html`<li class="undecided"><b>! in doubt</b> <a href="#findings">${codes.join(", ")}</a></li>`;
}

const TARGET_MARKS = { met: "✓ met", missed: "✗ missed", undecided: "? undecided" } as const;
