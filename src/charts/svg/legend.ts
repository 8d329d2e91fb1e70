/** The legend: a row of symbols and names above the plot, wrapped to the width. */
import type { Figure, MarkerSymbol, ScatterTrace } from "../figure.js";
import { plainLines, textWidth, truncate } from "../text.js";
import { element, escaped } from "./markup.js";
import { symbolMarkup } from "./symbols.js";
import type { Theme } from "./theme.js";

export interface LegendEntry {
  readonly name: string;
  readonly color: string;
  readonly symbol: MarkerSymbol;
  /** px from the row's start. */
  readonly offset: number;
}

export type LegendRow = readonly LegendEntry[];

const SIZE = 12;
const SYMBOL = 18;
const GAP = 16;
const LONGEST = 400;
const ROW = 18;

/** No rows for a figure that shows no legend. */
export function legendRows(figure: Figure, width: number): LegendRow[] {
  if (!figure.layout.showlegend) return [];
  const rows: LegendEntry[][] = [];
  let offset = 0;
  for (const trace of figure.data) {
    if (trace.type !== "scatter" || !trace.showlegend) continue;
    const name = truncate(plainLines(trace.name).join(" "), LONGEST, SIZE);
    const needed = SYMBOL + textWidth(name, SIZE);
    if (rows.length === 0 || offset + needed > width) {
      rows.push([]);
      offset = 0;
    }
    rows.at(-1)?.push({ name, ...look(trace), offset });
    offset += needed + GAP;
  }
  return rows;
}

/** `x` and `y`: where the first row's baseline starts. */
export function drawLegend(rows: readonly LegendRow[], x: number, y: number, theme: Theme): string {
  return rows
    .flatMap((row, index) =>
      row.map(({ name, color, symbol, offset }) => {
        const baseline = y + index * ROW;
        const text = element(
          "text",
          { x: x + offset + SYMBOL - 2, y: baseline, "font-size": SIZE, fill: theme.ink },
          escaped(name),
        );
        return (
          symbolMarkup({ symbol, x: x + offset + 6, y: baseline - 4, size: 9, color, halo: theme.halo }) +
          text
        );
      }),
    )
    .join("");
}

function look({ marker, line }: ScatterTrace): Pick<LegendEntry, "color" | "symbol"> {
  const color = marker?.color ?? line?.color ?? "#000000";
  const symbol = marker?.symbol ?? "circle";
  return {
    color: typeof color === "string" ? color : (color[0] ?? "#000000"),
    symbol: typeof symbol === "string" ? symbol : (symbol[0] ?? "circle"),
  };
}
