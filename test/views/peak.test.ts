/** "% of peak" stands wherever GFLOPS stand in a table, and every peak names how it was measured. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Case } from "../../src/model/case.js";
import { machineKey } from "../../src/model/environment.js";
import type { Roofline } from "../../src/model/roofline.js";
import { peakSentence, peakShare } from "../../src/views/peak.js";
import { reportHtml } from "../../src/views/report/html.js";
import { reportMarkdown } from "../../src/views/report/markdown.js";
import { reportPr } from "../../src/views/report/pr.js";
import { reportSummaryView } from "../../src/views/report-summary-view.js";
import { rooflineView } from "../../src/views/roofline-view.js";
import { sweepHtml, sweepText } from "../../src/views/sweep.js";
import { sampleCase } from "../support/sample-case.js";
import { sampleReport } from "../support/sample-report.js";
import { sweptCase } from "../support/swept-case.js";

const METHOD = "12 chains of fused multiply-adds on 8 lanes of f32, cc 12.2.0 -O3 -march=native";
const ROOFLINE: Roofline = {
  machine: machineKey(sampleCase().environment),
  ...{ quick: false, recorded: "2026-01-01T00:00:00.000Z", repetitions: 8, stretch: 25e6, left: [] },
  peaks: [{ kind: "native-f32", element: "f32", threads: 1, flops: 100e9, method: METHOD }],
  bandwidths: [{ level: "memory", threads: 1, rate: 10e9, bytes: 64e6, method: "triad in C, cc 12.2.0" }],
};
const record: Case = { ...sampleCase(), roofline: ROOFLINE };
const timed = record.variants.filter(({ measurements }) => measurements[0]?.rates.flops !== undefined);

test("every rate of the summary and of the report's tables is followed by its share of the peak", () => {
  const input = { ...sampleReport(), record };
  const summary = reportSummaryView({ record, files: [] });
  for (const [text, table] of [
    [summary["text/plain"], /^[^\n]*[GM]FLOPS.*$/gm],
    [reportMarkdown(input), /^\|[^\n]*[GM]FLOPS.*$/gm],
    [reportPr(input), /^\|[^\n]*[GM]FLOPS.*$/gm],
    [reportHtml(input), /<td class="number">[\d.]+ [GM]FLOPS.*?<\/td>/g],
    [summary["text/html"], /<td[^>]*>[\d.]+ [GM]FLOPS.*?<\/td>/g],
  ] as const) {
    const rows = [...String(text).matchAll(table)].map(([row]) => row).filter((row) => !/Peaks by/.test(row));
    assert.ok(rows.length >= timed.length, `${rows.length} rows of ${timed.length}`);
    for (const row of rows) assert.match(row, /[\d.]+ % of peak/);
  }
});

test("the peak that shares are of is named with its method, in every format", () => {
  const input = { ...sampleReport(), record };
  const formats = [reportMarkdown(input), reportPr(input), reportHtml(input)];
  for (const text of [...formats, String(reportSummaryView({ record, files: [] })["text/plain"])])
    assert.match(
      text.replaceAll("\\", ""),
      /Peaks by %roofline: 100 GFLOPS on one thread \(native f32: 12 chains of fused multiply-adds on 8 lanes of f32, cc 12\.2\.0 -O3 -march=native\)/,
    );
});

test("a peak that a variant passes was measured too low: no share is above the whole", () => {
  const low: Roofline = { ...ROOFLINE, peaks: ROOFLINE.peaks.map((peak) => ({ ...peak, flops: 1e9 })) };
  const fast = record.variants.find(({ measurements }) => (measurements[0]?.rates.flops ?? 0) > 1.1e9);
  assert.ok(fast?.measurements[0]);
  const passed: Case = { ...record, roofline: low };
  assert.equal(peakShare(passed, fast.measurements[0]), ", above the measured peak");
  assert.match(
    peakSentence(passed, fast.measurements[0]) ?? "",
    /^Above the measured peak: 1\.00 GFLOPS on one thread .* busy; run %roofline --again\.$/,
  );
});

test("over a sweep each size has its share", () => {
  const times = { naive: ({ n }: Readonly<Record<string, unknown>>) => Number(n) ** 3 };
  const swept = sweptCase({ sweep: { n: [64, 128, 256] }, times });
  const naive = swept.variants.find(({ name }) => name === "naive");
  assert.ok(naive);
  const measurements = naive.measurements.map((one) => ({ ...one, rates: { flops: 2e9 } }));
  const variant = { ...naive, measurements };
  const whole: Case = { ...swept, roofline: ROOFLINE, variants: [variant] };
  for (const text of [String(sweepText(whole, variant)), String(sweepHtml(whole, variant)?.html)])
    assert.equal(text.match(/2\.00 GFLOPS, 2 % of peak/g)?.length, 3);
});

test("the roofline of another machine gives no share", () => {
  const other = { ...record, roofline: { ...ROOFLINE, machine: "another" } };
  assert.doesNotMatch(String(reportSummaryView({ record: other, files: [] })["text/plain"]), /of peak/);
});

test("the roofline's own table names how each peak and bandwidth was measured", () => {
  const view = rooflineView(ROOFLINE, { record });
  for (const method of [METHOD, "triad in C, cc 12.2.0"])
    for (const type of ["text/plain", "text/html"]) assert.ok(String(view[type]).includes(method), type);
});
