/** Reference lines, and the short texts at their ends. */
import type { Annotation, Figure, LineShape } from "../figure.js";
import { plainLines, textWidth } from "../text.js";
import { type Frame, PADDING } from "./frame.js";
import { element, escaped } from "./markup.js";
import { halo, type Theme } from "./theme.js";

export function drawLines(figure: Figure, frame: Frame): string {
  return figure.layout.shapes.map((shape) => drawLine(shape, frame)).join("");
}

function drawLine({ xref, yref, x0, x1, y0, y1, line }: LineShape, frame: Frame): string {
  return element("line", {
    x1: xref === "x" ? frame.x(x0) : across(x0, frame),
    x2: xref === "x" ? frame.x(x1) : across(x1, frame),
    y1: yref === "y" ? frame.y(y0) : upwards(y0, frame),
    y2: yref === "y" ? frame.y(y1) : upwards(y1, frame),
    stroke: line.color,
    "stroke-width": line.width,
    "stroke-dasharray": line.dash === "solid" ? undefined : line.dash === "dash" ? "6 4" : "2 3",
  });
}

export function drawAnnotations(figure: Figure, frame: Frame, theme: Theme): string {
  const { xaxis, yaxis } = figure.layout;
  return figure.layout.annotations
    .map((note) => {
      // On a logarithmic axis plotly's annotations stand in powers of ten.
      const x = xaxis.type === "log" ? 10 ** note.x : note.x;
      const y = yaxis.type === "log" ? 10 ** note.y : note.y;
      const place = {
        x: note.xref === "x" ? frame.x(x) : across(note.x, frame),
        y: note.yref === "y" ? frame.y(y) : upwards(note.y, frame),
      };
      return drawNote(note, place, frame, theme);
    })
    .join("");
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pushed inwards where it would be cut off at an edge. */
function drawNote(
  { text, xanchor, yanchor, font }: Annotation,
  { x, y }: Place,
  frame: Frame,
  theme: Theme,
): string {
  const plain = plainLines(text).join(" ");
  const width = textWidth(plain, font.size);
  const start = x - (xanchor === "left" ? 0 : xanchor === "right" ? width : width / 2);
  const shift = Math.max(PADDING - start, 0) - Math.max(start + width - (frame.width - PADDING), 0);
  const anchor = xanchor === "left" ? "start" : xanchor === "right" ? "end" : "middle";
  const at = { x: x + shift, y: yanchor === "bottom" ? y - 5 : y + font.size + 3, "text-anchor": anchor };
  return element(
    "text",
    { ...at, "font-size": font.size, "font-weight": 600, fill: font.color, ...halo(theme) },
    escaped(plain),
  );
}

function across(share: number, { left, right }: Frame): number {
  return left + share * (right - left);
}

function upwards(share: number, { top, bottom }: Frame): number {
  return bottom - share * (bottom - top);
}
