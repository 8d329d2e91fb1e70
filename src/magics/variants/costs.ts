/** What one call costs, from the baseline's --flops, --bytes and --items at one point of the sweep. */
import { compileCost } from "../../cells/cost.js";
import type { NameSize } from "../../model/ports/session.js";
import type { Cost, Parameters } from "../../model/workload.js";
import { forkError } from "../failure.js";
import type { MagicContext } from "../magic.js";

/** Per call. */
export interface Costs {
  readonly flops?: number;
  readonly bytes?: number;
  readonly items?: number;
}

const KINDS = ["flops", "bytes", "items"] as const;
const TIMEOUT = 60e9;

/**
 * Costs see the parameters, and the sizes of the setup's names. These a fork tells, as sizes differ over a sweep and
 * the session's own names may have been changed by ordinary cells. No costs where the setup fails at these parameters:
 * the measurement says so. Throws a UserError for an unknown name.
 */
export async function costsAt(cost: Cost, parameters: Parameters, context: MagicContext): Promise<Costs> {
  const allowed = await setupNames(context);
  const compiled = KINDS.flatMap((kind) => {
    const expression = cost[kind];
    return expression === undefined ? [] : [{ kind, ...compileCost(expression, allowed) }];
  });
  const others = compiled.flatMap(({ names }) => names).filter((name) => !(name in parameters));
  const sizes = await sizesInFork([...new Set(others)], parameters, context);
  if (sizes === null) return {};
  const scope = { ...sizes, ...valuesOf(parameters) };
  return Object.fromEntries(compiled.map(({ kind, evaluate }) => [kind, evaluate(scope)]));
}

export async function setupNames(context: MagicContext): Promise<readonly string[]> {
  const { workload } = context.state;
  const names = new Set(Object.keys(workload.parameters));
  for (const setup of workload.setups) {
    for (const name of (await context.language.analyze(setup.source)).declares) names.add(name);
  }
  return [...names];
}

type Sizes = Readonly<Record<string, NameSize>>;

/** Null where the setup fails at these parameters. */
async function sizesInFork(
  names: readonly string[],
  parameters: Parameters,
  context: MagicContext,
): Promise<Sizes | null> {
  if (names.length === 0) return {};
  const { id, workload } = context.state.require();
  const bundled = await context.language.bundle({
    folder: context.store.folder,
    setups: workload.setups,
    teardown: workload.teardown,
    parameterNames: Object.keys(workload.parameters),
    inputs: workload.inputs,
    compiled: context.state.compiled,
    variant: { name: "costs", source: sizesSource(names), result: null },
  });
  if (bundled.kind === "failed") return null;
  const bundle = await context.store.saveBundle(id, bundled.bundle);
  const side = { name: "costs", bundle, nodeFlags: [], env: {} };
  const outcome = await context.engine.evaluate({ side, parameters, timeout: TIMEOUT }, context);
  if (outcome.kind === "value") return outcome.value as Sizes;
  if (outcome.failure.kind === "interrupted") throw forkError(outcome.failure);
  return null;
}

/** Only numbers come back: a `length` that is something else is no size. */
function sizesSource(names: readonly string[]): string {
  return `Object.fromEntries(Object.entries({ ${names.join(", ")} }).map(([name, value]: [string, any]) => [
  name,
  typeof value === "number" || typeof value === "bigint"
    ? { value: Number(value) }
    : Object.fromEntries(
        ["length", "byteLength", "size"].map((key) => [key, value?.[key]]).filter(([, size]) => typeof size === "number"),
      ),
]))`;
}

function valuesOf(parameters: Parameters): Record<string, NameSize> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === "number" ? { value } : { length: value.length },
    ]),
  );
}
