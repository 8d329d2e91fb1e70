/** `%timeit`: a quick time with all that it must not be taken for. */
import type { Finding } from "../model/finding.js";
import type { ForkRecord, SteadyState, TimeEstimate } from "../model/measurement.js";
import type { MimeBundle } from "../model/output.js";
import { formatBytes, formatCount, formatDuration } from "../model/units.js";
import type { Parameters } from "../model/workload.js";
import { median } from "../stats/quantile.js";
import { parametersText, timeInterval } from "./facts.js";
import { findingsHtml, findingsText } from "./finding-list.js";
import { html } from "./html.js";
import { code, lead, note, panel } from "./look.js";
import { mimeBundle } from "./mime.js";
import { clip, lines } from "./text.js";

/** ns. Entering the module takes some microseconds by itself. */
const NOTABLE = 50_000;

export interface TimeitResult {
  /** As the user wrote it. */
  readonly source: string;
  readonly parameters: Parameters;
  readonly time: TimeEstimate;
  /** At least one. */
  readonly forks: readonly ForkRecord[];
  readonly findings: readonly Finding[];
  /** Wall time, ns. */
  readonly spent: number;
  /** Time after which it was given up, ns; null: all forks were run. */
  readonly cut: number | null;
}

export function timeitView(result: TimeitResult): MimeBundle {
  const { source, parameters, time, forks, findings, spent } = result;
  const sentence = `${formatDuration(time.estimate)} per call (${timeInterval({ time, forks })})`;
  const facts = factsOf(result).join("; ");
  const basis = basisOf(result);
  return mimeBundle({
    text: lines(`${clip(source, 80)}: ${sentence}`, facts, findingsText(findings), basis),
    html: panel(
      lead(html`${code(clip(source, 200))}: ${sentence}`, findings.length > 0 ? "doubt" : null),
      note(facts),
      findingsHtml(findings),
      note(basis),
    ),
    data: { kind: "timeit", source, parameters, time, forks: forks.map(withoutSamples), findings, spent },
  });
}

function factsOf({ forks, time }: TimeitResult): readonly string[] {
  const allocated = median(forks.map((fork) => fork.allocated));
  const [batch, prepare] = [
    median(forks.map((fork) => fork.batch)),
    median(forks.map((fork) => fork.prepare)),
  ];
  return [
    allocated >= 1 ? `allocates ${formatBytes(allocated)} per call` : "allocates nothing",
    batch === 1 ? "each call clocked alone" : `${formatCount(batch)} calls to a sample`,
    `${time.estimator === "mean" ? "mean" : "10th percentile"} of each fork`,
    `warm-up: ${warmUps(forks)}`,
    `first call ${formatDuration(median(forks.map((fork) => fork.firstCall)))}`,
    ...(prepare >= NOTABLE ? [`prepared in ${formatDuration(prepare)}, untimed`] : []),
  ];
}

/** `2 flat, 1 slowdown`. */
function warmUps(forks: readonly ForkRecord[]): string {
  const counts = new Map<SteadyState, number>();
  for (const { steady } of forks) counts.set(steady, (counts.get(steady) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${count} ${label}`).join(", ");
}

function basisOf({ spent, cut, parameters }: TimeitResult): string {
  const at = Object.keys(parameters).length === 0 ? "" : ` at ${parametersText(parameters)}`;
  const stopped =
    cut === null
      ? ""
      : ` Given up after ${formatDuration(cut)}, with the forks that had finished; a larger --duration takes more.`;
  return `Timed in ${formatDuration(spent)}${at}, in processes of its own; not recorded and not compared: %%baseline does both.${stopped}`;
}

function withoutSamples({ samples, ...fork }: ForkRecord) {
  return { ...fork, samples: samples.length };
}
