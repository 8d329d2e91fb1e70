/** Calls of the measured expression: one by one, and its result. */
import type { VariantModule } from "./module.js";

/** The measured expression is synchronous but gave a promise: what would be timed is only its creation. */
export class PendingValue extends Error {
  override readonly name = "PendingValue";
}

export interface FirstCall {
  /** What is verified: the call's own value, or `--result NAME`. */
  readonly value: unknown;
  /** ns. */
  readonly time: number;
}

export async function firstCall(module: VariantModule): Promise<FirstCall> {
  await module.perCall?.();
  const start = performance.now();
  const returned = module.asynchronous ? await module.measured() : module.measured();
  const time = (performance.now() - start) * 1e6;
  if (!module.asynchronous && isThenable(returned)) throw new PendingValue();
  return { value: module.result ? module.result() : returned, time };
}

/** One more call, untimed; its result as a value to verify. */
export async function call(module: VariantModule): Promise<unknown> {
  return (await firstCall(module)).value;
}

function isThenable(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function"
  );
}
