/** Grid lines, tick labels, axis titles. */
import type { Figure } from "../figure.js";
import { plainLines } from "../text.js";
import { type Frame, PADDING, SIZE, type TickLabel } from "./frame.js";
import { element, escaped } from "./markup.js";
import type { Theme } from "./theme.js";

export function drawAxes(figure: Figure, frame: Frame, theme: Theme): string {
  const { xaxis, yaxis } = figure.layout;
  const { left, right, top, bottom, x, y } = frame;
  const grid = { stroke: theme.grid.color, "stroke-opacity": theme.grid.opacity, "stroke-width": 1 };
  const columns = xaxis.showgrid ? frame.xLabels : [];
  const rows = yaxis.showgrid ? frame.yLabels : [];
  return [
    ...columns.map(({ value }) =>
      element("line", { x1: x(value), x2: x(value), y1: top, y2: bottom, ...grid }),
    ),
    ...rows.map(({ value }) => element("line", { x1: left, x2: right, y1: y(value), y2: y(value), ...grid })),
    ...frame.xLabels.map((label) => xLabel(label, frame, theme)),
    ...frame.yLabels.map((label) => yLabel(label, frame, theme, !yaxis.showgrid)),
    xaxis.title.text ? xTitle(plainLines(xaxis.title.text).join(" "), frame, theme) : "",
    yaxis.title.text ? yTitle(plainLines(yaxis.title.text).join(" "), frame, theme) : "",
  ].join("");
}

function muted(theme: Theme) {
  return { "font-size": SIZE.tick, fill: theme.muted.color, "fill-opacity": theme.muted.opacity };
}

function xLabel({ value, text, full }: TickLabel, { x, bottom, turned }: Frame, theme: Theme): string {
  const place = turned
    ? {
        transform: `translate(${(x(value) + 4).toFixed(1)} ${(bottom + 14).toFixed(1)}) rotate(-35)`,
        "text-anchor": "end",
      }
    : { x: x(value), y: bottom + 17, "text-anchor": "middle" };
  return element("text", { ...place, ...muted(theme) }, tooltip(text, full), escaped(text));
}

/** Names of variants are ink, numbers are muted. */
function yLabel({ value, text, full }: TickLabel, { y, left }: Frame, theme: Theme, name: boolean): string {
  const ink = name ? { "font-size": SIZE.tick, fill: theme.ink } : muted(theme);
  const place = { x: left - 8, y: y(value), dy: "0.35em", "text-anchor": "end" };
  return element("text", { ...place, ...ink }, tooltip(text, full), escaped(text));
}

function xTitle(text: string, { right, height }: Frame, theme: Theme): string {
  return element(
    "text",
    { x: right, y: height - PADDING + 2, "text-anchor": "end", ...muted(theme) },
    escaped(`${text} →`),
  );
}

function yTitle(text: string, { head }: Frame, theme: Theme): string {
  return element("text", { x: PADDING, y: head.yTitle, ...muted(theme) }, escaped(`↑ ${text}`));
}

/** The whole name, where it was cut. */
function tooltip(text: string, full: string): string {
  return text === full ? "" : element("title", {}, escaped(full));
}
