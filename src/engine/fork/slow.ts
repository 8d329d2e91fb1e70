/** Slow calls get few samples: a fork of a call of seconds is long enough as it is. Times are ns. */

export const SLOW = 100e6;
export const VERY_SLOW = 1e9;
export const SLOW_SAMPLES = 5;
export const VERY_SLOW_SAMPLES = 2;
