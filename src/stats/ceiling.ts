/**
 * What a faster part can give the whole, where all else stays as it is (G. M. Amdahl, "Validity of the single processor
 * approach to achieving large scale computing capabilities", AFIPS 1967). Shares are of the whole's time, 0 to 1.
 */

/** Ratio of the whole's speed where the part costs nothing: 1 / (1 − share); infinite for a share of 1. */
export function speedupCeiling(share: number): number {
  return overallSpeedup(share, Number.POSITIVE_INFINITY);
}

/** Ratio of the whole's speed where the part is `factor` times as fast: 1 / (1 − share + share / factor). */
export function overallSpeedup(share: number, factor: number): number {
  const part = Math.min(1, Math.max(0, share));
  const left = 1 - part + part / factor;
  return left <= 0 ? Number.POSITIVE_INFINITY : 1 / left;
}

/** How much faster the part must be for that ratio of the whole; null where no factor gives it. */
export function neededFactor(share: number, speedup: number): number | null {
  const left = 1 / speedup - (1 - share);
  return left > 0 ? share / left : null;
}

/** Standard error of a share that was found by so many samples (binomial). */
export function shareError(share: number, samples: number): number {
  return Math.sqrt((share * (1 - share)) / Math.max(1, samples));
}
