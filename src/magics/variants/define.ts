/** The road of every variant's cell: compile, freeze, check its value, measure, keep, show. */
import { isDeepStrictEqual } from "node:util";
import type { Variant } from "../../model/case.js";
import type { ForkFailure } from "../../model/ports/engine.js";
import { variantView } from "../../views/index.js";
import { forkError, interruptedError } from "../failure.js";
import type { MagicContext } from "../magic.js";
import { checkFirst } from "./check-first.js";
import { compileVariant } from "./compile.js";
import { costsAt } from "./costs.js";
import { freeze } from "./freeze.js";
import { measureSweep } from "./measure-sweep.js";
import { rateAgain } from "./rates.js";
import type { VariantRequest } from "./request.js";

/** Shows the variant's result. Throws the first failure of a fork after what was measured is kept and shown. */
export async function defineVariant(request: VariantRequest, context: MagicContext): Promise<void> {
  const { cell } = request;
  const compiled = await compileVariant(cell, context);
  request.inspect?.(compiled);
  if (request.cost !== null)
    await costsAt(request.cost, context.state.require().workload.parameters, context);
  const before = context.state.require().workload.cost;
  const { variant, reused } = await freeze(request, compiled, context);
  if (request.cost !== null && !isDeepStrictEqual(request.cost, before)) await rateAgain(context);
  await context.cells.run({
    source: compiled.declarations,
    fileName: cell.fileName,
    publish: context.publish,
    quiet: true,
  });
  if (reused !== null) return showReused(variant, reused, context);

  const failures: ForkFailure[] = [];
  let interrupted = false;
  const onInterrupt = () => {
    interrupted = true;
  };
  await context.work(variant.name, async (watch) => {
    const refused = await checkFirst(request, variant, context, watch);
    return refused ?? (await measureSweep({ request, variant, failures, onInterrupt }, context, watch));
  });
  const [failure] = failures;
  if (interrupted) throw interruptedError(variant.name);
  if (failure !== undefined) throw forkError(failure);
}

function showReused(variant: Variant, reused: string, context: MagicContext): void {
  const record = context.state.require();
  const outcome = { reused, spent: null, stopped: null };
  context.show(variantView({ record, variant: variant.name, outcome, plots: true }));
}
