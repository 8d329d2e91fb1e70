/** The road of every variant's cell: compile, freeze, check its value, measure, keep, show. */
import { isDeepStrictEqual } from "node:util";
import type { Variant } from "../../model/case.js";
import type { MimeBundle } from "../../model/output.js";
import type { ForkFailure } from "../../model/ports/engine.js";
import type { Parameters } from "../../model/workload.js";
import { variantView } from "../../views/index.js";
import { forkError, interruptedError } from "../failure.js";
import type { MagicContext } from "../magic.js";
import { checkFirst } from "./check-first.js";
import { type CompiledVariant, compileVariant, type VariantCell } from "./compile.js";
import { costsAt } from "./costs.js";
import { freeze, measuresAgain } from "./freeze.js";
import { requireLoadable, takeLoad } from "./load.js";
import { measureSweep } from "./measure-sweep.js";
import { rateAgain } from "./rates.js";
import type { VariantRequest } from "./request.js";
import { tune } from "./tune.js";
import { knownTuning } from "./tune-known.js";

/** Shows the variant's result. Throws the first failure of a fork after what was measured is kept and shown. */
export async function defineVariant(request: VariantRequest, context: MagicContext): Promise<void> {
  const { cell } = request;
  const compiled = await compileVariant(cell, context);
  request.inspect?.(compiled);
  requireLoadable(cell, compiled, context);
  if (request.cost !== null)
    await costsAt(request.cost, context.state.require().workload.parameters, context);
  await takeLoad(cell, context);
  const { grid = null } = request;
  const before = context.state.require().workload.cost;
  const known = grid === null ? null : knownTuning(request, grid, { compiled, context });
  const tunes = grid !== null && (known === null || measuresAgain(request, context));
  const settled = known === null ? request : { ...request, tuning: known };
  const frozen = tunes ? null : await freeze(settled, compiled, context);
  if (request.cost !== null && !isDeepStrictEqual(request.cost, before)) await rateAgain(context);
  await declare(cell, compiled, { context, tuned: tunes ? cell.tuned : known?.chosen });
  if (frozen !== null && frozen.reused !== null) return showReused(frozen.variant, frozen.reused, context);

  const failures: ForkFailure[] = [];
  let interrupted = false;
  const onInterrupt = () => {
    interrupted = true;
  };
  await context.work(cell.name, async (watch) => {
    let variant = frozen?.variant;
    if (variant === undefined) {
      const tuning = await tune({ request, grid: grid ?? {}, compiled }, context, watch);
      if (tuning.stopped === "interrupted") {
        onInterrupt();
        // An earlier choice and what was measured of it are worth more than half a new one.
        const kept = known ? { ...request, tuning: known } : { ...request, tuning };
        return interruptedView((await freeze(kept, compiled, context)).variant, known !== null, context);
      }
      variant = (await freeze({ ...request, tuning }, compiled, context)).variant;
      await declare(cell, compiled, { context, tuned: tuning.chosen });
    }
    const refused = await checkFirst(request, variant, context, watch);
    return refused ?? (await measureSweep({ request, variant, failures, onInterrupt }, context, watch));
  });
  const [failure] = failures;
  if (interrupted) throw interruptedError(cell.name);
  if (failure !== undefined) throw forkError(failure);
}

/** The cell's declarations run in the session too, with the values of its tuning parameters. */
async function declare(
  cell: VariantCell,
  { declarations }: CompiledVariant,
  { context, tuned }: { readonly context: MagicContext; readonly tuned: Parameters | undefined },
): Promise<void> {
  if (tuned !== undefined) await context.cells.define(tuned);
  const { fileName } = cell;
  await context.cells.run({ source: declarations, fileName, publish: context.publish, quiet: true });
}

function interruptedView({ name }: Variant, kept: boolean, context: MagicContext): MimeBundle {
  const stopped = kept ? "The new tuning was interrupted; what was recorded before stays." : "interrupted";
  const outcome = { reused: null, spent: null, stopped };
  return variantView({ record: context.state.require(), variant: name, outcome, plots: true });
}

function showReused(variant: Variant, reused: string, context: MagicContext): void {
  const record = context.state.require();
  const outcome = { reused, spent: null, stopped: null };
  context.show(variantView({ record, variant: variant.name, outcome, plots: true }));
}
