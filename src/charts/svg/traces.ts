/** Bars, lines, marks, whiskers and the texts beside them. */
import { line as linePath } from "d3-shape";
import type { BarTrace, ErrorBars, ScatterTrace, TextPosition, Trace } from "../figure.js";
import { plainLines } from "../text.js";
import { type Frame, SIZE } from "./frame.js";
import { drawHeatmap } from "./heatmap.js";
import { dashes } from "./lines.js";
import { element, escaped } from "./markup.js";
import { symbolMarkup } from "./symbols.js";
import { halo, type Theme } from "./theme.js";

export function drawTrace(trace: Trace, frame: Frame, theme: Theme): string {
  switch (trace.type) {
    case "bar":
      return drawBars(trace, frame, theme);
    case "scatter":
      return drawScatter(trace, frame, theme);
    case "heatmap":
      return drawHeatmap(trace, frame, theme);
  }
}

function drawBars(trace: BarTrace, frame: Frame, theme: Theme): string {
  const thickness = Math.abs(frame.y(trace.width) - frame.y(0));
  return trace.x
    .map((value, index) => {
      const middle = frame.y(trace.y[index] as number);
      const bar = element("rect", {
        x: frame.left,
        y: middle - thickness / 2,
        width: Math.max(1, frame.x(value) - frame.left),
        height: thickness,
        rx: 2,
        fill: trace.marker.color[index],
        stroke: trace.marker.line.color[index],
        "stroke-width": trace.marker.line.width,
      });
      return marked(
        trace.hovertext[index],
        bar + xWhisker({ bars: trace.error_x, trace, index, hidden: 0 }, frame, theme),
      );
    })
    .join("");
}

function drawScatter(trace: ScatterTrace, frame: Frame, theme: Theme): string {
  const line = trace.mode.includes("lines") ? drawLine(trace, frame) : "";
  const marks = trace.mode.includes("markers")
    ? trace.x.map((_, index) => drawMark(trace, index, frame, theme))
    : [];
  const texts = trace.mode.includes("text")
    ? trace.x.map((_, index) => drawText(trace, index, frame, theme))
    : [];
  return line + marks.join("") + texts.join("");
}

function drawLine({ x, y, line }: ScatterTrace, frame: Frame): string {
  const path = linePath<number>(
    (index) => frame.x(x[index] as number),
    (index) => frame.y(y[index] as number),
  ).digits(1);
  const d = path(x.map((_, index) => index)) ?? "";
  if (!d || !line) return "";
  const style = {
    stroke: line.color,
    "stroke-width": line.width,
    "stroke-linejoin": "round",
    "stroke-dasharray": dashes(line.dash),
  };
  return element("path", { d, fill: "none", ...style });
}

function drawMark(trace: ScatterTrace, index: number, frame: Frame, theme: Theme): string {
  const { marker } = trace;
  if (!marker) return "";
  const mark = symbolMarkup({
    symbol: entry(marker.symbol, index) ?? "circle",
    color: entry(marker.color, index) ?? theme.ink,
    halo: theme.halo,
    size: marker.size,
    x: frame.x(trace.x[index] as number),
    y: frame.y(trace.y[index] as number),
  });
  const at = { trace, index, hidden: marker.size };
  const whiskers =
    xWhisker({ ...at, bars: trace.error_x }, frame, theme) +
    yWhisker({ ...at, bars: trace.error_y }, frame, theme);
  return marked(trace.hovertext?.[index], whiskers + mark);
}

interface WhiskerRequest {
  readonly bars: ErrorBars | undefined;
  readonly trace: Trace;
  readonly index: number;
  /** Size of the mark, px: a whisker within it is not drawn. */
  readonly hidden: number;
}

/** A line with a short cross line at either end. */
function xWhisker({ bars, trace, index, hidden }: WhiskerRequest, frame: Frame, theme: Theme): string {
  const ends = whiskerEnds(bars, index, trace.x[index] as number, frame.x);
  if (!bars || !ends || isWithin(ends, hidden)) return "";
  const y = frame.y(trace.y[index] as number);
  const cross = (x: number) => `M${x.toFixed(1)} ${(y - bars.width).toFixed(1)}v${2 * bars.width}`;
  const d = `M${ends[0].toFixed(1)} ${y.toFixed(1)}H${ends[1].toFixed(1)}${cross(ends[0])}${cross(ends[1])}`;
  return whiskerPath(d, bars, theme);
}

function yWhisker({ bars, trace, index, hidden }: WhiskerRequest, frame: Frame, theme: Theme): string {
  const ends = whiskerEnds(bars, index, trace.y[index] as number, frame.y);
  if (!bars || !ends || isWithin(ends, hidden)) return "";
  const x = frame.x(trace.x[index] as number);
  const cross = (y: number) => `M${(x - bars.width).toFixed(1)} ${y.toFixed(1)}h${2 * bars.width}`;
  const d = `M${x.toFixed(1)} ${ends[0].toFixed(1)}V${ends[1].toFixed(1)}${cross(ends[0])}${cross(ends[1])}`;
  return whiskerPath(d, bars, theme);
}

function whiskerEnds(
  bars: ErrorBars | undefined,
  index: number,
  value: number,
  scale: (value: number) => number,
): readonly [number, number] | null {
  const plus = bars?.array[index] ?? 0;
  const minus = bars?.arrayminus[index] ?? 0;
  return plus > 0 || minus > 0 ? [scale(value - minus), scale(value + plus)] : null;
}

function isWithin([from, to]: readonly [number, number], size: number): boolean {
  return Math.abs(to - from) < size;
}

function whiskerPath(d: string, bars: ErrorBars, theme: Theme): string {
  return element("path", {
    d,
    fill: "none",
    stroke: theme.ink,
    "stroke-opacity": 0.8,
    "stroke-width": bars.thickness,
  });
}

function drawText(trace: ScatterTrace, index: number, frame: Frame, theme: Theme): string {
  const lines = plainLines(trace.text?.[index] ?? "").map((line) => line.trim());
  const x = frame.x(trace.x[index] as number);
  const y = frame.y(trace.y[index] as number);
  const size = trace.textfont?.size ?? SIZE.label;
  const style = {
    "font-size": size,
    fill: theme.ink,
    "font-variant-numeric": "tabular-nums",
    ...halo(theme),
  };
  const placed = place(
    entry(trace.textposition ?? "middle right", index) ?? "middle right",
    lines.length,
    size,
  );
  return lines
    .map((line, row) =>
      element(
        "text",
        { x: x + placed.dx, y: y + placed.dy + row * size * 1.2, "text-anchor": placed.anchor, ...style },
        escaped(line),
      ),
    )
    .join("");
}

function place(position: TextPosition, lines: number, size: number) {
  if (position === "middle right") return { dx: 8, dy: size * 0.35, anchor: "start" };
  if (position === "middle left") return { dx: -8, dy: size * 0.35, anchor: "end" };
  if (position === "bottom center") return { dx: 0, dy: size + 10, anchor: "middle" };
  return { dx: 0, dy: -12 - (lines - 1) * size * 1.2, anchor: "middle" };
}

function entry<T extends string>(value: T | readonly T[], index: number): T | undefined {
  return typeof value === "string" ? value : value[index];
}

/** A mark with its tooltip. */
function marked(hover: string | undefined, content: string): string {
  const title = hover ? element("title", {}, escaped(plainLines(hover).join("\n"))) : "";
  return element("g", {}, title, content);
}
