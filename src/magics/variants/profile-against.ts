/** `%profile A --against B`: which variant, and its profile where one is kept that still holds. */
import type { Variant } from "../../model/case.js";
import { usageError } from "../../model/problem.js";
import type { Profile, ProfileRecord } from "../../model/profile.js";
import { sameParameters } from "../../model/record.js";
import type { MagicContext } from "../magic.js";
import { requireCurrent } from "./sides.js";

export function requirePair(context: MagicContext, variant: Variant, against: string): Variant {
  if (against === variant.name) {
    throw usageError(
      `--against ${against} names the profiled variant itself; name another one, such as its parent.`,
    );
  }
  return requireCurrent(context, against);
}

/** Null where it has to be profiled: no profile of its present source at the present parameters, or its file is gone. */
export async function heldAgainst(
  { state, store }: MagicContext,
  other: Variant,
): Promise<{ readonly profile: Profile; readonly record: ProfileRecord } | null> {
  const { id, profiles, workload } = state.require();
  const record = profiles.findLast(
    (one) =>
      one.kind === "cpu" &&
      one.variant === other.name &&
      one.hash === other.hash &&
      !one.stale &&
      sameParameters(one.parameters, workload.parameters),
  );
  const profile = record === undefined ? null : await store.loadProfile(id, record.file);
  return record === undefined || profile === null ? null : { profile, record };
}
