/** The same ratio, measured at two times: whether their intervals contradict each other. */
import type { Comparison, Speedup } from "../model/comparison.js";

type Measured = Pick<Comparison, "speedup" | "margin">;

/**
 * Details of the finding `ratio-moved`, or null. Two intervals of at least 95 % for one ratio lie apart in fewer than one of a
 * hundred pairs by chance; the margin on top is for what a machine's layout of memory does from day to day.
 */
export function ratioMoved(now: Measured, before: Measured): Readonly<Record<string, number>> | null {
  const [one, other] = [now.speedup, before.speedup];
  if (one.confidence === 0 || other.confidence === 0) return null;
  const margin = 1 + Math.max(now.margin, before.margin);
  if (!apart(one, other, margin) && !apart(other, one, margin)) return null;
  return {
    ...{ ratio: one.estimate, low: one.low, high: one.high },
    ...{ before: other.estimate, beforeLow: other.low, beforeHigh: other.high },
  };
}

function apart(lower: Speedup, upper: Speedup, margin: number): boolean {
  return lower.high * margin < upper.low;
}
