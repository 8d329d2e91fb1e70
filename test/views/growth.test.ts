import assert from "node:assert/strict";
import { test } from "node:test";
import { caseCharts } from "../../src/views/case-charts.js";
import { compareView } from "../../src/views/compare-view.js";
import { growthSentences, growthsOf } from "../../src/views/growth.js";
import { methodSentences } from "../../src/views/report/method.js";
import { rangeSentence, sweepHtml, sweepText } from "../../src/views/sweep.js";
import { sampleCase } from "../support/sample-case.js";
import { type Sweep, sweptCase } from "../support/swept-case.js";

const SIZES = [64, 96, 128, 192, 256, 384, 512, 768];
const size = (parameters: Readonly<Record<string, unknown>>) => Number(parameters.n);
const cube: Sweep["times"] = { naive: (at) => 3 * size(at) ** 3 };
/** n², and n^3.6 above 256. */
const broken: Sweep["times"] = { naive: (at) => 3 * size(at) ** 2 * Math.max(1, size(at) / 256) ** 1.6 };

function sentences(sweep: Sweep): readonly string[] {
  const record = sweptCase(sweep);
  return growthSentences(record, record.variants[0]!);
}

test("a sweep says how the time grows, with the exponent's interval and the sizes that it holds for", () => {
  const [sentence, ...others] = sentences({ sweep: { n: SIZES, seed: [1] }, times: cube });
  assert.match(
    sentence ?? "",
    /^The time of naive grows as n\^(2\.99\d?|3\.00\d?) \(95 % CI [\d.]+ to [\d.]+\) over n = 64 to 768\./,
  );
  assert.deepEqual(others, []);
});

test("the sentence stands in the variant's text and HTML, in the comparison and in the legend of the chart", () => {
  const times = { ...cube, ikj: (at: Readonly<Record<string, unknown>>) => size(at) ** 3 };
  const record = sweptCase({ sweep: { n: SIZES, seed: [1] }, times });
  const naive = record.variants[0]!;
  const words = "The time of naive grows as n^";
  assert.ok(sweepText(record, naive)?.includes(words));
  assert.ok(sweepHtml(record, naive)?.html.includes(words));
  const compared = compareView({ record, comparison: record.comparisons[0]! });
  assert.ok(String(compared["text/plain"]).includes(words));
  assert.ok(String(compared["text/plain"]).includes("The time of ikj grows as n^"));
  const chart = caseCharts(record).find((one) => one.id === "size-time");
  assert.match(
    chart?.figure.data.find((trace) => trace.name.startsWith("naive"))?.name ?? "",
    /^naive: n\^[23]/,
  );
});

test("a break is said with both laws; without stated bytes no cache is named", () => {
  const [sentence = ""] = sentences({ sweep: { n: SIZES, seed: [1] }, times: broken });
  assert.match(
    sentence,
    /grows as n\^[\d.]+ \(95 % CI .*\) over n = 64 to 256; above n = 256 it grows as n\^3\.\d+ /,
  );
  assert.ok(!sentence.includes("cache"));
});

test("the cache that the stated bytes pass at the break is named", () => {
  // 8 n² bytes: 288 KiB at n=192, 512 KiB at 256, 1.1 MiB at 384; the sample's L2 has 512 KiB.
  const bytes: Sweep["bytes"] = (at) => 8 * size(at) ** 2;
  const [sentence = ""] = sentences({ sweep: { n: SIZES, seed: [1] }, times: broken, bytes });
  assert.match(
    sentence,
    /; the working set may leave the L2 cache \(512 KiB\), as a call is stated to move 512 KiB there\.$/,
  );
});

test("no cache is named where the bytes pass none at the break, or where the time grows slower from there", () => {
  const few = sentences({ sweep: { n: SIZES, seed: [1] }, times: broken, bytes: (at) => size(at) });
  assert.ok(few[0]?.includes("above n = 256") && !few[0].includes("cache"));
  const slower: Sweep["times"] = { naive: (at) => size(at) ** 3 * Math.max(1, size(at) / 256) ** -1 };
  const easing = sentences({
    sweep: { n: SIZES, seed: [1] },
    times: slower,
    bytes: (at) => 8 * size(at) ** 2,
  });
  assert.ok(easing[0]?.includes("above n = 256") && !easing[0].includes("cache"));
});

test("sizes whose measurement failed are missing, and two sizes have no law", () => {
  const times: Sweep["times"] = { naive: (at) => (size(at) === 96 ? null : size(at) ** 2) };
  assert.match(sentences({ sweep: { n: SIZES, seed: [1] }, times })[0] ?? "", /over n = 64 to 768/);
  assert.deepEqual(sentences({ sweep: { n: [64, 96, 128], seed: [1] }, times }), []);
  assert.deepEqual(growthsOf(sampleCase(), sampleCase().variants[0]!), []);
});

test("a grid of two numbers has a law for each, the other held at the workload's value; words are no sizes", () => {
  const record = sweptCase({
    sweep: { kind: ["short", "long"], n: [64, 128, 256], m: [1, 10, 100] },
    times: { naive: (at) => 5 * size(at) ** 2 * Number(at.m) },
  });
  const laws = growthsOf(record, record.variants[0]!);
  assert.deepEqual(
    laws.map(({ parameter, growth }) => [parameter, growth.exponent.estimate.toFixed(1)]),
    [
      ["n", "2.0"],
      ["m", "1.0"],
    ],
  );
});

test("the time of a wrong result has no law", () => {
  const record = sweptCase({ sweep: { n: SIZES, seed: [1] }, times: cube });
  const wrong = { ...record.variants[0]!, verification: { verdict: "failed" as const } };
  assert.deepEqual(growthSentences(record, wrong), []);
});

test("the report's method says how a law was fitted, only where one is stated", () => {
  const swept = sweptCase({ sweep: { n: SIZES, seed: [1] }, times: cube });
  assert.match(methodSentences(swept).join(" "), /How a time grows is fitted by least squares on logarithms/);
  assert.ok(!methodSentences(sampleCase()).join(" ").includes("How a time grows"));
});

test("a parameter's name is shown as text", () => {
  const record = sweptCase({ sweep: { "<b>": [64, 128, 256] }, times: { naive: (at) => Number(at["<b>"]) } });
  assert.ok(!sweepHtml(record, record.variants[0]!)?.html.includes("<b>^"));
});

test("a range of speed-ups whose ends read alike is said once", () => {
  const record = sampleCase();
  const even = record.comparisons.map((one) => ({ ...one, speedup: { ...one.speedup, estimate: 4.99 } }));
  const ikj = record.variants.find((variant) => variant.name === "ikj")!;
  assert.equal(
    rangeSentence({ ...record, comparisons: even }, ikj),
    "Over the sweep ikj is 4.99× as fast as naive.",
  );
  assert.equal(rangeSentence(record, ikj), "Over the sweep ikj is 1.27 to 3.42× as fast as naive.");
});
