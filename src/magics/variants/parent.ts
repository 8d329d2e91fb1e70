/** An optimization's parent: the variant profiled last, fixed when its cell first runs, and profiled as it is now. */
import type { Case, Variant } from "../../model/case.js";
import { UserError, usageError } from "../../model/problem.js";
import { baselineOf, descendsFrom, findVariant } from "../../model/record.js";
import type { MagicContext } from "../magic.js";
import { requireCurrent } from "./sides.js";

export interface ParentRequest {
  readonly name: string;
  /** `--parent NAME`. */
  readonly parent: string | undefined;
  /** `--no-profile "reason"`. */
  readonly noProfile: string | undefined;
}

/** Throws a UserError where the parent has not been profiled, unless a reason is given. */
export function parentOf(request: ParentRequest, context: MagicContext): Variant {
  const record = context.state.require();
  const parent = requireCurrent(context, parentName(request, record));
  if (descendsFrom(record, parent.name, request.name)) {
    throw usageError(
      `${parent.name} comes from ${request.name} and cannot be its parent; name another by --parent.`,
    );
  }
  const profiled = record.profiles.some((one) => one.variant === parent.name && !one.stale);
  if (profiled || request.noProfile !== undefined) return parent;
  if (parent.language === "shell") {
    throw new UserError({
      name: "NoProfileError",
      message: `${parent.name} runs a command, which %profile cannot look into; say what another profiler showed, or why you expect more speed, by --no-profile "reason".`,
    });
  }
  throw new UserError({
    name: "NoProfileError",
    message: `Profile before you optimize: run %profile ${parent.name} first, or say why not by --no-profile "reason".`,
  });
}

function parentName({ name, parent }: ParentRequest, record: Case): string {
  if (parent !== undefined) return parent;
  const fixed = findVariant(record, name)?.parent;
  if (fixed && findVariant(record, fixed) !== undefined) return fixed;
  const profiled = record.profiles.findLast((one) => !one.stale && !descendsFrom(record, one.variant, name));
  return profiled?.variant ?? baselineOf(record)?.name ?? "";
}

/** The baseline, or an error that says to measure one first. */
export function requireBaseline(context: MagicContext): Variant {
  const baseline = baselineOf(context.state.require());
  if (baseline !== undefined) return requireCurrent(context, baseline.name);
  throw new UserError({
    name: "NoBaselineError",
    message:
      "There is no baseline yet to compare with; put %%baseline NAME on top of the cell that works, and run it first.",
  });
}
