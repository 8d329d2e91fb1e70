/** Whether the first call and the last one give the same value; digests stand for values, so that none is kept alive. */
import { digest } from "../values/digest.js";
import { call } from "./calls.js";
import type { VariantModule } from "./module.js";
import { sink } from "./sampler.js";

/** Null where there is nothing to compare. Of a slow call, the last timed one is the last. */
export async function isSameResult(
  first: string | null,
  module: VariantModule,
  slow: boolean,
): Promise<boolean | null> {
  if (first === null) return null;
  const inputs = module.inputs ?? 1;
  if (slow) {
    const same = digest(module.result ? module.result() : sink.value) === first;
    // It may have worked on another input than the first one.
    return same || inputs === 1 ? same : null;
  }
  for (let turn = 0; turn < inputs; turn++) {
    if (digest(await call(module)) === first) return true;
    sink.value = await module.loop(1);
  }
  return false;
}
