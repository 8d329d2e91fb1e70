/** A chart in a notebook output: the static picture as an image, so that it survives where `svg` is stripped. */
import { figureToSvg } from "../charts/svg.js";
import type { CaseChart } from "./case-charts.js";
import { type Html, html } from "./html.js";
import { picture } from "./look.js";

export function chartPicture(chart: CaseChart): Html {
  const svg = figureToSvg(chart.figure, { theme: "card", title: chart.alternative });
  return html`<div style="margin:10px 0">${picture(svg, chart.alternative)}</div>`;
}
