import assert from "node:assert/strict";
import { test } from "node:test";
import type { Round } from "../../src/model/measurement.js";
import { forksChart, roundsChart, samplesChart } from "../../src/views/evidence.js";
import { reportHtml } from "../../src/views/report/html.js";
import { stageOf } from "../../src/views/summary.js";
import { variantView } from "../../src/views/variant-view.js";
import { fork, roundsOf } from "../stats/fork-records.js";
import { sampleCase } from "../support/sample-case.js";
import { sampleReport } from "../support/sample-report.js";

const record = sampleCase();
const stage = (name: string) => stageOf(record, record.variants.find((one) => one.name === name)!);
const times = (name: string, ...of: number[]) =>
  of.map((time) =>
    fork(name, time, { samples: [9 * time, 2 * time, time, time, time], steadyFrom: 2, p10: time }),
  );
const rounds: readonly Round[] = roundsOf({
  naive: times("naive", 50e6, 52e6, 51e6),
  ikj: times("ikj", 16e6, 17e6, 60e6),
});
const measured = stage("ikj").measurement!;

test("rounds are joined from the file of samples: each pair once, with who was faster", () => {
  const chart = roundsChart(stage("ikj"), rounds);
  assert.equal(chart?.figure.layout.title.subtitle?.text, "ikj was faster than naive in 2 of 3 rounds");
  assert.equal(chart.figure.data.length, 3);
  assert.equal(roundsChart(stage("naive"), rounds), null);
  assert.equal(roundsChart(stage("blocked"), rounds), null);
  assert.equal(roundsChart(stage("ikj"), []), null);
});

test("the samples shown are those of the median fork, warm-up included", () => {
  const chart = samplesChart(stage("ikj"), rounds);
  assert.deepEqual(chart?.figure.data[0]?.y, [9 * 17e6, 2 * 17e6, 17e6, 17e6, 17e6]);
  assert.match(
    chart?.alternative ?? "",
    /The 5 samples of the median fork of ikj in order; the first 2 are warm-up/,
  );
  assert.equal(samplesChart(stage("ikj"), []), null);
});

test("every fork of the record has its dot, also where the file of samples is lost", () => {
  const chart = forksChart([stage("naive"), stage("ikj")]);
  assert.deepEqual(
    chart?.figure.data.filter((trace) => trace.name !== "medians").map((trace) => trace.x.length),
    [12, 12],
  );
  assert.equal(forksChart([{ ...stage("ikj"), measurement: null }]), null);
});

test("each stage of the report folds its evidence away, still pictures first", () => {
  const html = reportHtml({ ...sampleReport(), samples: { [measured.samples]: rounds } });
  const folds = [...html.matchAll(/<details class="evidence"><summary>([^<]*)<\/summary>(.*?)<\/details>/gs)];
  const ikj = folds.find(([, summary]) => summary?.endsWith(" ikj"));
  assert.equal(ikj?.[1], "Evidence: every fork, round and sample behind the time of ikj");
  assert.equal(ikj?.[2]?.match(/<svg /g)?.length, 3);
  const naive = folds.find(([, summary]) => summary?.endsWith(" naive"));
  assert.equal(naive?.[1], "Evidence: every fork behind the time of naive");
  assert.equal(naive?.[2]?.match(/<svg /g)?.length, 1);
});

test("a variant's output shows the forks beside its parent's, where charts are wanted", () => {
  const outcome = { reused: null, spent: 1e9, stopped: "width" };
  const shown = variantView({ record, variant: "ikj", outcome, plots: true });
  assert.match(String(shown["text/html"]), /alt="The estimate of every fork: 12 of naive, 12 of ikj"/);
  const plain = variantView({ record, variant: "ikj", outcome, plots: false });
  assert.ok(!String(plain["text/html"]).includes("every fork"));
});
