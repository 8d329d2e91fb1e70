/** Saves a variant's bundle and takes the variant into the record; what an earlier one of that name has measured becomes stale. */
import type { Variant } from "../../model/case.js";
import { machineKey } from "../../model/environment.js";
import { findVariant, withoutVariant, withVariant } from "../../model/record.js";
import { variantHash } from "../identity.js";
import type { MagicContext } from "../magic.js";
import type { CompiledVariant } from "./compile.js";
import type { VariantRequest } from "./request.js";
import { reusable } from "./reuse.js";
import { moduleRecord } from "./revision.js";

export interface Frozen {
  readonly variant: Variant;
  /** Instant of a record that stands for a new measurement, or null. */
  readonly reused: string | null;
}

export async function freeze(
  request: VariantRequest,
  compiled: CompiledVariant,
  context: MagicContext,
): Promise<Frozen> {
  const { state, store } = context;
  const { cell, role } = request;
  const record = state.require();
  await store.saveBundle(record.id, compiled.bundle);
  const { parts, hash } = identityOf(request, compiled, context);
  const earlier = findVariant(record, cell.name);
  const same = earlier?.hash === hash && earlier.role === role;
  const variant: Variant = {
    name: cell.name,
    role,
    language: cell.command ? "shell" : "typescript",
    hash,
    ...parts,
    hypothesis: request.why ?? (role === "optimization" ? compiled.leadingComment : null),
    expect: request.expect,
    parent: request.parent?.name ?? null,
    noProfile: request.noProfile,
    expression: compiled.expression,
    cellId: request.cellId,
    recorded: state.now(),
    session: state.session,
    machine: machineKey(record.environment),
    measurements: earlier?.measurements ?? [],
    verification: { verdict: role === "baseline" ? "reference" : "unverified" },
    decision: same ? earlier.decision : null,
    ...moduleRecord(cell, compiled),
    ...(request.ceiling ? { ceiling: request.ceiling } : {}),
  };
  const next = await state.change((before) => {
    const cleaned = same
      ? before
      : { ...before, decisions: before.decisions.filter((one) => one.variant !== cell.name) };
    const changed =
      earlier !== undefined && earlier.role !== role ? withoutVariant(cleaned, cell.name) : cleaned;
    const added = withVariant(changed, variant);
    return request.cost === null ? added : { ...added, workload: { ...added.workload, cost: request.cost } };
  });
  const frozen = findVariant(next, cell.name) ?? variant;
  const { against, checkedAgainst } = request;
  const checked = checkedAgainst !== null;
  return {
    variant: frozen,
    reused: measuresAgain(request, context)
      ? null
      : reusable({ record: next, variant: frozen, against, checked }),
  };
}

export function measuresAgain({ fresh }: VariantRequest, { defaults }: MagicContext): boolean {
  return fresh || defaults.fresh;
}

/** What the variant's hash is made of, and the hash. */
export function identityOf(request: VariantRequest, { bundle }: CompiledVariant, context: MagicContext) {
  const { cell, nodeFlags, env, tuning } = request;
  const parts = {
    source: cell.source,
    bundle: bundle.hash,
    workload: context.state.workloadHash,
    nodeFlags,
    env,
    result: cell.result,
    ...(tuning ? { tuning } : {}),
  };
  const { environment } = context.state.require();
  return { parts, hash: variantHash(parts, bundle.packages, environment) };
}
