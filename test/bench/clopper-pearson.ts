/** Exact upper bound of a rate: Clopper and Pearson, "The use of confidence or fiducial limits", Biometrika 26 (1934). */

/**
 * The largest rate under which as few as `hits` of `count` would still be seen with probability 1 − level. One-sided:
 * none of 200 bounds the rate at 1.5 %, none of 40 at 7.2 %.
 */
export function upperBound(hits: number, count: number, level = 0.95): number {
  if (count === 0 || hits >= count) return 1;
  let low = hits / count;
  let high = 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (atMost(hits, count, middle) > 1 - level) low = middle;
    else high = middle;
  }
  return high;
}

/** P(Binomial(count, rate) ≤ hits), for a rate between 0 and 1. */
function atMost(hits: number, count: number, rate: number): number {
  let logMass = count * Math.log1p(-rate);
  let sum = 0;
  for (let k = 0; k <= hits; k++) {
    sum += Math.exp(logMass);
    logMass += Math.log((count - k) / (k + 1)) + Math.log(rate) - Math.log1p(-rate);
  }
  return sum;
}
