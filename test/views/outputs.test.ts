import assert from "node:assert/strict";
import { test } from "node:test";
import {
  diffView,
  helpView,
  magicListView,
  profileView,
  progressView,
  setupView,
  variantView,
} from "../../src/views/index.js";
import { sourceDiff } from "../../src/views/source-diff.js";
import { sampleCase } from "../support/sample-case.js";
import { sampleProfile } from "../support/sample-profile.js";

const record = sampleCase();
const outcome = { reused: null, spent: null, stopped: null };

test("a variant's bundle has text, HTML, data, and plotly only where charts are wanted", () => {
  const types = (plots: boolean) => Object.keys(variantView({ record, variant: "ikj", outcome, plots }));
  const base = ["text/plain", "text/html", "application/vnd.benchbook.v1+json"];
  assert.deepEqual(types(false), base);
  assert.deepEqual(types(true), [...base, "application/vnd.plotly.v1+json"]);
});

test("HTML of outputs needs neither style elements nor classes nor inline SVG, which untrusted notebooks strip", () => {
  const page = String(variantView({ record, variant: "ikj", outcome, plots: true })["text/html"]);
  assert.doesNotMatch(page, /<style|<svg/);
  assert.match(page, /<img data-benchbook-chart="" src="data:image\/svg\+xml;base64,/);
});

test("a reused result says when it was recorded, an interrupted one that it was", () => {
  const text = (change: object) =>
    variantView({ record, variant: "ikj", outcome: { ...outcome, ...change }, plots: false })["text/plain"];
  assert.match(
    String(text({ reused: "2026-11-23T14:02:00.000Z" })),
    /Recorded 14:02 UTC on 2026-11-23 and reused/,
  );
  assert.match(String(text({ stopped: "interrupted" })), /Stopped by an interrupt/);
});

test("a variant whose first fork failed has that sentence, and nothing of a time or a value", () => {
  const variants = record.variants.map((one) => (one.name === "naive" ? { ...one, measurements: [] } : one));
  const bundle = variantView({
    record: { ...record, variants, comparisons: [], findings: [], targets: [] },
    variant: "naive",
    outcome: { ...outcome, spent: 1e8, stopped: "naive threw: RangeError: too far" },
    plots: false,
  });
  assert.equal(bundle["text/plain"], "naive has not been timed: naive threw: RangeError: too far");
});

test("the flop convention stands wherever GFLOPS appear", () => {
  const bundle = variantView({ record, variant: "ikj", outcome, plots: false });
  for (const type of ["text/plain", "text/html"])
    assert.match(String(bundle[type]), /a multiply-add counts as 2/);
});

test("a profile reads in at most 40 lines of text and carries the data of its flamegraph", () => {
  const bundle = profileView({
    profile: sampleProfile(),
    record: record.profiles[0]!,
    variant: { name: "naive" },
  });
  assert.ok(String(bundle["text/plain"]).split("\n").length <= 40);
  assert.match(String(bundle["text/plain"]), /^naive spends 92\.\d % of its time in line 6/);
  assert.match(String(bundle["text/html"]), /data-benchbook-flame=""><img src="data:image\/svg\+xml;base64,/);
});

test("progress shows a bar with step, forks and time left", () => {
  const bundle = progressView({
    step: "ikj against naive",
    done: 7,
    total: 18,
    timeLeft: 12e9,
    note: "3.4×",
  });
  assert.equal(
    bundle["text/plain"],
    "████████░░░░░░░░░░░░ ikj against naive: 7 of 18 forks, 12.0 s left, 3.4×",
  );
  assert.match(String(bundle["text/html"]), /width:38\.9%/);
});

test("progress of nothing is an empty bar", () => {
  assert.match(
    String(progressView({ step: "s", done: 0, total: 0, timeLeft: null, note: null })["text/plain"]),
    /^░{20} s/,
  );
});

test("a setup shows its parameters and what it declared", () => {
  const text = setupView({
    name: "setup",
    parameters: { n: [128, 256], seed: 1 },
    sizes: { A: "Float32Array(65536)" },
    note: null,
    stale: null,
  });
  assert.match(String(text["text/plain"]), /n=128,256 seed=1\n {2}name {2}value\n {2}A {5}Float32Array/);
});

test("a diff folds what is far from any change", () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
  const changed = lines.map((line, index) => (index === 20 ? "changed" : line));
  const kinds = sourceDiff(lines.join("\n"), changed.join("\n")).map((line) =>
    line.kind === "folded" ? line.count : line.kind[0],
  );
  assert.deepEqual(kinds, [17, "s", "s", "s", "r", "a", "s", "s", "s", 16]);
});

test("equal sources are said to be equal", () => {
  assert.match(
    String(diffView({ from: "a", to: "a\n", fromName: "x", toName: "y" })["text/plain"]),
    /^x and y have the same source/,
  );
});

test("help is Markdown too, and the list of magics a table", () => {
  assert.equal(helpView({ markdown: "# %case", text: "%case" })["text/markdown"], "# %case");
  assert.match(
    String(magicListView({ magics: [{ name: "%case", summary: "begins a case" }] })["text/plain"]),
    /%case {2}begins a case/,
  );
});
