/** A chart in the report: the static picture at once, its figure beside it for plotly. */
import { INK } from "../../charts/palette.js";
import { figureToSvg } from "../../charts/svg.js";
import type { CaseChart } from "../case-charts.js";
import { type Html, html, scriptJson, trusted } from "../html.js";

export function chartFigure(
  chart: CaseChart,
  options: { readonly caption: string; readonly narrow?: boolean },
): Html {
  const { caption, narrow = false } = options;
  const svg = figureToSvg(chart.figure, {
    theme: "inline",
    width: narrow ? 748 : 1000,
    title: chart.alternative,
  });
  // Plotly takes the width it is given; the height is the picture's, so that nothing jumps.
  return html`<figure class="${narrow ? "" : "wide"}"><div class="chart" data-chart="still" data-ink="${INK}"><div class="still">${trusted(svg)}</div><script type="application/json">${trusted(scriptJson(chart.figure))}</script></div><figcaption>${caption}</figcaption></figure>`;
}
