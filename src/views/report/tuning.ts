/** The grid of a tuned stage: what was chosen out of what, its chart, and what to think of the choice. */
import type { Variant } from "../../model/case.js";
import { type Html, html, NOTHING } from "../html.js";
import { withOptions } from "../look.js";
import { sentence } from "../sentences.js";
import { tuningChart } from "../tuning-view.js";
import { pointText, tuningRemarks, tuningSentence } from "../tuning-words.js";
import { chartFigure } from "./chart.js";

export function tuningBlock(variant: Variant): Html {
  const { name, tuning } = variant;
  if (tuning === undefined) return NOTHING;
  const chart = tuningChart(variant);
  const caption = `The grid of ${name}: medians of short forks, which choose and are no result; the figures below are measured afresh.`;
  return html`<p><b>Tuning:</b> ${sentence(tuningSentence(tuning))} ${withOptions(tuningRemarks(tuning).join(" "))}</p>${chart && chartFigure(chart, { caption, narrow: true })}`;
}

/** ` With T=32, U=4.`, for a source's caption. */
export function chosenText({ tuning }: Pick<Variant, "tuning">): string {
  return tuning === undefined ? "" : ` With ${pointText(tuning.chosen)}.`;
}
