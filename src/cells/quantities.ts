/** Quantities, targets and costs as users write them, in base units: ns, byte, 1/s, ratio. */
import { usageError } from "../model/problem.js";
import { math } from "./mathjs.js";
import { type Dimension, readQuantity } from "./units.js";

export { type CompiledCost, type CostScope, compileCost } from "./cost.js";
export { parseTarget } from "./target.js";
export { type Dimension, type QuantityOutcome, readQuantity, showQuantity } from "./units.js";

/** Throws a UserError that starts with `subject`: `--budget wants a duration such as 50 ms, got 50 GFLOPS`. */
export function parseQuantity(text: string, dimension: Dimension, subject = "A quantity"): number {
  const outcome = readQuantity(text, dimension);
  if (outcome.kind === "problem") throw usageError(`${subject} ${outcome.problem}`);
  return outcome.value;
}

/** In ns. */
export function parseDuration(text: string, subject = "A duration"): number {
  return parseQuantity(text, "duration", subject);
}

/** Loads what quantities need (0.14 s, once), so that a first use finds it there. */
export function loadQuantities(): void {
  math();
}
