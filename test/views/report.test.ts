import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { reportHtml } from "../../src/views/report/html.js";
import { reportJson } from "../../src/views/report/json.js";
import { reportMarkdown } from "../../src/views/report/markdown.js";
import { shiftHeadings } from "../../src/views/report/markdown-text.js";
import { endingOf, storyOf } from "../../src/views/report/story.js";
import { sampleCase } from "../support/sample-case.js";
import { sampleReport } from "../support/sample-report.js";
import { SAMPLE_STORY } from "../support/sample-story.js";

const page = reportHtml(sampleReport());
const words = (html: string) =>
  html.replace(/<(script|style)[\s\S]*?<\/\1>/g, "").replace(/src="data:[^"]*"/g, "");
const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("the parts of the article stand in their order", () => {
  const order = [
    "6.21×",
    'class="chart"',
    "Contents",
    "How fast can plain TypeScript",
    'id="overview"',
    'id="stages"',
    "Verification</h2>",
    "Findings</h2>",
    "Environment</h2>",
    "Method</h2>",
    "How to reproduce</h2>",
  ];
  const places = order.map((part) => page.indexOf(part));
  assert.ok(
    places.every((place) => place > 0),
    `missing: ${order.filter((_, index) => places[index]! < 0)}`,
  );
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

test("the policy names the hash of every inline script and style, and allows no other source", () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll("&#39;", "'") ?? "";
  for (const [, text = ""] of page.matchAll(/<script>([\s\S]*?)<\/script>/g))
    assert.ok(policy.includes(hash(text)));
  for (const [, text = ""] of page.matchAll(/<style>([\s\S]*?)<\/style>/g))
    assert.ok(policy.includes(hash(text)));
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /connect-src 'none'/);
  assert.doesNotMatch(/script-src[^;]*/.exec(policy)?.[0] ?? "", /unsafe|https?:|\*/);
});

test("plotly stands in the page once, compressed, and its hash is allowed", () => {
  const library = "window.Plotly={}";
  const gzipBase64 = gzipSync(library).toString("base64");
  const full = reportHtml({ ...sampleReport(), plotly: { gzipBase64, version: "4.1.1" } });
  assert.equal(full.split(gzipBase64).length, 2);
  assert.ok(full.replaceAll("&#39;", "'").includes(hash(library)));
});

