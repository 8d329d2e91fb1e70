/** What a stage's numbers rest on, folded: every fork, every round, and the samples of the median fork. */
import { forksChart, roundsChart, samplesChart } from "../evidence.js";
import { type Html, html, NOTHING } from "../html.js";
import { stageOf } from "../summary.js";
import { chartFigure } from "./chart.js";
import type { StageInput } from "./stage.js";

export function evidence({ record, stage, rounds }: StageInput): Html {
  const { variant, parent } = stage;
  const side = parent === null ? [] : [stageOf(record, parent)];
  const figures = [
    {
      chart: stage.measurement === null ? null : forksChart([...side, stage]),
      caption: `Each dot is one fresh process: the unit that intervals are made of.${parent === null ? "" : " Compare their spread here; the verdict comes from common rounds only."}`,
    },
    {
      chart: roundsChart(stage, rounds),
      caption: `A line joins the two forks of a round, which ran next to each other in time; the ratio to ${parent?.name ?? "the parent"} comes from these pairs.`,
    },
    {
      chart: samplesChart(stage, rounds),
      caption: "What is shaded or open was taken before the fork was warm, and does not count.",
    },
  ];
  const shown = figures.flatMap(({ chart, caption }) =>
    chart === null ? [] : [chartFigure(chart, { caption, narrow: true })],
  );
  if (shown.length === 0) return NOTHING;
  const what = rounds.length === 0 ? "every fork" : "every fork, round and sample";
  return html`<details class="evidence"><summary>Evidence: ${what} behind the time of ${variant.name}</summary>${shown}</details>`;
}
