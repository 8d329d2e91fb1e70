/**
 * Whether a fork under a load was steady. Its samples are means over windows of many calls, which wait for timers,
 * sockets and one another: they never agree within 2 % as those of a loop do (see `steady.ts`), so three thirds of the
 * stretch are compared by their medians.
 */
import { median } from "./quantile.js";
import type { Steadiness } from "./steady.js";

/** Thirds within this of each other are at one level. */
const TOLERANCE = 0.25;
const THIRDS = 3;

/** The stretch begins at `from`; what came before was warm-up. */
export function classifyUnderLoad(samples: ArrayLike<number>, from: number): Steadiness {
  const steadyFrom = Math.min(from, Math.max(0, samples.length - 1));
  const steady = Array.from(samples).slice(steadyFrom);
  if (steady.length < THIRDS) return { steadyFrom, steady: "flat" };
  const [first, second, third] = Array.from({ length: THIRDS }, (_, index) =>
    median(steady.slice((index * steady.length) / THIRDS, ((index + 1) * steady.length) / THIRDS)),
  ) as [number, number, number];
  const levels = [first, second, third];
  if (Math.max(...levels) <= Math.min(...levels) * (1 + TOLERANCE)) return { steadyFrom, steady: "flat" };
  if (first > second && second > third) return { steadyFrom, steady: "warm-up" };
  if (first < second && second < third) return { steadyFrom, steady: "slowdown" };
  return { steadyFrom, steady: "no-steady-state" };
}
