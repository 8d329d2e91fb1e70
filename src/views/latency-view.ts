/** What a variant did under a load: percentiles with intervals, what surrounds them, ratios, and the distribution. */
import { latencyFigure } from "../charts/figures/latency.js";
import type { TargetLine } from "../charts/figures/rows.js";
import type { Case } from "../model/case.js";
import type { Comparison } from "../model/comparison.js";
import type { Measurement } from "../model/measurement.js";
import { formatDuration } from "../model/units.js";
import type { CaseChart } from "./case-charts.js";
import { type Html, html } from "./html.js";
import {
  latencyRatioText,
  latencyRows,
  latencyText,
  loadFacts,
  loadWords,
  timeWords,
} from "./latency-words.js";
import { note, table } from "./look.js";
import type { Stage } from "./summary.js";
import { lines } from "./text.js";

/** `takes 1.25 ms per completed call with 8 callers`; null where there is no load. */
export function takesWords({ time, latency }: Measurement, interval: string): string | null {
  if (latency === undefined) return null;
  return `takes ${formatDuration(time.estimate)} ${timeWords(latency.load)} (${interval})`;
}

export function latencyLines(measurement: Measurement, comparisons: readonly Comparison[]): string | null {
  const { latency } = measurement;
  if (latency === undefined) return null;
  return lines(
    `load: ${latencyText(measurement)}`,
    `      ${loadFacts(latency).join("; ")}`,
    ...comparisons.map((one) => {
      const ratios = latencyRatioText(one.latency);
      return ratios === null ? null : `latencies against ${one.against}, shorter by: ${ratios}`;
    }),
  );
}

const COLUMNS = [
  { title: "under load" },
  { title: "", right: true },
  { title: "over forks", keep: true },
] as const;

export function latencyHtml(measurement: Measurement, comparisons: readonly Comparison[]): Html | null {
  const { latency } = measurement;
  if (latency === undefined) return null;
  const rows = latencyRows(measurement).map(({ label, value, range }) => [label, value, range]);
  const ratios = comparisons.flatMap((one) => {
    const text = latencyRatioText(one.latency);
    return text === null ? [] : [note(`Latencies against ${one.against}, shorter by: ${text}.`)];
  });
  return html`${table(COLUMNS, [...rows, ["slowest", formatDuration(latency.max), "of all forks"]])}${ratios}${note(`${sentenceCase(loadFacts(latency).join("; "))}.`)}`;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Null where none was measured under a load. */
export function latencyChart(record: Case, shown: readonly Stage[]): CaseChart | null {
  const series = shown.flatMap(({ variant, measurement }) => {
    const histogram = measurement?.latency?.histogram ?? [];
    return histogram.length === 0 ? [] : [{ name: variant.name, histogram }];
  });
  const load = shown.find(({ measurement }) => measurement?.latency)?.measurement?.latency?.load;
  if (series.length === 0 || load === undefined) return null;
  return {
    id: "latency",
    figure: latencyFigure({ series, load: loadWords(load), target: p99Line(record) }),
    alternative: `Distribution of latencies of ${series.map(({ name }) => name).join(", ")}`,
  };
}

function p99Line({ targets }: Case): TargetLine | null {
  const target = targets.find(({ quantity }) => quantity === "p99");
  return target === undefined ? null : { value: target.bound, label: `target ${target.expression}` };
}
