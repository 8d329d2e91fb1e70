/** Reference lines, shaded stretches, and the short texts at their ends. */
import type { Annotation, Dash, Figure, Shape } from "../figure.js";
import { plainLines, textWidth } from "../text.js";
import { type Frame, PADDING } from "./frame.js";
import { element, escaped } from "./markup.js";
import { halo, type Theme } from "./theme.js";

export function drawLines(figure: Figure, frame: Frame): string {
  return figure.layout.shapes.map((shape) => drawShape(shape, frame)).join("");
}

function drawShape(shape: Shape, frame: Frame): string {
  const x = (value: number) => (shape.xref === "x" ? frame.x(value) : across(value, frame));
  const y = (value: number) => (shape.yref === "y" ? frame.y(value) : upwards(value, frame));
  const [x1, x2, y1, y2] = [x(shape.x0), x(shape.x1), y(shape.y0), y(shape.y1)];
  if (shape.type === "rect") {
    const size = { width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
    return element("rect", { x: Math.min(x1, x2), y: Math.min(y1, y2), ...size, fill: shape.fillcolor });
  }
  const { color, width, dash } = shape.line;
  return element("line", {
    ...{ x1, x2, y1, y2 },
    stroke: color,
    "stroke-width": width,
    "stroke-dasharray": dashes(dash),
  });
}

export function dashes(dash: Dash | undefined): string | undefined {
  if (dash === undefined || dash === "solid") return undefined;
  return dash === "dash" ? "6 4" : "2 3";
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
