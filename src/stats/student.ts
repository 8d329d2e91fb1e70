/**
 * Quantiles of Student's t distribution, for any number of degrees of freedom, not only whole ones: bisection on the
 * distribution function, which is an incomplete beta function (Abramowitz and Stegun, 26.7.1 and 26.5.8, with the
 * continued fraction evaluated by Lentz's method).
 */

/** The t that lies above `share` of the distribution; `share` from 0.5 to 1. Infinity for no degrees of freedom. */
export function studentQuantile(share: number, freedom: number): number {
  if (!(freedom > 0)) return Number.POSITIVE_INFINITY;
  let low = 0;
  let high = 1;
  while (studentBelow(high, freedom) < share && high < 1e9) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (studentBelow(middle, freedom) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The share of the distribution below `t`, which is not negative. */
function studentBelow(t: number, freedom: number): number {
  // With this many the distribution is the normal one to five digits, and the fraction below converges slowly.
  const known = Math.min(freedom, 1e5);
  return 1 - incompleteBeta(known / (known + t * t), known / 2, 0.5) / 2;
}

/** Regularised, `I_x(a, b)`. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  // The fraction converges fast on this side only.
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(x, a, b)) / a
    : 1 - (front * fraction(1 - x, b, a)) / b;
}

const TINY = 1e-300;

function fraction(x: number, a: number, b: number): number {
  const safe = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-12) break;
  }
  return result;
}

/** Lanczos's approximation (g = 5, six terms), to nine digits for arguments above zero. */
function logGamma(x: number): number {
  let sum = 1.000000000190015;
  LANCZOS.forEach((coefficient, index) => {
    sum += coefficient / (x + index + 1);
  });
  const shifted = x + 5.5;
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((2.506628274631 * sum) / x);
}

const LANCZOS = [
  76.18009172947146, -86.505320329417, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2,
  -0.5395239384953e-5,
];
