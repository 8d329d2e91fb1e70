/** A chart in the report: the static picture at once, its figure beside it for plotly. */
import { figureToSvg } from "../../charts/svg.js";
import type { CaseChart } from "../case-charts.js";
import { type Html, html, scriptJson, trusted } from "../html.js";

export function chartFigure(
  chart: CaseChart,
  options: { readonly caption: string; readonly width?: number },
): Html {
  const { caption, width = 960 } = options;
  const svg = figureToSvg(chart.figure, { theme: "inline", width, title: chart.alternative });
  // Plotly takes the width it is given; the height is the picture's, so that nothing jumps.
  return html`<figure class="wide"><div class="chart" data-chart="still"><div class="still">${trusted(svg)}</div><script type="application/json">${trusted(scriptJson(chart.figure))}</script></div><figcaption>${caption}</figcaption></figure>`;
}
