/** The column of intervals that hold for all variants at once, beside the plain ones. */
import type { Comparison, Simultaneous } from "../../model/comparison.js";
import { formatInterval, formatPercent, formatRatio } from "../../model/units.js";
import type { ReportInput } from "./input.js";

export const SIMULTANEOUS_TITLE = "all at once, 95 %";

/** One comparison holds together with itself: then the plain interval says it all. */
export function hasSimultaneous({ simultaneous = {} }: Pick<ReportInput, "simultaneous">): boolean {
  return Object.keys(simultaneous).length > 1;
}

/** `3.20 to 3.70×`, `needs 8 rounds`, or both, in the direction in which the verdict speaks. */
export function simultaneousText(one: Simultaneous | undefined, comparison: Comparison | null): string {
  if (one === undefined) return "";
  const { low, high, confidence, roundsNeeded } = one;
  const [from, to] = comparison?.verdict === "slower" ? [1 / high, 1 / low] : [low, high];
  const needs = roundsNeeded === null ? [] : [`needs ${roundsNeeded} rounds`];
  return [...(confidence === 0 ? [] : [formatInterval(from, to, formatRatio)]), ...needs].join(", ");
}

/** What the column means, and what its "needs" asks for; null without the column. */
export function simultaneousNote(input: Pick<ReportInput, "simultaneous">): string | null {
  const all = Object.values(input.simultaneous ?? {});
  const [first] = all;
  if (first === undefined || !hasSimultaneous(input)) return null;
  const few = all.some((one) => one.roundsNeeded !== null)
    ? ` Where it "needs" rounds, those taken have no interval of that level or none that bears the verdict: measure that variant with --rounds.`
    : "";
  return `"All at once": the best of several variants looks better than it is, so each of the ${all.length} ratios to the baseline gets an interval of ${formatPercent(first.level)}; all of them hold together in at least 95 of 100 such studies (Bonferroni).${few}`;
}
