/**
 * Colours that the colour-blind tell apart (Okabe and Ito, "Color universal design", 2008) and that show on light and
 * on dark paper. Colour never stands alone: role and status are in words or symbols too.
 */
import type { Role } from "../model/case.js";
import type { MarkerSymbol } from "./figure.js";

const BLUE = "#0072b2";
const ORANGE = "#e69f00";
const GREEN = "#009e73";
const VERMILLION = "#d55e00";
const PURPLE = "#cc79a7";
const SKY = "#56b4e9";
const GREY = "#858b92";

/** Text, whiskers and lines in interactive charts, whose background is not known: readable on white and on #111. */
export const INK = "#767b82";
export const GRID = "rgba(128,134,140,0.22)";
/** A green between the palette's and black, as it is a text colour too: 4.3 : 1 on white as on #111. */
export const TARGET = "#008a64";

export const ROLE_COLOR: Readonly<Record<Role, string>> = {
  baseline: GREY,
  optimization: BLUE,
  control: PURPLE,
  reference: ORANGE,
};

export const DECISION_COLOR = { kept: BLUE, rejected: VERMILLION, doubtful: ORANGE } as const;

/** Series of a chart by size, in this order, with a symbol each. */
export const SERIES: readonly { readonly color: string; readonly symbol: MarkerSymbol }[] = [
  { color: BLUE, symbol: "circle" },
  { color: VERMILLION, symbol: "square" },
  { color: GREEN, symbol: "diamond" },
  { color: ORANGE, symbol: "triangle-up" },
  { color: PURPLE, symbol: "circle-open" },
  { color: SKY, symbol: "square-open" },
  { color: GREY, symbol: "diamond-open" },
];

/** The same colour, seen through: `#0072b2`, 0.3 → `rgba(0,114,178,0.3)`. */
export function translucent(color: string, opacity: number): string {
  const part = (from: number) => Number.parseInt(color.slice(from, from + 2), 16);
  return `rgba(${part(1)},${part(3)},${part(5)},${opacity})`;
}
