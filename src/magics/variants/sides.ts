/** Variants as the engine runs them. */

import { suggest } from "../../cells/suggest.js";
import type { Variant } from "../../model/case.js";
import type { Side } from "../../model/ports/engine.js";
import { UserError, usageError } from "../../model/problem.js";
import { findVariant } from "../../model/record.js";
import { changedSince } from "../../model/stale.js";
import type { MagicContext } from "../magic.js";

/** The variant of this name, or an error with the nearest one. */
export function requireVariant(context: MagicContext, name: string): Variant {
  const record = context.state.require();
  const found = findVariant(record, name);
  if (found !== undefined) return found;
  const names = record.variants.map((one) => one.name);
  const near = suggest(name, names);
  const known =
    names.length === 0 ? "there is none yet; begin with %%baseline" : `there are ${names.join(", ")}`;
  throw usageError(
    `There is no variant ${name}${near === null ? "" : `; did you mean ${near}?`} (${known}).`,
  );
}

/** The variant, where its bundle is that of the present setups and of this machine; else an error that says to run its cell again. */
export function requireCurrent(context: MagicContext, name: string): Variant {
  const variant = requireVariant(context, name);
  const changed = changedSince(context.state.require(), variant, context.state.workloadHash);
  if (changed === null) return variant;
  const why =
    changed === "setup"
      ? "the setup has changed since its cell ran"
      : `its cell ran on another machine or Node (${variant.machine})`;
  throw new UserError({
    name: "StaleError",
    message: `${name} is STALE: ${why}; run the cell of ${name} again first.`,
  });
}

export function sideOf(context: MagicContext, variant: Variant): Side {
  return {
    name: variant.name,
    bundle: context.store.bundlePath(context.state.require().id, variant.bundle),
    nodeFlags: variant.nodeFlags,
    env: variant.env,
    ...(context.state.require().workload.load?.serve && variant.language === "typescript"
      ? { serve: true }
      : {}),
    ...(variant.tuning === undefined ? {} : { fixed: variant.tuning.chosen }),
  };
}

/** A variant of the baseline's name would replace it. */
export function refuseBaselineName(baseline: Variant, name: string): void {
  if (baseline.name !== name) return;
  throw usageError(`${name} is the baseline's name; give the variant another one.`);
}
