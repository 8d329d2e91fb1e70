/** Work under a load in the report: a table of percentiles beside that of the stages, and a sentence in each stage. */
import type { Case } from "../../model/case.js";
import { formatCount, formatDuration } from "../../model/units.js";
import { type Html, html, NOTHING } from "../html.js";
import { latencyRatioText, latencyRows, latencyText, loadFacts, loadWords } from "../latency-words.js";
import { type Stage, stages } from "../summary.js";

const HEAD = ["variant", "throughput", "p50", "p95", "p99", "slowest", "failed"] as const;

/** Rows with their head; null where nothing was measured under a load. */
export function latencyTableRows(record: Case): readonly (readonly string[])[] | null {
  const rows = stages(record).flatMap(({ variant, measurement }) => {
    const latency = measurement?.latency;
    if (!measurement || !latency) return [];
    const figures = latencyRows(measurement).map(({ value, range }) =>
      value === "–" ? range : `${value} (${range.replace("95 % CI ", "")})`,
    );
    return [[variant.name, ...figures, formatDuration(latency.max), formatCount(latency.failed)]];
  });
  return rows.length === 0 ? null : [HEAD, ...rows];
}

export function latencyTable(record: Case): Html {
  const table = latencyTableRows(record);
  if (table === null) return NOTHING;
  const [head = [], ...rows] = table;
  const body = rows.map(
    ([name = "", ...figures]) =>
      html`<tr><th scope="row">${name}</th>${figures.map((figure) => html`<td class="number">${figure}</td>`)}</tr>`,
  );
  return html`<div class="wide scroll"><table><thead><tr>${head.map((title, index) => html`<th class="${index === 0 ? "" : "number"}">${title}</th>`)}</tr></thead><tbody>${body}</tbody></table></div><p class="small table-note">${latencyNote(record)}</p>`;
}

export function latencyNote(record: Case): string {
  const { load } = record.workload;
  return `Medians over forks with their 95 % intervals${load ? `, with ${loadWords(load)}` : ""}; slowest and failed are of all forks.`;
}

/** Of one stage: its figures, what surrounds them, and ratios of latencies. */
export function latencySentences({ measurement, againstParent, againstBaseline }: Stage): readonly string[] {
  const latency = measurement?.latency;
  if (!measurement || !latency) return [];
  const ratios = new Set([againstParent, againstBaseline].filter((one) => one !== null));
  return [
    `Under the load: ${latencyText(measurement)}. In its forks: ${loadFacts(latency).join("; ")}.`,
    ...[...ratios].flatMap((one) => {
      const text = latencyRatioText(one.latency);
      return text === null ? [] : [`Latencies against ${one.against}, shorter by: ${text}.`];
    }),
  ];
}

/** How it was measured; none without a load. */
export function loadMethod({ workload: { load } }: Case): readonly string[] {
  if (load === undefined) return [];
  const how =
    load.kind === "closed"
      ? `Calls were put by ${loadWords(load)}, each calling again as soon as it was answered (a closed loop). A fork counts with elapsed time over completed calls; a closed loop cannot show what a stall does to callers who would not wait (Schroeder et al. 2006).`
      : `Calls were started with ${loadWords(load)}, whether those before were answered or not (an open loop; Schroeder et al. 2006). Latency counts from the intended start, so that a stall is not hidden (coordinated omission, Tene 2013); arrivals are seeded and the same for all sides of a round. A fork counts with its median latency.`;
  return [
    `${how} Each percentile is one number per fork, and its interval is the sign interval over forks; p99 wants 1,000 calls per fork. Calls are never batched${load.serve ? "; the handler was served in one process and loaded from another over connections that stay open" : ""}.`,
  ];
}