test("the page asks for nothing from elsewhere", () => {
  assert.doesNotMatch(page, /\b(src|href)="(?!#|data:)[^"]*"/);
  assert.doesNotMatch(page, /@import|url\(/);
});

test("each stage tells hypothesis, prediction, source change and decision", () => {
  const stage = page.slice(page.indexOf('id="stage-transposed"'), page.indexOf('id="stage-shortcut"'));
  for (const part of [
    "a transposed copy of B",
    "the hypothesis did not hold",
    'class="line added"',
    "Rejected:",
    "the copy costs more",
    "REJECTED",
  ])
    assert.ok(stage.includes(part), part);
});

test("doubts about either side of the verdict stand beside it", () => {
  const finding = {
    code: "busy-machine",
    variant: "blocked",
    against: null,
    parameters: sampleCase().workload.parameters,
    details: { load: 8 },
    recorded: "2026-11-23T14:30:00.000Z",
  } as const;
  const head = (findings: readonly (typeof finding)[]) =>
    reportHtml({ ...sampleReport(), record: { ...sampleCase(), findings } }).split("</header>")[0] ?? "";
  assert.match(head([finding]), /in doubt<\/b> <a href="#findings">busy-machine<\/a>/);
  assert.doesNotMatch(head([]), /in doubt/);
});

test("nowhere does the report call the wrong variant faster", () => {
  const stage = page.slice(page.indexOf('id="stage-shortcut"'), page.indexOf('id="stage-blocked"'));
  assert.match(stage, /WRONG RESULT/);
  assert.doesNotMatch(stage, /shortcut is [\d.]+× faster|3\.52× faster/);
});

test("an empty case still makes a page that says what is missing", () => {
  const record = {
    ...sampleCase(),
    variants: [],
    comparisons: [],
    profiles: [],
    verifications: [],
    findings: [],
    decisions: [],
    targets: [],
  };
  const empty = reportHtml({ ...sampleReport(), record, profiles: {}, story: null });
  assert.match(empty, /no baseline has been measured yet/);
  assert.doesNotMatch(words(empty), /undefined|NaN|Infinity|\[object/);
});

test("a full page has no figure that is none", () => {
  assert.doesNotMatch(words(page), /undefined|NaN|Infinity|\[object/);
});

test("the story's Markdown goes to its stage: by cell id, and by the magic line where ids are unknown", () => {
  const story = storyOf(SAMPLE_STORY, sampleCase());
  assert.match(story.introduction, /^How fast can plain TypeScript/);
  assert.match(story.stages.naive?.before ?? "", /The textbook loop/);
  assert.match(story.stages.ikj?.before ?? "", /the machine waits for memory/);
  assert.match(story.ending, /What is left/);
  const withoutIds = { ...SAMPLE_STORY, cells: SAMPLE_STORY.cells.map((cell) => ({ ...cell, id: null })) };
  assert.deepEqual(storyOf(withoutIds, sampleCase()), story);
});

test("a comment spelling and options before the name are understood", () => {
  const cells = [
    { id: null, kind: "markdown", source: "before" },
    { id: null, kind: "code", source: "//%%optimize --expect 3x ikj\n…" },
  ] as const;
  assert.equal(storyOf({ ...SAMPLE_STORY, cells }, sampleCase()).stages.ikj?.before, "before");
});

const markdown = (source: string) => ({ id: null, kind: "markdown", source }) as const;
const code = (source: string) => ({ id: null, kind: "code", source }) as const;

test("Markdown stands in the report where its cell stood: a comment stays with its stage, a heading opens what follows", () => {
  const cells = [
    markdown("# Matrix multiplication, the long way\n\nWhy."),
    code("%case 'Matrix multiplication'"),
    markdown("## The loop"),
    code("%%baseline naive\n…"),
    markdown("Where does the time go?"),
    code("%profile"),
    markdown("Into B."),
    markdown("## Step 1\n\nSwap."),
    code("%%optimize ikj\n…"),
    markdown("It held."),
    code("%keep ikj 'faster'"),
    markdown("On we go.\n\n## Is it right?\n\nOdd sizes."),
    code("%verify --also n=7"),
    markdown("## What remains\n\nSIMD."),
    code("%report"),
    markdown("Thanks."),
  ];
  assert.deepEqual(storyOf({ ...SAMPLE_STORY, cells }, sampleCase()), {
    introduction: "Why.",
    stages: {
      naive: { before: "## The loop", result: "Where does the time go?", profile: "Into B." },
      ikj: { before: "## Step 1\n\nSwap.", result: "It held.\n\nOn we go.", profile: "" },
    },
    verification: "## Is it right?\n\nOdd sizes.",
    ending: "## What remains\n\nSIMD.\n\nThanks.",
    saved: SAMPLE_STORY.saved,
  });
});

test("an ending with a heading is a section of that name, and one without a conclusion", () => {
  const story = storyOf(SAMPLE_STORY, sampleCase());
  assert.equal(endingOf(story)?.title, "What is left");
  assert.deepEqual(endingOf({ ...story, ending: "Done." }), { title: "Conclusion", text: "Done." });
  assert.equal(endingOf({ ...story, ending: "" }), null);
  assert.equal(endingOf({ ...story, ending: "## The report" }), null);
  assert.match(page, /<h2>What is left<\/h2>/);
});

test("listings number lines as the cell does and leave out the magic's line", () => {
  const listing = /<pre class="source">[\s\S]*?<\/pre>/.exec(
    reportHtml({ ...sampleReport(), record: withMagicLine() }),
  )?.[0];
  assert.match(listing ?? "", /^<pre class="source"><code><span class="line"><span class="count">2<\/span>/);
});

function withMagicLine() {
  const record = sampleCase();
  return { ...record, variants: record.variants.map((one) => ({ ...one, source: `\n${one.source}` })) };
}

test("headings of a story move down, but not the comments of a code block", () => {
  assert.equal(shiftHeadings("# a\n```sh\n# b\n```\n###### c", 2), "### a\n```sh\n# b\n```\n###### c");
});

test("the JSON report carries the case and its verdicts", () => {
  const data = JSON.parse(reportJson(sampleReport()));
  assert.equal(data.report.final, "blocked");
  assert.equal(data.format, "benchbook-case");
  assert.match(data.report.headline, /6\.21×/);
});

test("intervals that hold for all variants at once get a column of their own", () => {
  const wide = { confidence: 0.98, level: 0.975, rounds: 12, roundsNeeded: null };
  const simultaneous = {
    ikj: { ...wide, low: 3.2, high: 3.7 },
    blocked: { ...wide, low: 6.1, high: 6.4, confidence: 0, rounds: 6, roundsNeeded: 7 },
  };
  const input = { ...sampleReport(), simultaneous };
  assert.match(reportHtml(input), /all at once[\s\S]*3\.20 to 3\.70×[\s\S]*>needs 7 rounds</);
  assert.match(
    reportMarkdown(input),
    /\| all at once, 95 %[\s\S]*\| 3\.20 to 3\.70× \|[\s\S]*\| needs 7 rounds \|/,
  );
  assert.match(reportMarkdown(input), /each of the 2 ratios to the baseline gets an interval of 97\.5 %/);
  const { ikj } = simultaneous;
  assert.doesNotMatch(reportHtml({ ...input, simultaneous: { ikj } }), /all at once/);
  assert.doesNotMatch(page, /all at once/);
});
