/** Cells of a heat map with their figures, and the key above them: a strip of the scale between its ends. */
import { inkOn, scaleColor } from "../color-scale.js";
import type { Figure, HeatmapTrace } from "../figure.js";
import { plainLines, textWidth } from "../text.js";
import { type Frame, SIZE } from "./frame.js";
import { element, escaped } from "./markup.js";
import type { Theme } from "./theme.js";

export function heatmapOf(figure: Figure): HeatmapTrace | undefined {
  return figure.data.find((trace) => trace.type === "heatmap");
}

export function drawHeatmap(trace: HeatmapTrace, frame: Frame, theme: Theme): string {
  const width = Math.abs(frame.x(1) - frame.x(0)) - trace.xgap;
  const height = Math.abs(frame.y(1) - frame.y(0)) - trace.ygap;
  return trace.z
    .flatMap((row, y) =>
      row.map((value, x) => {
        const center = { x: frame.x(trace.x[x] ?? x), y: frame.y(trace.y[y] ?? y) };
        const fill = value === null ? null : colorOf(trace, value);
        const cell = element("rect", {
          x: center.x - width / 2,
          y: center.y - height / 2,
          width,
          height,
          rx: 2,
          ...(fill === null
            ? {
                fill: "none",
                stroke: theme.muted.color,
                "stroke-opacity": 0.5,
                "stroke-dasharray": "3 3",
              }
            : { fill }),
        });
        const hover = plainLines(trace.hovertext[y]?.[x] ?? "").join("\n");
        const title = hover === "" ? "" : element("title", {}, escaped(hover));
        return element(
          "g",
          {},
          title,
          cell,
          fill === null ? "" : figureIn(trace.text[y]?.[x] ?? "", center, { fill, width }),
        );
      }),
    )
    .join("");
}

/** Only where it fits. */
function figureIn(
  text: string,
  { x, y }: { readonly x: number; readonly y: number },
  { fill, width }: { readonly fill: string; readonly width: number },
): string {
  if (text === "" || textWidth(text, SIZE.label) > width - 6) return "";
  const place = { x, y, dy: "0.35em", "text-anchor": "middle", "font-size": SIZE.label };
  return element(
    "text",
    { ...place, fill: inkOn(fill), "font-variant-numeric": "tabular-nums" },
    escaped(text),
  );
}

const STEPS = 24;
const STRIP = { width: 168, height: 10 } as const;

/** `4.1 ms ▮▮▮▮▮▮ 9.3 ms`, with its base line at `y`. */
export function drawHeatKey(trace: HeatmapTrace, x: number, y: number, theme: Theme): string {
  const { tickvals, ticktext } = trace.colorbar;
  if (tickvals.length < 2) return "";
  const [first = "", last = ""] = [ticktext[0], ticktext.at(-1)];
  const from = x + textWidth(first, SIZE.legend) + 8;
  const step = STRIP.width / STEPS;
  const label = (text: string, at: number) =>
    element("text", { x: at, y, "font-size": SIZE.legend, fill: theme.ink }, escaped(text));
  const strip = Array.from({ length: STEPS }, (_, index) =>
    element("rect", {
      x: from + index * step,
      y: y - STRIP.height + 1,
      // A hair wider, so that no paper shows between.
      width: step + 0.5,
      height: STRIP.height,
      fill: scaleColor(trace.colorscale, index / (STEPS - 1)),
    }),
  );
  return label(first, x) + strip.join("") + label(last, from + STRIP.width + 8);
}

function colorOf({ colorscale, zmin, zmax }: HeatmapTrace, value: number): string {
  return scaleColor(colorscale, (value - zmin) / (zmax - zmin));
}
