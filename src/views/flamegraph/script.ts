/**
 * The widget as one small script, from the compiled text of its functions: works from the compiler's output alone.
 * So a function that runs in pages takes nothing from its module but other functions listed here, by their own names.
 */
import { flameCategoryName, flameColor } from "./color.js";
import { flameDraw, flamePlace } from "./draw.js";
import { flameLayout } from "./layout.js";
import { flameLabel, flamePercent, flameTime } from "./page-text.js";
import { flameDetails, flameElement, flameLegend, flameParts } from "./parts.js";
import { flameSearch } from "./search.js";
import { flameIsDark } from "./theme.js";
import { flameMount, flameStart } from "./widget.js";

const FUNCTIONS: readonly { readonly name: string; toString(): string }[] = [
  flameLayout,
  flameColor,
  flameCategoryName,
  flameSearch,
  flameTime,
  flamePercent,
  flameLabel,
  flameIsDark,
  flamePlace,
  flameDraw,
  flameElement,
  flameParts,
  flameLegend,
  flameDetails,
  flameMount,
  flameStart,
];

export function flameScript(): string {
  return `(()=>{"use strict";\n${FUNCTIONS.map((part) => withoutComments(part.toString())).join("\n")}\nflameStart(document);\n})();`;
}

/** Lines that are a comment from their first character, and indents. No function here has a text over several lines. */
function withoutComments(code: string): string {
  return code
    .split("\n")
    .map((line) => line.trimStart())
    .filter((line) => line !== "" && !line.startsWith("//") && !/^\/?\*/.test(line))
    .join("\n");
}
