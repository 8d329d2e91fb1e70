/** The report as one HTML page that reads like an article: self-contained, no request, static before any script runs. */
import { gunzipSync } from "node:zlib";
import { caseCharts } from "../case-charts.js";
import { instantText } from "../facts.js";
import { flameScript } from "../flamegraph/script.js";
import { type Html, html, NOTHING, trusted } from "../html.js";
import { renderMarkdown } from "../markdown.js";
import { peakCaption } from "../peak.js";
import { type Stage, stages } from "../summary.js";
import { activateCharts } from "./activate.js";
import { chartFigure } from "./chart.js";
import { complexitySection } from "./complexity.js";
import { findingsSection } from "./findings.js";
import { hero } from "./hero.js";
import type { ReportInput } from "./input.js";
import { keyFigures } from "./key-figures.js";
import { latencyTable } from "./latency.js";
import { methodSentences } from "./method.js";
import { contentPolicy } from "./policy.js";
import { stageId, stageSection } from "./stage.js";
import { type Ending, endingOf, SILENT, type Story, storyOf } from "./story.js";
import { STYLES } from "./styles.js";
import { environmentTable, stageTable, verificationTable } from "./tables.js";

export function reportHtml(input: ReportInput): string {
  const { record, plotly } = input;
  const scripts = [
    flameScript(),
    `(${activateCharts.toString()})(document,window).catch((problem)=>console.warn("Charts stay static.",problem));`,
  ];
  const library =
    plotly === null ? [] : [gunzipSync(Buffer.from(plotly.gzipBase64, "base64")).toString("utf8")];
  const policy = contentPolicy({ scripts: [...scripts, ...library], styles: [STYLES] });
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="benchbook ${record.environment.benchbook}">
<title>${record.title}</title>
<style>${trusted(STYLES)}</style>
</head>
<body>
<main>
${article(input)}
</main>
${plotly === null ? NOTHING : html`<script type="text/plain" id="plotly">${trusted(plotly.gzipBase64.replace(/[^A-Za-z0-9+/=]/g, ""))}</script>`}
${scripts.map((script) => html`<script>${trusted(script)}</script>\n`)}</body>
</html>
`.html;
}

function article(input: ReportInput): Html {
  const { record, generated, story: notebook } = input;
  const story = storyOf(notebook, record);
  const ending = endingOf(story);
  const shown = stages(record);
  const charts = caseCharts(record);
  const chart = (id: string, caption: string) => {
    const found = charts.find((one) => one.id === id);
    return found ? chartFigure(found, { caption }) : NOTHING;
  };
  return html`${hero(record)}
${chart("progress", "The study step by step. The line joins what was kept; whiskers are 95 % intervals.")}
${contents(shown, ending)}
${story.introduction === "" ? NOTHING : html`<div class="story">${renderMarkdown(story.introduction, 1)}</div>`}
<section id="overview"><h2>Overview</h2>
${keyFigures(record)}
${stageTable(input)}
${latencyTable(record)}
${chart("latency", "Latencies of all forks: the share of calls that took longer. The dotted lines are the percentiles of the table.")}
${chart("speedup", "Speed-up over the baseline, from rounds in which both ran side by side.")}
${chart("gflops", `Floating-point operations per second; a multiply-add counts as 2. ${peakCaption(record) ?? ""}`.trim())}
${chart("roofline", "Rate over arithmetic intensity under the machine's roofs, as %roofline measured them: sloped ones are bandwidths, level ones peaks.")}
${chart("size-time", "Time per call over the sweep, with the laws by which it grows.")}
${chart("size-flops", "Rate over the sweep.")}
${complexitySection(record)}
</section>
<section id="stages"><h2>Stage by stage</h2>
${stageSections(input, shown, story)}
</section>
<section id="verification"><h2>Verification</h2>
${story.verification === "" ? html`<p>A faster program that computes something else is no achievement.</p>` : html`<div class="story">${renderMarkdown(story.verification, 1)}</div>`}
<p>Each result was compared with the baseline's:</p>
${verificationTable(record)}
</section>
${ending === null ? NOTHING : html`<section id="ending"><h2>${ending.title}</h2><div class="story">${renderMarkdown(ending.text, 1)}</div></section>`}
<section id="findings"><h2>Findings</h2>${findingsSection(record.findings)}</section>
<section id="environment"><h2>Environment</h2><p>All numbers hold for this machine and this version of Node.</p>${environmentTable(record)}</section>
<section id="method"><h2>Method</h2>${methodSentences(record).map((sentence) => html`<p>${sentence}</p>`)}</section>
<section id="reproduce"><h2>How to reproduce</h2>${reproduce(input)}</section>
<footer><p>Made by benchbook ${record.environment.benchbook} on ${instantText(generated)}.${story.saved === null ? "" : ` The story is the notebook as saved on ${instantText(story.saved)}.`} This page is complete by itself: it loads nothing and sends nothing.</p></footer>`;
}

function contents(shown: readonly Stage[], ending: Ending | null): Html {
  const steps = shown.map((stage) => html`<li><a href="#${stageId(stage)}">${stage.variant.name}</a></li>`);
  return html`<nav class="contents" aria-label="Contents"><p>Contents</p><ol><li><a href="#overview">Overview</a></li><li><a href="#stages">Stage by stage</a><ol>${steps}</ol></li><li><a href="#verification">Verification</a></li>${ending === null ? null : html`<li><a href="#ending">${ending.title}</a></li>`}<li><a href="#findings">Findings</a></li><li><a href="#environment">Environment</a></li><li><a href="#method">Method</a></li><li><a href="#reproduce">How to reproduce</a></li></ol></nav>`;
}

function stageSections(input: ReportInput, shown: readonly Stage[], story: Story): Html {
  let step = 0;
  return html`${shown.map((stage) => {
    const isStep = stage.variant.role === "baseline" || stage.variant.role === "optimization";
    if (isStep) step += 1;
    const rounds = input.samples?.[stage.measurement?.samples ?? ""] ?? [];
    return stageSection({
      record: input.record,
      stage,
      number: isStep ? String(step) : "",
      story: story.stages[stage.variant.name] ?? SILENT,
      profiles: input.profiles,
      rounds,
      files: input.files ?? {},
      formatted: input.formatted ?? {},
    });
  })}`;
}

function reproduce({ record, reproduce }: ReportInput): Html {
  const { git } = record.environment;
  const revision =
    git === null
      ? ""
      : ` The sources stood at git revision ${git.revision.slice(0, 12)}${git.dirty ? ", with uncommitted changes" : ""}.`;
  return html`<pre class="command"><code>${reproduce.command}</code></pre>
<p>The notebook and its inputs are seeded, so the same work is done again; times will differ by machine.${revision}</p>
<p>Every ordered raw sample, each frozen bundle that was timed and V8's raw profiles are kept beside the notebook in <code>.benchbook/${record.id}/</code>, named by hash in <code>case.json</code>.</p>`;
}
