/** Measures a variant at every point of the sweep; a point that fails leaves the others as they are. */
import type { Variant } from "../../model/case.js";
import type { MimeBundle } from "../../model/output.js";
import type { ForkFailure, MeasureOutcome, Watch } from "../../model/ports/engine.js";
import { sweepGrid } from "../../model/stale.js";
import { variantView } from "../../views/index.js";
import type { MagicContext } from "../magic.js";
import { costsAt } from "./costs.js";
import { measureStep, wasInterrupted } from "./measure.js";
import type { VariantRequest } from "./request.js";
import { shareOf } from "./share.js";

export interface Sweep {
  readonly request: VariantRequest;
  readonly variant: Variant;
  /** Filled: forks that gave no result. The other sizes are kept. */
  readonly failures: ForkFailure[];
  readonly onInterrupt: () => void;
}

export async function measureSweep(
  { request, variant, failures, onInterrupt }: Sweep,
  context: MagicContext,
  watch: Watch,
): Promise<MimeBundle> {
  const { workload } = context.state.require();
  const grid = sweepGrid(workload);
  const outcomes: MeasureOutcome[] = [];
  for (const [index, parameters] of grid.entries()) {
    const outcome = await measureStep(
      {
        variants: [variant, ...request.against],
        parameters,
        options: request.options,
        keeps: "measurement",
        costs: await costsAt(workload.cost, parameters, context),
      },
      context,
      shareOf(watch, index, grid.length),
    );
    outcomes.push(outcome);
    if (wasInterrupted(outcome)) {
      onInterrupt();
      break;
    }
    if (outcome.failure !== null) failures.push(outcome.failure);
  }
  return resultView(variant, outcomes, context);
}

function resultView(
  variant: Variant,
  outcomes: readonly MeasureOutcome[],
  context: MagicContext,
): MimeBundle {
  const record = context.state.require();
  const last = outcomes.at(-1);
  const failure = outcomes.find((one) => one.failure !== null)?.failure ?? null;
  const outcome = {
    reused: null,
    spent: outcomes.reduce((sum, one) => sum + one.spent, 0),
    stopped: failure?.message ?? (last !== undefined && isShort(last, variant) ? last.stopped : null),
  };
  return variantView({ record, variant: variant.name, outcome, plots: true });
}

/** Whether it ended before its interval was as narrow as wanted; a lone baseline has six rounds and no such wish. */
function isShort({ stopped }: MeasureOutcome, { role }: Variant): boolean {
  if (stopped === "looks") return role !== "baseline";
  return stopped === "budget" || stopped === "interrupted";
}
