/** The tuning parameters of `%%optimize tiled T=8,16 U=2,4`: refused where they could not work. */
import { usageError } from "../../model/problem.js";
import { type TuningGrid, tuningPoints } from "../../model/tuning.js";
import type { Parameters, ParameterValue } from "../../model/workload.js";
import type { MagicContext } from "../magic.js";
import type { CompiledVariant } from "./compile.js";
import { setupNames } from "./costs.js";

/** Each point takes a check and three forks at the least. */
const MOST_POINTS = 256;

/** Null where no parameter is given. Throws a UserError for a name that the setups have, or values that are no grid. */
export async function gridOf(assignments: TuningGrid, context: MagicContext): Promise<TuningGrid | null> {
  const names = Object.keys(assignments);
  if (names.length === 0) return null;
  const { parameters } = context.state.require().workload;
  const declared = await setupNames(context);
  for (const [name, values] of Object.entries(assignments)) {
    const given = `${name}=${values.join(",")}`;
    if (name in parameters) {
      throw usageError(
        `${given}: ${name} is a parameter of %%setup, the same for every variant; give the tuning parameter another name.`,
      );
    }
    if (declared.includes(name)) {
      throw usageError(`${given}: a %%setup declares ${name}; give the tuning parameter another name.`);
    }
    refuseValues(given, values);
  }
  const { length } = tuningPoints(assignments);
  if (length > MOST_POINTS) {
    throw usageError(
      `The grid of ${names.join(", ")} has ${length} points, and each takes several forks; keep it to ${MOST_POINTS} by fewer values.`,
    );
  }
  return assignments;
}

/** Throws where a value could make no difference: the cell reads the parameter nowhere, or declares it itself. */
export function requireTuned(grid: TuningGrid, name: string, compiled: CompiledVariant): void {
  const { declares, free } = compiled;
  for (const parameter of Object.keys(grid)) {
    if (declares.includes(parameter)) {
      throw usageError(
        `The cell of ${name} declares ${parameter} itself, so ${parameter}=${grid[parameter]?.join(",")} would change nothing; take the declaration out of the cell.`,
      );
    }
    if (!free.includes(parameter)) {
      throw usageError(
        `The cell of ${name} never reads ${parameter}, so all its values are the same code; use ${parameter} in the cell, or leave ${parameter}=${grid[parameter]?.join(",")} out.`,
      );
    }
  }
}

/** What the cell's declarations run with in the session before there is a choice. */
export function firstPoint(grid: TuningGrid): Parameters {
  return tuningPoints(grid)[0] ?? {};
}

function refuseValues(given: string, values: readonly ParameterValue[]): void {
  if (new Set(values.map((value) => typeof value)).size > 1) {
    throw usageError(
      `${given} mixes numbers and texts, and the cell sees one type; put the numbers in quotes, or leave the texts out.`,
    );
  }
  const twice = values.find((value, index) => values.indexOf(value) < index);
  if (twice !== undefined) throw usageError(`${given} has ${twice} twice; write each value once.`);
}
