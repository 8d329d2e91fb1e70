/** The empty loop: the variant's own loop without its work. */
import type { VariantModule } from "./module.js";
import { sink } from "./sampler.js";

const FEWEST_TURNS = 10_000;
const FEWEST_AWAITED = 100;
/** ms. Long enough for the optimising compiler to have seen the loop. */
const LEAST = 10;

/** ns per call, the least of several runs. Zero with `--per-call` inputs: such calls are clocked alone. */
export async function timeControl(module: VariantModule, batch: number): Promise<number> {
  if (module.perCall) return 0;
  const turns = Math.max(batch, module.asynchronous ? FEWEST_AWAITED : FEWEST_TURNS);
  let least = Number.POSITIVE_INFINITY;
  const begun = performance.now();
  while (performance.now() - begun < LEAST) {
    const start = performance.now();
    sink.value = module.asynchronous ? await module.control(turns) : module.control(turns);
    least = Math.min(least, performance.now() - start);
  }
  return (least * 1e6) / turns;
}
