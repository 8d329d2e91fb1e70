/** What one call costs, from the baseline's --flops, --bytes and --items at one point of the sweep. */
import { compileCost } from "../../cells/cost.js";
import type { NameSize } from "../../model/ports/session.js";
import type { Cost, Parameters } from "../../model/workload.js";
import type { MagicContext } from "../magic.js";
import type { Costs } from "./measure.js";

/**
 * Costs see the parameters and the setup's sizes. A name other than a parameter is read in the session,
 * where the setup ran with the last value of each sweep.
 */
export async function costsAt(cost: Cost, parameters: Parameters, context: MagicContext): Promise<Costs> {
  const allowed = await setupNames(context);
  const costs: { -readonly [Name in keyof Costs]: Costs[Name] } = {};
  for (const name of ["flops", "bytes", "items"] as const) {
    const expression = cost[name];
    if (expression === undefined) continue;
    const compiled = compileCost(expression, allowed);
    const others = compiled.names.filter((one) => !(one in parameters));
    const sizes = others.length === 0 ? {} : await context.session.measureNames(others);
    costs[name] = compiled.evaluate({ ...sizes, ...valuesOf(parameters) });
  }
  return costs;
}

export async function setupNames(context: MagicContext): Promise<readonly string[]> {
  const { workload } = context.state.require();
  const names = new Set(Object.keys(workload.parameters));
  for (const setup of workload.setups) {
    for (const name of (await context.language.analyze(setup.source)).declares) names.add(name);
  }
  return [...names];
}

function valuesOf(parameters: Parameters): Record<string, NameSize> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === "number" ? { value } : { length: value.length },
    ]),
  );
}
