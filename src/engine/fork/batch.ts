/** How many calls make a sample long enough for the clock. */
import type { Sampler } from "./sampler.js";

/** ns of running before the answer counts: cold code is slower, so its batches would be too small. */
const WARM_UP = 100e6;
/** Steps grow at most tenfold: the first ones see cold code. */
const LARGEST_STEP = 10;
const HEADROOM = 1.1;
const CHECKS = 5;
/** ms that a sample may take with all that is not clocked in it. Where inputs cost much more than the call, it stays short. */
const LONGEST = 50;

/** Leaves no samples behind. */
export async function findBatch(sampler: Sampler, target: number): Promise<number> {
  const { samples } = sampler;
  const time = async (batch: number, fewest: number) => {
    samples.clear();
    await sampler.run({ batch, time: 0, fewest });
    return batch * Math.min(...samples.from(0));
  };
  const begun = performance.now();
  let batch = 1;
  for (;;) {
    const checks = batch === 1 ? 1 : CHECKS;
    const started = performance.now();
    const sample = await time(batch, checks);
    if ((performance.now() - started) / checks > LONGEST) break;
    const warmedUp = (performance.now() - begun) * 1e6 > WARM_UP;
    // A call that is long enough when cold may be far too short when warm.
    if (sample >= target && warmedUp) break;
    const wanted = sample > 0 ? Math.ceil((batch * target * HEADROOM) / sample) : batch * LARGEST_STEP;
    batch = sample >= target ? batch : Math.min(Math.max(wanted, batch + 1), batch * LARGEST_STEP);
  }
  samples.clear();
  return batch;
}
