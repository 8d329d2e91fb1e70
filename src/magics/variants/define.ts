/** The road of every variant's cell: compile, freeze, check its value, measure, keep, show. */
import { isDeepStrictEqual } from "node:util";
import type { Role, Variant } from "../../model/case.js";
import { machineKey } from "../../model/environment.js";
import type { MimeBundle } from "../../model/output.js";
import type { ForkFailure, MeasureOptions, MeasureOutcome, Watch } from "../../model/ports/engine.js";
import { findVariant, withoutVariant, withVariant } from "../../model/record.js";
import { sweepGrid } from "../../model/stale.js";
import type { Cost } from "../../model/workload.js";
import { refusedView, variantView } from "../../views/index.js";
import { forkError, interruptedError } from "../failure.js";
import { variantHash } from "../identity.js";
import type { MagicContext } from "../magic.js";
import { type CompiledVariant, compileVariant, type VariantCell } from "./compile.js";
import { costsAt } from "./costs.js";
import { measureStep, wasInterrupted } from "./measure.js";
import { rateAgain } from "./rates.js";
import { reusable } from "./reuse.js";
import { shareOf } from "./share.js";
import { checkValues, DEFAULT_TOLERANCE } from "./value-check.js";

export interface VariantRequest {
  readonly cell: VariantCell;
  readonly cellId: string | null;
  readonly role: Role;
  /** `--why`; null: the cell's leading comment, where there is one. */
  readonly why: string | null;
  readonly expect: number | null;
  readonly parent: Variant | null;
  readonly noProfile: string | null;
  readonly nodeFlags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Of a baseline: its cost model, which becomes the workload's. Null for others. */
  readonly cost: Cost | null;
  /** Measured in the same rounds: the parent, and the baseline where it is another. */
  readonly against: readonly Variant[];
  /** Compared with before it is timed; null for none. */
  readonly checkedAgainst: Variant | null;
  readonly anyway: boolean;
  readonly fresh: boolean;
  readonly options: MeasureOptions;
  /** Throws where the compiled cell lacks something that its role needs. */
  readonly inspect?: (compiled: CompiledVariant) => void;
}

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

interface Frozen {
  readonly variant: Variant;
  /** Instant of a record that stands for a new measurement, or null. */
  readonly reused: string | null;
}

/** Saves the bundle and takes the variant into the record; what an earlier one of that name has measured becomes stale. */
async function freeze(
  request: VariantRequest,
  compiled: CompiledVariant,
  context: MagicContext,
): Promise<Frozen> {
  const { state, store } = context;
  const { cell, role } = request;
  const record = state.require();
  await store.saveBundle(record.id, compiled.bundle);
  const parts = {
    source: cell.source,
    bundle: compiled.bundle.hash,
    workload: state.workloadHash,
    nodeFlags: request.nodeFlags,
    env: request.env,
    result: cell.result,
  };
  const hash = variantHash(parts, compiled.bundle.packages, record.environment);
  const earlier = findVariant(record, cell.name);
  const same = earlier?.hash === hash && earlier.role === role;
  const variant: Variant = {
    name: cell.name,
    role,
    language: "typescript",
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
  const measureAgain = request.fresh || context.defaults.fresh;
  const { against, checkedAgainst } = request;
  const checked = checkedAgainst !== null;
  return {
    variant: frozen,
    reused: measureAgain ? null : reusable({ record: next, variant: frozen, against, checked }),
  };
}

function showReused(variant: Variant, reused: string, context: MagicContext): void {
  const record = context.state.require();
  const outcome = { reused, spent: null, stopped: null };
  context.show(variantView({ record, variant: variant.name, outcome, plots: true }));
}

/** The value first: a wrong optimization is not timed. Null where it may go on; throws where there is no value. */
async function checkFirst(
  request: VariantRequest,
  variant: Variant,
  context: MagicContext,
  watch: Watch,
): Promise<MimeBundle | null> {
  const baseline = request.checkedAgainst;
  if (baseline === null) return null;
  const { record } = context.state;
  const known = record?.verifications.find((one) => one.variant === variant.name && !one.stale);
  if (known?.verdict === "verified" && known.hash === variant.hash) return null;
  const parameters = context.state.require().workload.parameters;
  const { verification, failure } = await checkValues(
    {
      variant,
      baseline,
      checks: [{ kind: "inputs", parameters }],
      known: [],
      tolerance: DEFAULT_TOLERANCE,
      property: null,
      timeout: request.options.timeout,
    },
    context,
    watch,
  );
  if (failure !== null) throw forkError(failure);
  if (verification.verdict !== "failed" || request.anyway) return null;
  return refusedView({ record: context.state.require(), variant: variant.name, verification });
}

interface Sweep {
  readonly request: VariantRequest;
  readonly variant: Variant;
  /** Filled: forks that gave no result. The other sizes are kept. */
  readonly failures: ForkFailure[];
  readonly onInterrupt: () => void;
}

async function measureSweep(
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
