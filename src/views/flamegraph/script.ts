/**
 * The widget as one small script, from the compiled text of its functions: works from the compiler's output alone.
 * So a function that runs in pages takes nothing from its module but other functions listed here, by their own names.
 */
import { flameArrange, flameChoices, flameScaled, flameWidths } from "./choices.js";
import { flameChangeColor, flameColor, flameHash, flameKey, flameKeyName } from "./color.js";
import { flameDecode, flameNumbers, flameSums } from "./decode.js";
import { flameDerive } from "./derive.js";
import { flameDetails, flameStripDetails } from "./details.js";
import { flameBox, flameDraw, flameLeast, flameTop } from "./draw.js";
import { flameAround, flameFunctions } from "./functions.js";
import { flameInput } from "./input.js";
import { flameLayout } from "./layout.js";
import { flameChange, flameLabel, flamePercent, flameValue } from "./page-text.js";
import { flamePaint } from "./paint.js";
import {
  flameButton,
  flameControl,
  flameElement,
  flameLegend,
  flameOn,
  flameParts,
  flameSelect,
  flameToggle,
} from "./parts.js";
import { flameAt, flameFirst, flameStrip } from "./rows.js";
import { flameSearch } from "./search.js";
import { squeeze } from "./squeeze.js";
import { flameTable } from "./table.js";
import { flameIsDark } from "./theme.js";
import { flameTimeLayout } from "./time.js";
import { flameMount, flameStart } from "./widget.js";

const FUNCTIONS: readonly { readonly name: string; toString(): string }[] = [
  flameNumbers,
  flameDecode,
  flameSums,
  flameDerive,
  flameLayout,
  flameTimeLayout,
  flameFirst,
  flameStrip,
  flameAt,
  flameHash,
  flameColor,
  flameChangeColor,
  flameKey,
  flameKeyName,
  flamePaint,
  flameSearch,
  flameValue,
  flamePercent,
  flameChange,
  flameLabel,
  flameIsDark,
  flameTop,
  flameLeast,
  flameDraw,
  flameBox,
  flameDetails,
  flameStripDetails,
  flameFunctions,
  flameAround,
  flameElement,
  flameControl,
  flameOn,
  flameButton,
  flameToggle,
  flameSelect,
  flameParts,
  flameLegend,
  flameTable,
  flameChoices,
  flameArrange,
  flameScaled,
  flameWidths,
  flameInput,
  flameMount,
  flameStart,
];

/** Names that the functions say often, and what the script calls them. */
const ALIASES: readonly (readonly [name: string, short: string])[] = [
  ["Float64Array", "F"],
  ["Int32Array", "I"],
  ["Math", "M"],
];

export function flameScript(): string {
  const code = FUNCTIONS.map((part) => squeeze(part.toString())).join("\n");
  // Long names would be a twentieth of the script.
  const short = new Map([...FUNCTIONS.map(({ name }, index) => [name, `f${index}`] as const), ...ALIASES]);
  const body = `${code}\nflameStart(document);`.replace(
    /\b(flame[A-Z]\w*|Float64Array|Int32Array|Math)\b/g,
    (name) => short.get(name) ?? name,
  );
  return `(()=>{"use strict";const ${ALIASES.map(([name, alias]) => `${alias}=${name}`).join()};\n${body}\n})();`;
}
