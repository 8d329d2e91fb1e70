/**
 * When to look at the rounds, and when to stop. Peeking after every round spoils an interval's coverage (Armitage,
 * McPherson and Rowe 1969), so there are four looks, and the rule is about the interval's width, never about whether
 * it excludes zero.
 */
import type { Speedup } from "../model/comparison.js";

export const LOOKS: readonly number[] = [6, 12, 24, 48];

/** Fewest rounds with a 95 % interval. */
export const FEWEST_ROUNDS = 6;

/** The next number of rounds to look at, or null after the last look. */
export function nextLook(done: number): number | null {
  return LOOKS.find((rounds) => rounds > done) ?? null;
}

/** The first look may take this many. */
const MOST_BUDGETS = 4;

/** Narrow enough: the half-width (of the log ratio) is at most half the margin, or a tenth of the effect. */
export function narrowEnough(speedup: Speedup, margin: number): boolean {
  if (speedup.confidence === 0 || !(speedup.low > 0)) return false;
  const halfWidth = Math.log(speedup.high / speedup.low) / 2;
  return halfWidth <= Math.log1p(margin) / 2 || halfWidth <= Math.abs(Math.log(speedup.estimate)) / 10;
}

/**
 * The last look whose rounds fit the budget; the first one is taken unless it would take four budgets. Null: not even
 * that. Times in ns.
 */
export function affordableLook(roundTime: number, budget: number): number | null {
  const fitting = LOOKS.findLast((rounds) => rounds * roundTime <= budget);
  if (fitting !== undefined) return fitting;
  return FEWEST_ROUNDS * roundTime <= MOST_BUDGETS * budget ? FEWEST_ROUNDS : null;
}

/** The least budget, ns, with which the first look is taken; rounds vary, so a tenth is added. */
export function budgetForFirstLook(roundTime: number): number {
  return ((FEWEST_ROUNDS * roundTime) / MOST_BUDGETS) * 1.1;
}

/** Level of each of m intervals that shall hold together (Bonferroni). */
export function simultaneousLevel(count: number): number {
  return 1 - 0.05 / Math.max(1, count);
}
