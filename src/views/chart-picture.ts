/** A chart in a notebook output: a picture that survives where `svg` is stripped, with figures to point at elsewhere. */
import { figureToSvg } from "../charts/svg.js";
import type { CaseChart } from "./case-charts.js";
import { hoverScript } from "./hover.js";
import { type Html, html, trusted } from "./html.js";
import { picture } from "./look.js";

export function chartPicture(chart: CaseChart): Html {
  const svg = figureToSvg(chart.figure, { theme: "card", title: chart.alternative });
  const image = picture(svg, chart.alternative, "data-benchbook-chart");
  return html`<div style="margin:10px 0">${image}</div><script>${trusted(hoverScript())}</script>`;
}
