/** The stage table: one row for each variant with what is known of it. */
import type { Case, Variant } from "../model/case.js";
import type { Comparison } from "../model/comparison.js";
import { formatDuration } from "../model/units.js";
import { rateText, timeRange } from "./facts.js";
import { type Html, html, NOTHING } from "./html.js";
import { type Column, markBadges, TONES, table } from "./look.js";
import { isRefuted, markText, staleText } from "./marks.js";
import { peakShare } from "./peak.js";
import { intervalText, verdictAgainst, verdictText } from "./sentences.js";
import { type Stage, stages } from "./summary.js";
import { textTable } from "./text.js";

const COLUMNS: readonly Column[] = [
  { title: "variant" },
  { title: "time", right: true },
  { title: "95 % CI", right: true },
  { title: "rate", right: true },
  { title: "against parent", right: true },
  { title: "against baseline", right: true },
  { title: "result" },
];

export function stageTableHtml(record: Case): Html {
  return table(
    COLUMNS,
    stages(record).map((stage) => {
      const [name = "", time = "", range = "", rate = "", parent = "", baseline = "", result = ""] =
        stageCells(stage, record);
      const title = stage.final ? html`<b>${name}</b>` : html`${name}`;
      return [
        html`${title}${markBadges(stage.marks)}`,
        time,
        range,
        rate,
        withRange(parent, stage.againstParent),
        withRange(baseline, stage.againstBaseline),
        result,
      ];
    }),
  );
}

export function stageTableText(record: Case): string {
  return textTable({
    head: COLUMNS.map((column) => column.title),
    right: [1, 2, 3, 4, 5],
    rows: stages(record).map((stage) => {
      const [name, time = "", range = "", rate = "", parent = "", baseline = "", result = ""] = stageCells(
        stage,
        record,
      );
      const { againstParent, againstBaseline } = stage;
      return [
        `${stage.final ? "* " : "  "}${name}${markText(stage.marks)}`,
        time,
        range,
        rate,
        // One and the same comparison needs its interval once.
        againstParent === againstBaseline ? parent : joined(parent, rangeText(parent, againstParent)),
        joined(baseline, rangeText(baseline, againstBaseline)),
        result,
      ];
    }),
  });
}

/** No ratio without its interval: on a second line, as columns are narrow. */
function withRange(words: string, comparison: Comparison | null): Html {
  const range = rangeText(words, comparison);
  return html`${words}${range === "" ? NOTHING : html`<br><span style="font-size:12px;color:${TONES.muted}">${range}</span>`}`;
}

/** `3.31 to 3.55`; nothing where no ratio stands. */
function rangeText(words: string, comparison: Comparison | null): string {
  if (comparison === null || words === DOES_NOT_COUNT) return "";
  return intervalText(comparison).replace("95 % CI ", "");
}

/** `3.42× faster (3.31 to 3.55)`, `unresolved (1.02×, 0.987 to 1.06)`. */
function joined(words: string, range: string): string {
  if (range === "") return words;
  return words.endsWith(")") ? `${words.slice(0, -1)}, ${range})` : `${words} (${range})`;
}

/** What stands where a time would. */
export function untimed({ measurements }: Variant): string {
  return measurements.length > 0 ? "not at these inputs" : "not timed";
}

const DOES_NOT_COUNT = "does not count";

export function stageCells(stage: Stage, record: Case): readonly string[] {
  const { variant, measurement, againstParent, againstBaseline } = stage;
  // A wrong variant's speed-up is no achievement, so no table shows one.
  const wrong = isRefuted(stage.marks);
  return [
    variant.role === "optimization" ? variant.name : `${variant.name} (${variant.role})`,
    measurement ? formatDuration(measurement.time.estimate) : untimed(variant),
    measurement ? timeRange(measurement) : "",
    ((measurement && rateText(measurement)) ?? "") + peakShare(record, measurement),
    wrong
      ? DOES_NOT_COUNT
      : againstParent
        ? verdictAgainst(againstParent) + staleText(againstParent, stage.marks)
        : "",
    wrong
      ? DOES_NOT_COUNT
      : againstBaseline
        ? verdictText(againstBaseline) + staleText(againstBaseline, stage.marks)
        : variant.role === "baseline"
          ? "1×"
          : "",
    resultWord(stage),
  ];
}

function resultWord({ variant, marks }: Stage): string {
  const { verdict } = variant.verification;
  if (verdict !== "failed") return verdict;
  return marks.includes("FAILED CHECK") ? "no value" : "wrong";
}
