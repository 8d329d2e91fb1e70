/** The value of a side's expression, from a fork of its own: plain data that benchbook itself asked for. */
import type { EvaluateOutcome, EvaluateRequest, Watch } from "../model/ports/engine.js";
import type { References } from "./references.js";
import { readTree } from "./values/codec.js";
import { untagValue } from "./values/untag.js";

export async function evaluateSide(
  request: EvaluateRequest,
  { signal }: Pick<Watch, "signal">,
  references: References,
): Promise<EvaluateOutcome> {
  const made = await references.get({ ...request, signal });
  if (made.kind === "failed") return made;
  return { kind: "value", value: untagValue(await readTree(made.file)) };
}
