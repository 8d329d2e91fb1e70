/** What a faster line can give at most, in words: for the result, the report and the hover on a line. */
import type { Ceiling, Variant } from "../model/case.js";
import type { Comparison } from "../model/comparison.js";
import { formatRatio } from "../model/units.js";
import { neededFactor, overallSpeedup, speedupCeiling } from "../stats/ceiling.js";
import { percent } from "./shares.js";

/** Above it a ceiling says nothing that a reader needs. */
const FAR = 100;

/** "62.0 %: at most 2.6× if it cost nothing, 1.4× if it were twice as fast". */
export function ceilingHover(share: number, waiting = 0): string {
  return `${percent(share)}${waitingText(share, waiting)}: ${atMost(share)} if it cost nothing, ${short(overallSpeedup(share, 2))} if it were twice as fast`;
}

/** "line 12 is 62.0 % of naive, so at most 2.6×". */
export function ceilingSentence({ line, of, share, waiting }: Ceiling): string {
  return `line ${line} is ${percent(share)} of ${of}${waitingText(share, waiting ?? 0)}, so ${atMost(share)}`;
}

function waitingText(share: number, waiting: number): string {
  return waiting < share / 2 || waiting === 0 ? "" : ", most of it waiting";
}

/** What the prediction asks of the line; a warning where nothing can give it. Null without a prediction. */
export function expectationSentence(
  expect: number | null,
  { line, share }: Ceiling,
): { readonly text: string; readonly above: boolean } | null {
  if (expect === null) return null;
  const factor = neededFactor(share, expect);
  if (factor === null) {
    return {
      above: true,
      text: `--expect ${formatRatio(expect)} is above the ceiling: were line ${line} free, the rest would still allow ${short(speedupCeiling(share))} only; expect less, or speed up more than that line`,
    };
  }
  if (expect <= 1) return null;
  return { above: false, text: `for ${formatRatio(expect)} line ${line} must be ${short(factor)} as fast` };
}

/** "line 12: predicted 3.00×, ceiling 2.6×, got 2.41×": beside each other, for the result and the report. */
export function ceilingResult(variant: Variant, comparison: Comparison | null): string | null {
  const { ceiling, expect } = variant;
  if (ceiling === undefined) return null;
  const got = comparison?.speedup.estimate ?? null;
  const figures = [
    expect === null ? null : `predicted ${formatRatio(expect)}`,
    `ceiling ${short(speedupCeiling(ceiling.share))}`,
    got === null ? null : `got ${formatRatio(got)}`,
  ].filter((one) => one !== null);
  // The interval counts, not the estimate: noise alone may pass a ceiling by a little.
  const passed = (comparison?.speedup.low ?? 0) > speedupCeiling(ceiling.share);
  const why = passed ? "; more than the line can give, so something else became faster too" : "";
  const warned = expectationSentence(expect, ceiling);
  const above = warned?.above ? "; the prediction was above the ceiling" : "";
  return `${ceilingSentence(ceiling)} (${figures.join(", ")})${why || above}`;
}

function atMost(share: number): string {
  const ceiling = speedupCeiling(share);
  return ceiling > FAR ? `more than ${FAR}× is open` : `at most ${short(ceiling)}`;
}

/** Two digits: a sampled share has no more. */
function short(ratio: number): string {
  if (ratio > FAR) return `over ${FAR}×`;
  return `${ratio.toFixed(ratio < 10 ? (ratio < 1.095 ? 2 : 1) : 0)}×`;
}
