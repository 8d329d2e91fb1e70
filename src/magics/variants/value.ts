/** What a variant's measured expression gives, as plain data from a fork. */
import type { Variant } from "../../model/case.js";
import { forkError } from "../failure.js";
import type { MagicContext } from "../magic.js";
import { sideOf } from "./sides.js";

const TIMEOUT = 60e9;

/** At the workload's parameters. Rejects with the fork's error where it gives no value. */
export async function valueOfVariant(variant: Variant, context: MagicContext): Promise<unknown> {
  const { parameters } = context.state.require().workload;
  const request = { side: sideOf(context, variant), parameters, timeout: TIMEOUT };
  const outcome = await context.engine.evaluate(request, context);
  if (outcome.kind === "failed") throw forkError(outcome.failure);
  return outcome.value;
}
