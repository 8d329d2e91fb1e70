/** Options that every measuring magic shares, and what the command line sets for all of them. */
import { option } from "../cells/option.js";
import type { MeasureOptions } from "../model/ports/engine.js";
import type { Defaults } from "./magic.js";

const SECOND = 1e9;
const BUDGET = 30 * SECOND;
const TIMEOUT = 60 * SECOND;

export const measuringOptions = {
  rounds: option.integer({ help: "Rounds to run, instead of looking at 6, 12, 24 and 48", minimum: 1 }),
  margin: option.percent({ help: "Smallest difference that counts", default: 0.02 }),
  budget: option.duration({
    help: "Time per comparison and sweep value; six rounds are run unless they would take four budgets",
    defaultText: "30 s",
  }),
  timeout: option.duration({ help: "Longest time of one call", default: TIMEOUT }),
  quick: option.flag({ help: "Three rounds, for trying out: never says faster or slower" }),
  seed: option.integer({ help: "Seed of the order within rounds", default: 1, minimum: 0 }),
};

interface MeasuringValues {
  readonly rounds: number | undefined;
  readonly margin: number;
  readonly budget: number | undefined;
  readonly timeout: number;
  readonly quick: boolean;
  readonly seed: number;
}

export function toMeasureOptions(values: MeasuringValues, defaults: Defaults): MeasureOptions {
  return {
    rounds: values.rounds ?? null,
    margin: values.margin,
    budget: values.budget ?? defaults.budget ?? BUDGET,
    timeout: values.timeout,
    quick: values.quick || (defaults.quick && values.rounds === undefined),
    seed: values.seed,
  };
}
