/** `%complexity`: each function's paths, nesting and length, what they were in the parent, and how its time grows. */
import type { Case, Variant } from "../model/case.js";
import {
  COMPLEXITY_LIMITS,
  type ComplexityMeasure,
  complexityLevel,
  type FunctionComplexity,
} from "../model/complexity.js";
import type { MimeBundle } from "../model/output.js";
import { growthSentences, growthsOf } from "./growth.js";
import { type Html, html } from "./html.js";
import { badge, lead, note, panel, paragraph, table } from "./look.js";
import { mimeBundle } from "./mime.js";
import { lines, textTable } from "./text.js";

export interface ComplexityInput {
  readonly record: Case;
  readonly variant: Variant;
  readonly functions: readonly FunctionComplexity[];
  readonly parent: { readonly name: string; readonly functions: readonly FunctionComplexity[] } | null;
}

const MEASURES: readonly ComplexityMeasure[] = ["cyclomatic", "nesting", "lines"];
const LABELS: Readonly<Record<ComplexityMeasure, string>> = {
  cyclomatic: "paths",
  nesting: "nesting",
  lines: "lines",
};
const { cyclomatic, nesting, lines: length } = COMPLEXITY_LIMITS;
export const COMPLEXITY_BASIS = `Paths are McCabe's cyclomatic complexity (1976): 1 and one for each if, loop, case, catch, ?:, &&, || and ??. High above ${cyclomatic.high} paths, ${nesting.high} levels of nesting or ${length.high} lines; very high above ${cyclomatic.veryHigh} paths or ${nesting.veryHigh} levels.`;

export function complexityView(input: ComplexityInput): MimeBundle {
  const { record, variant, functions, parent } = input;
  const title = headline(input);
  const growth = growthSentences(record, variant);
  const rows = complexityRows(functions, parent?.functions ?? null);
  const against = parent === null ? null : `The change against ${parent.name} stands in brackets.`;
  return mimeBundle({
    text: lines(
      title,
      textTable({ head: ["function", "line", ...MEASURES.map((one) => LABELS[one]), ""], right: [1], rows }),
      ...growth,
      against,
      COMPLEXITY_BASIS,
    ),
    html: panel(
      lead(title, rows.some((row) => row.at(-1) !== "") ? "doubt" : null),
      complexityTable(functions, parent?.functions ?? null),
      html`${growth.map(paragraph)}`,
      note([against, COMPLEXITY_BASIS].filter((one) => one !== null).join(" ")),
    ),
    data: {
      kind: "complexity",
      variant: variant.name,
      parent: parent?.name ?? null,
      functions: functions.map((one) => ({
        ...one,
        flags: flagsOf(one),
        change: changeOf(one, parent?.functions ?? null),
      })),
      growth: growthsOf(record, variant),
    },
  });
}

/** The table alone, for reports. */
export function complexityTable(
  functions: readonly FunctionComplexity[],
  parent: readonly FunctionComplexity[] | null,
): Html {
  const columns = [
    { title: "function", keep: true },
    { title: "line", right: true },
    ...MEASURES.map((one) => ({ title: LABELS[one], keep: true })),
    { title: "" },
  ];
  const rows = complexityRows(functions, parent);
  return table(
    columns,
    rows.map((row, index) => [
      ...row.slice(0, -1),
      html`${flagsOf(functions[index] as FunctionComplexity).map((flag) => badge(flag, flag.startsWith("very") ? "bad" : "doubt"))}`,
    ]),
  );
}

/** Name, line, paths, nesting, lines, flags: as text. */
export function complexityRows(
  functions: readonly FunctionComplexity[],
  parent: readonly FunctionComplexity[] | null,
): readonly (readonly string[])[] {
  return functions.map((one) => {
    const change = changeOf(one, parent);
    return [
      one.name,
      one.file === null ? String(one.line) : `${one.file}:${one.line}`,
      ...MEASURES.map((measure) => `${one[measure]}${changeText(change?.[measure])}`),
      parent !== null && change === null
        ? lines("new", flagsOf(one).join(", ")).replace("\n", ", ")
        : flagsOf(one).join(", "),
    ];
  });
}

function changeText(change: number | undefined): string {
  if (change === undefined || change === 0) return "";
  return ` (${change > 0 ? "+" : "−"}${Math.abs(change)})`;
}

/** `high paths`, `very high nesting`, `long`. */
export function flagsOf(one: FunctionComplexity): readonly string[] {
  return MEASURES.flatMap((measure) => {
    const level = complexityLevel(measure, one[measure]);
    if (level === "fine") return [];
    return [measure === "lines" ? "long" : `${level === "high" ? "high" : "very high"} ${LABELS[measure]}`];
  });
}

/** Against the parent's function of the same name and file; null where there is none, or several. */
function changeOf(
  one: FunctionComplexity,
  parent: readonly FunctionComplexity[] | null,
): Readonly<Record<ComplexityMeasure, number>> | null {
  const same = parent?.filter(({ name, file }) => name === one.name && file === one.file) ?? [];
  const [before] = same;
  if (before === undefined || same.length > 1 || one.name === "(anonymous)") return null;
  return {
    cyclomatic: one.cyclomatic - before.cyclomatic,
    nesting: one.nesting - before.nesting,
    lines: one.lines - before.lines,
  };
}

function headline({ variant, functions, parent }: ComplexityInput): string {
  const flagged = functions.filter((one) => flagsOf(one).length > 0);
  const worst = functions.reduce<FunctionComplexity | null>(
    (most, one) => (one.cyclomatic > (most?.cyclomatic ?? 0) ? one : most),
    null,
  );
  if (worst === null) return `${variant.name} has no statement`;
  const before = parent?.functions.reduce((most, one) => Math.max(most, one.cyclomatic), 0) ?? null;
  const change =
    parent === null || before === null ? "" : `, ${changeWords(worst.cyclomatic - before)} ${parent.name}`;
  const doubt =
    flagged.length === 0
      ? "nothing is above the usual thresholds"
      : `${flagged.length} of ${functions.length} ${functions.length === 1 ? "function" : "functions"} above the usual thresholds`;
  return `${variant.name}: at most ${worst.cyclomatic} ${worst.cyclomatic === 1 ? "path" : "paths"} in one function (${worst.name})${change}; ${doubt}`;
}

function changeWords(change: number): string {
  if (change === 0) return "as in";
  return `${Math.abs(change)} ${change > 0 ? "more" : "fewer"} than in`;
}
