/**
 * A figure as a static SVG, for where no script runs: notebook outputs, mail, print, the first paint of the report.
 * Draws the same data as plotly does. Styling stands in presentation attributes only: no style element, no script, no
 * ids, so that it can be inlined many times under a strict content policy.
 */
import type { Figure } from "./figure.js";
import { drawAxes } from "./svg/axes.js";
import { type Frame, layOut, PADDING, SIZE } from "./svg/frame.js";
import { drawHeatKey, heatmapOf } from "./svg/heatmap.js";
import { drawLegend } from "./svg/legend.js";
import { drawAnnotations, drawLines } from "./svg/lines.js";
import { element, escaped } from "./svg/markup.js";
import { THEMES, type Theme, type ThemeName } from "./svg/theme.js";
import { drawTrace } from "./svg/traces.js";
import { plainLines, truncate } from "./text.js";

export interface SvgOptions {
  /** px; 760 unless told. */
  readonly width?: number;
  /** px; the figure's own height unless told. */
  readonly height?: number;
  /** `card` has its own white paper, for images; `inline` takes the page's text colour. */
  readonly theme: ThemeName;
  /** For those who do not see the picture; the figure's title unless told. */
  readonly title?: string;
  /** What the picture shows, in a sentence or as figures. */
  readonly description?: string;
}

const DEFAULT_WIDTH = 760;
const DEFAULT_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

export function figureToSvg(figure: Figure, options: SvgOptions): string {
  const { width = DEFAULT_WIDTH, height = figure.layout.height } = options;
  const theme = THEMES[options.theme];
  const frame = layOut(figure, width, height);
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      role: "img",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      "font-family": DEFAULT_FONT,
    },
    element("title", {}, escaped(options.title ?? plainLines(figure.layout.title.text).join(" "))),
    element("desc", {}, escaped(options.description ?? describe(figure))),
    paper(frame, theme),
    heading(figure, frame, theme),
    drawLegend(frame.legend, PADDING, frame.head.legend, theme),
    drawKey(figure, frame, theme),
    drawAxes(figure, frame, theme),
    drawLines(figure, frame),
    ...figure.data.map((trace) => drawTrace(trace, frame, theme)),
    drawAnnotations(figure, frame, theme),
  );
}

/** A heat map's key stands where others have their legend. */
function drawKey(figure: Figure, { head }: Frame, theme: Theme): string {
  const heatmap = heatmapOf(figure);
  return heatmap === undefined ? "" : drawHeatKey(heatmap, PADDING, head.legend, theme);
}

/** The figures in words, from the tooltips. */
function describe(figure: Figure): string {
  const lines = figure.data.flatMap((trace) => (trace.hovertext ?? []).flat());
  return lines.map((line) => plainLines(line).join(", ")).join("; ");
}

function paper({ width, height }: Frame, theme: Theme): string {
  if (!theme.paper) return "";
  const { color, border } = theme.paper;
  return element("rect", {
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    rx: 8,
    fill: color,
    stroke: border,
  });
}

function heading(figure: Figure, { head, width }: Frame, theme: Theme): string {
  const { text, subtitle } = figure.layout.title;
  const fit = (line: string, size: number) =>
    escaped(truncate(plainLines(line).join(" "), width - 2 * PADDING, size));
  const muted = { fill: theme.muted.color, "fill-opacity": theme.muted.opacity };
  return [
    element(
      "text",
      { x: PADDING, y: head.title, "font-size": SIZE.title, "font-weight": 600, fill: theme.ink },
      fit(text, SIZE.title),
    ),
    subtitle
      ? element(
          "text",
          { x: PADDING, y: head.subtitle, "font-size": SIZE.subtitle, ...muted },
          fit(subtitle.text, SIZE.subtitle),
        )
      : "",
  ].join("");
}
