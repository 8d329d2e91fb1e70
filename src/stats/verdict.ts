/** The verdict on a ratio: by where its interval lies, against a fixed margin. Logarithms of ratios throughout. */
import type { Speedup, Verdict } from "../model/comparison.js";
import { FEWEST_ROUNDS } from "./looks.js";
import type { Interval } from "./sign-interval.js";

export interface Evidence {
  readonly interval: Interval;
  readonly rounds: number;
  /** Smallest ratio minus one that counts as a difference. */
  readonly margin: number;
  /** A side has no steady state. */
  readonly unstable: boolean;
  /** The reference differs from itself: equality cannot be claimed. */
  readonly noisy: boolean;
}

export function judge({ interval, rounds, margin, unstable, noisy }: Evidence): Verdict {
  const bound = Math.log1p(margin);
  if (rounds < FEWEST_ROUNDS || interval.confidence === 0) return "unresolved";
  if (unstable) return "unstable";
  if (interval.low > bound) return "faster";
  if (interval.high < -bound) return "slower";
  if (interval.low >= -bound && interval.high <= bound && !noisy) return "indistinguishable";
  return "unresolved";
}

/** The interval lies within the margin, and only the noise of the reference keeps it from `indistinguishable`. */
export function isWithheld(ratio: {
  readonly verdict: Verdict;
  readonly speedup: Speedup;
  readonly margin: number;
}): boolean {
  const { verdict, margin } = ratio;
  const { low, high, confidence, rounds } = ratio.speedup;
  const within = low >= 1 / (1 + margin) && high <= 1 + margin;
  return verdict === "unresolved" && rounds >= FEWEST_ROUNDS && confidence > 0 && within;
}

/** More rounds than this are no advice. */
const MOST_ROUNDS = 1000;

/**
 * Rounds after which the interval would lie on one side of the margin if the estimate stayed where it is: half-widths
 * shrink with the square root of the rounds. Null where it lies too close to the margin to tell, or where the
 * interval is narrow enough already.
 */
export function roundsToResolve({ interval, rounds, margin }: Evidence): number | null {
  const halfWidth = (interval.high - interval.low) / 2;
  const room = Math.abs(Math.abs(interval.estimate) - Math.log1p(margin));
  const needed = Math.ceil(rounds * (halfWidth / room) ** 2);
  if (rounds < FEWEST_ROUNDS) return Number.isFinite(needed) ? clamp(needed) : FEWEST_ROUNDS;
  return needed > rounds && needed <= MOST_ROUNDS ? needed : null;
}

function clamp(needed: number): number {
  return Math.min(Math.max(needed, FEWEST_ROUNDS), MOST_ROUNDS);
}
