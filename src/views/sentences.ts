/**
 * Verdicts in words. Honest by rule: a wrong variant's speed-up is no achievement, and what is unverified, stale,
 * rejected or interrupted says so in the same sentence.
 */
import type { Case, Target } from "../model/case.js";
import type { Comparison } from "../model/comparison.js";
import { baselineOf, findVariant } from "../model/record.js";
import {
  formatBytes,
  formatDuration,
  formatInterval,
  formatPercent,
  formatRate,
  formatRatio,
} from "../model/units.js";
import { recordedOn } from "./machine-text.js";
import { isRefuted, marksByName } from "./marks.js";

/** As a whole sentence. Names keep their case: only what does not open with a variant's name gets a capital. */
export function sentence(words: string): string {
  const opened = /^(predicted|line \d)/.test(words) ? `${words[0]?.toUpperCase()}${words.slice(1)}` : words;
  return /[.!?…]$/.test(opened) ? opened : `${opened}.`;
}

/** "ikj is 3.42× faster than naive (95 % CI 3.31 to 3.55, 12 rounds, Node 20.20.2 on AMD EPYC)". */
export function comparisonSentence(comparison: Comparison, record: Case): string {
  const basis = `${intervalText(comparison)}, ${rounds(comparison)}, ${recordedOn(comparison.machine, record)}`;
  if (isWrong(comparison, record)) return wrongSentence(comparison, record, basis);
  return `${warning(comparison, record)}${claim(comparison, basis)}`;
}

/** The same without its basis, for a chart's title: "ikj is 3.42× faster than naive". */
export function shortSentence(comparison: Comparison, record: Case): string {
  const { variant, against, verdict } = comparison;
  if (isWrong(comparison, record))
    return `${marksByName(record, variant)[0]}: the time of ${variant} counts for nothing`;
  const sure = verdict === "faster" || verdict === "slower";
  const claimed = sure
    ? `is ${verdictText(comparison)} than ${against}`
    : `against ${against}: ${verdictText(comparison)}`;
  return `${warning(comparison, record)}${variant} ${claimed}`;
}

/** `95 % CI 3.31 to 3.55`, in the direction in which the sentence speaks. */
export function intervalText({ speedup, verdict }: Comparison): string {
  if (speedup.confidence === 0) return "no interval from so few rounds";
  const [low, high] =
    verdict === "slower" ? [1 / speedup.high, 1 / speedup.low] : [speedup.low, speedup.high];
  return `95 % CI ${formatInterval(low, high, bare)}`;
}

/** `3.42× faster`, `1.31× slower`, `no difference`: the verdict for a table's cell. */
export function verdictText({ speedup, verdict }: Comparison): string {
  switch (verdict) {
    case "faster":
      return `${formatRatio(speedup.estimate)} faster`;
    case "slower":
      return `${formatRatio(1 / speedup.estimate)} slower`;
    case "indistinguishable":
      return "indistinguishable";
    case "unresolved":
      return `unresolved (${formatRatio(speedup.estimate)})`;
    case "unstable":
      return `unstable (${formatRatio(speedup.estimate)})`;
  }
}

/** The same with the other side's name, for where it is not in the column's title. */
export function verdictAgainst(comparison: Comparison): string {
  const sure = comparison.verdict === "faster" || comparison.verdict === "slower";
  return `${verdictText(comparison)} ${sure ? "than" : "against"} ${comparison.against}`;
}

/** `met: time <= 50 ms; blocked takes 8.91 ms (8.80 to 9.02 ms)`. */
export function targetSentence(target: Target): string {
  if (target.actual === null)
    return `target ${target.expression}: undecided, for want of a verified figure with an interval`;
  const { variant, value, low, high } = target.actual;
  const format = (amount: number) => formatTarget(target, amount);
  const got = `${variant} has ${format(value)} (95 % CI ${formatInterval(low, high, format)})`;
  const undecided = target.verdict === "undecided" ? "; the interval spans the bound" : "";
  return `target ${target.expression}: ${target.verdict.toUpperCase()}, ${got}${undecided}`;
}

export function formatTarget(target: Target, value: number): string {
  const unit = target.actual?.unit ?? "ratio";
  if (unit === "ns") return formatDuration(value);
  if (unit === "byte") return formatBytes(value);
  if (unit === "ratio") return formatRatio(value);
  if (target.quantity === "flops") return formatRate(value, "FLOPS");
  return formatRate(value, target.quantity === "bandwidth" ? "B/s" : "items/s");
}

/** "predicted 3.00×, got 3.42×: a little more than predicted". */
export function predictionSentence(expected: number, comparison: Comparison): string {
  const { estimate, low, high, confidence } = comparison.speedup;
  const figures = `predicted ${formatRatio(expected)}, got ${formatRatio(estimate)}`;
  if (confidence > 0 && low <= expected && expected <= high)
    return `${figures}: as predicted, within the interval`;
  const share = estimate / expected;
  if (share > 1) return `${figures}: ${share > 1.5 ? "far more" : "more"} than predicted`;
  return `${figures}: ${estimate <= 1 ? "the hypothesis did not hold" : share < 0.6 ? "far less than predicted" : "less than predicted"}`;
}

function claim(
  { variant, against, speedup, verdict, margin, roundsNeeded }: Comparison,
  basis: string,
): string {
  const more =
    roundsNeeded === null ? "" : `; about ${roundsNeeded} rounds would tell (--rounds ${roundsNeeded})`;
  switch (verdict) {
    case "faster":
      return `${variant} is ${formatRatio(speedup.estimate)} faster than ${against} (${basis})`;
    case "slower":
      return `${variant} is ${formatRatio(1 / speedup.estimate)} slower than ${against} (${basis})`;
    case "indistinguishable":
      return `${variant} and ${against} are indistinguishable: their ratio lies within ±${formatPercent(margin)} (${basis})`;
    case "unresolved":
      return `Whether ${variant} is faster than ${against} is unresolved: ${formatRatio(speedup.estimate)} (${basis})${more}`;
    case "unstable":
      return `Unstable: ${variant} against ${against} ${formatRatio(speedup.estimate)} (${basis}), but more than a quarter of a side's forks reached no steady state`;
  }
}

function isWrong(comparison: Comparison, record: Case): boolean {
  return isRefuted(marksByName(record, comparison.variant));
}

/** What computes something else, or nothing, has no speed-up to speak of. */
function wrongSentence({ variant, against, speedup }: Comparison, record: Case, basis: string): string {
  const ratio = `ratio ${formatRatio(speedup.estimate)}`;
  const what = marksByName(record, variant).includes("FAILED CHECK")
    ? `FAILED CHECK: ${variant} gave no value when it was verified`
    : `WRONG RESULT: ${variant} does not compute what the baseline computes`;
  return `${what}, so its time counts for nothing (against ${against}: ${ratio}, ${basis})`;
}

function warning(comparison: Comparison, record: Case): string {
  const marks = new Set([...marksByName(record, comparison.variant)]);
  if (comparison.stale) marks.add("STALE");
  else marks.delete("STALE");
  if (comparison.interrupted) marks.add("INTERRUPTED");
  const words: string[] = [...marks];
  const role = findVariant(record, comparison.variant)?.role;
  if (role === "reference" && baselineOf(record)?.name === comparison.against) words.push("reference");
  return words.length === 0 ? "" : `${words.join(", ")}: `;
}

function rounds({ speedup }: Comparison): string {
  return `${speedup.rounds} ${speedup.rounds === 1 ? "round" : "rounds"}`;
}

function bare(ratio: number): string {
  return formatRatio(ratio).replace("×", "");
}
