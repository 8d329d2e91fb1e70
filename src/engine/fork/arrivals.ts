/**
 * When calls of an open loop start: Poisson arrivals, as of many users who know nothing of one another. Equal spacing
 * could fall in step with a timer or a collection and never, or always, meet it; Poisson arrivals see a system's states
 * in proportion to their time (Wolff, "Poisson arrivals see time averages", Operations Research 30, 1982). Seeded: the
 * sides of a round get the same arrivals.
 */
import { createRandom } from "../../stats/random.js";

/** Gives the next start, ms from the beginning, ascending. `rate` per second. */
export function poissonArrivals(rate: number, seed: string): () => number {
  const random = createRandom(seed);
  const mean = 1000 / rate;
  let at = 0;
  return () => {
    at -= mean * Math.log(1 - random());
    return at;
  };
}
