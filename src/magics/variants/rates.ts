/** Rates per second: work of one call over its time. */
import type { Measurement } from "../../model/measurement.js";
import { sameParameters } from "../../model/record.js";
import { sweepGrid } from "../../model/stale.js";
import type { MagicContext } from "../magic.js";
import { type Costs, costsAt } from "./costs.js";

export function ratesOf(
  costs: Costs,
  { time, latency }: Pick<Measurement, "time" | "latency">,
): Measurement["rates"] {
  // A call that takes no time at all was not measured: the finding `optimised-away` says so.
  if (time.estimate <= 0) return {};
  // Calls that overlap take longer than the time from one to the next.
  const callsPerSecond = latency?.throughput.estimate ?? 1e9 / time.estimate;
  const rates = Object.entries(costs).map(([kind, cost]) => [kind, cost * callsPerSecond]);
  return Object.fromEntries(rates);
}

/** Times outlive a change of what a call is said to cost; rates do not. */
export async function rateAgain(context: MagicContext): Promise<void> {
  const { workload } = context.state.require();
  const points: { parameters: Measurement["parameters"]; costs: Costs }[] = [];
  for (const parameters of sweepGrid(workload))
    points.push({ parameters, costs: await costsAt(workload.cost, parameters, context) });
  const rated = (measurement: Measurement): Measurement => {
    const point = points.find(({ parameters }) => sameParameters(parameters, measurement.parameters));
    if (point === undefined || measurement.stale) return measurement;
    return { ...measurement, rates: ratesOf(point.costs, measurement) };
  };
  await context.state.change((record) => ({
    ...record,
    variants: record.variants.map((one) => ({ ...one, measurements: one.measurements.map(rated) })),
  }));
}
