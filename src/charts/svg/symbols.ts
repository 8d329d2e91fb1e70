/** Plotly's marker symbols, by d3-shape. */
import {
  symbol as path,
  type SymbolType,
  symbolCircle,
  symbolDiamond2,
  symbolSquare,
  symbolTimes,
  symbolTriangle,
} from "d3-shape";
import type { MarkerSymbol } from "../figure.js";
import { element } from "./markup.js";

const SHAPES: Readonly<Record<MarkerSymbol, SymbolType>> = {
  circle: symbolCircle,
  "circle-open": symbolCircle,
  square: symbolSquare,
  "square-open": symbolSquare,
  diamond: symbolDiamond2,
  "diamond-open": symbolDiamond2,
  "triangle-up": symbolTriangle,
  "triangle-up-open": symbolTriangle,
  "x-thin-open": symbolTimes,
};

export interface SymbolRequest {
  readonly symbol: MarkerSymbol;
  readonly x: number;
  readonly y: number;
  /** Diameter, px. */
  readonly size: number;
  readonly color: string;
  /** Within open marks. */
  readonly halo: string;
}

export function symbolMarkup({ symbol, x, y, size, color, halo }: SymbolRequest): string {
  const open = symbol.endsWith("-open");
  const area = symbol === "x-thin-open" ? size * size * 0.7 : size * size * 0.79;
  return element("path", {
    d: path(SHAPES[symbol], area).digits(1)() ?? "",
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
    fill: open ? halo : color,
    stroke: color,
    "stroke-width": open ? 2 : 1,
    "stroke-linecap": "round",
  });
}
