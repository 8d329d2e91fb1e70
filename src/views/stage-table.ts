/** The stage table: one row for each variant with what is known of it. */
import type { Case } from "../model/case.js";
import { formatDuration } from "../model/units.js";
import { rateText, timeRange } from "./facts.js";
import { type Html, html } from "./html.js";
import { type Column, markBadges, table } from "./look.js";
import { markText, staleText } from "./marks.js";
import { verdictAgainst, verdictText } from "./sentences.js";
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
      const [name, ...rest] = stageCells(stage);
      const title = stage.final ? html`<b>${name ?? ""}</b>` : html`${name ?? ""}`;
      return [html`${title}${markBadges(stage.marks)}`, ...rest];
    }),
  );
}

export function stageTableText(record: Case): string {
  return textTable({
    head: COLUMNS.map((column) => column.title),
    right: [1, 2, 3, 4, 5],
    rows: stages(record).map((stage) => {
      const [name, ...rest] = stageCells(stage);
      return [`${stage.final ? "* " : "  "}${name}${markText(stage.marks)}`, ...rest];
    }),
  });
}

export function stageCells(stage: Stage): readonly string[] {
  const { variant, measurement, againstParent, againstBaseline } = stage;
  // A wrong variant's speed-up is no achievement, so no table shows one.
  const wrong = stage.marks.includes("WRONG RESULT");
  return [
    variant.role === "optimization" ? variant.name : `${variant.name} (${variant.role})`,
    measurement ? formatDuration(measurement.time.estimate) : "not timed",
    measurement ? timeRange(measurement) : "",
    (measurement && rateText(measurement)) ?? "",
    wrong
      ? "does not count"
      : againstParent
        ? verdictAgainst(againstParent) + staleText(againstParent, stage.marks)
        : "",
    wrong
      ? "does not count"
      : againstBaseline
        ? verdictText(againstBaseline) + staleText(againstBaseline, stage.marks)
        : variant.role === "baseline"
          ? "1×"
          : "",
    variant.verification.verdict === "failed" ? "wrong" : variant.verification.verdict,
  ];
}
