/** Tuning in words: what was chosen out of what, and what to think of it. */

import type { RunnerUp, Trial, Tuning } from "../model/tuning.js";
import { formatInterval, formatPercent, formatRatio } from "../model/units.js";
import type { Parameters } from "../model/workload.js";
import { parametersText } from "./facts.js";
import { sentence } from "./sentences.js";

/** `T=32, U=4`. */
export function pointText(values: Parameters): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
}

/** "T=32, U=4 chosen out of 8 by successive halving (62 forks at n=512, seed=1); measured afresh". */
export function tuningSentence({ chosen, trials, stopped, at }: Tuning): string {
  const point = pointText(chosen);
  if (trials.length === 0) return `${point} is given, and nothing was to choose`;
  const forks = trials.reduce((sum, trial) => sum + trial.forks, 0);
  const timed = trials.filter(isTimed).length;
  const where = Object.keys(at).length === 0 ? "" : ` at ${parametersText(at)}`;
  if (stopped === "interrupted") {
    const best = timed === 0 ? "" : `, the best of them ${point}`;
    return `Tuning was interrupted: ${timed} of ${trials.length} points have been timed (${forks} forks${where})${best}; run the cell again to choose`;
  }
  if (timed === 0) return `None of the ${trials.length} points could win`;
  const tried = trials.filter((trial) => !isUntried(trial)).length;
  const out =
    tried === trials.length ? `${tried}` : `the ${tried} of ${trials.length} points that were tried`;
  return `${point} chosen out of ${out} by successive halving (${forks} forks${where}); measured afresh`;
}

/** What a reader of the choice should know, a sentence each. */
export function tuningRemarks(tuning: Tuning): readonly string[] {
  const { trials, runnerUp, stopped } = tuning;
  const failed = trials.filter(({ failure }) => failure !== null);
  const untried = trials.filter(isUntried).length;
  const [first] = failed;
  if (stopped === "interrupted") return [];
  return [
    runnerUp === undefined ? null : runnerUpSentence(tuning.chosen, runnerUp),
    ...(trials.some(isTimed) ? edgeSentences(tuning) : []),
    first === undefined
      ? null
      : `${pointCount(failed.length)} could not win: ${pointText(first.values)} (${first.failure})${failed.length > 1 ? ", …" : ""}.`,
    untried > 0
      ? `${pointCount(untried)} ${untried === 1 ? "was" : "were"} not tried, as the budget was spent; a larger --budget tries more.`
      : null,
    untried === 0 && stopped === "budget"
      ? "The budget was spent before the last rung; a larger --budget chooses more surely."
      : null,
  ].filter((part) => part !== null);
}

export function isTimed({ estimate }: Trial): boolean {
  return estimate !== null;
}

/** All of it in one paragraph; empty for a variant without tuning parameters. */
export function tuningParagraph({ tuning }: { readonly tuning?: Tuning }): string {
  if (tuning === undefined) return "";
  return [sentence(tuningSentence(tuning)), ...tuningRemarks(tuning)].join(" ");
}

/** Neither timed nor failed: the budget, or an interrupt. */
export function isUntried({ estimate, failure }: Trial): boolean {
  return estimate === null && failure === null;
}

function runnerUpSentence(chosen: Parameters, { values, speedup, verdict, margin }: RunnerUp): string | null {
  const [first, second] = [pointText(chosen), pointText(values)];
  const ratio = `${formatRatio(speedup.estimate)}, ${formatInterval(speedup.low, speedup.high, formatRatio)} in ${speedup.rounds} ${speedup.rounds === 1 ? "round" : "rounds"}`;
  if (verdict === "indistinguishable")
    return `The second, ${second}, is indistinguishable from it within ${formatPercent(margin)} (${ratio}): either will do.`;
  if (verdict === "faster") return `The second is ${second} (${first} is faster, ${ratio}).`;
  const range = speedup.confidence === 0 ? "; so few rounds have a range, not an interval" : "";
  return `The second, ${second}, is not told apart from it (${ratio}${range}): another run may choose it.`;
}

/** The best at the end of a row of numbers: better ones may lie beyond. */
function edgeSentences({ grid, chosen }: Tuning): readonly string[] {
  return Object.entries(grid).flatMap(([name, values]) => {
    const best = chosen[name];
    const numbers = values.filter((value) => typeof value === "number");
    if (typeof best !== "number" || numbers.length < 2) return [];
    if (best === Math.max(...numbers))
      return [`${name}=${best} is the largest value of the grid: try larger ${name}.`];
    // Below 1 lies nothing for a count or a size.
    if (best === Math.min(...numbers) && best > 1)
      return [`${name}=${best} is the smallest value of the grid: try smaller ${name}.`];
    return [];
  });
}

function pointCount(count: number): string {
  return count === 1 ? "1 point" : `${count} points`;
}
