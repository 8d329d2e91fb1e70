/** The choice that the record holds of a cell that is unchanged: grid, source, setup, machine and size. */
import { machineKey } from "../../model/environment.js";
import { findVariant, sameParameters } from "../../model/record.js";
import type { Tuning, TuningGrid } from "../../model/tuning.js";
import type { MagicContext } from "../magic.js";
import type { CompiledVariant } from "./compile.js";
import { identityOf } from "./freeze.js";
import type { VariantRequest } from "./request.js";

/** Null where the grid has to be measured. */
export function knownTuning(
  request: VariantRequest,
  grid: TuningGrid,
  { compiled, context }: { readonly compiled: CompiledVariant; readonly context: MagicContext },
): Tuning | null {
  const record = context.state.require();
  const earlier = findVariant(record, request.cell.name);
  const tuning = earlier?.tuning;
  if (earlier === undefined || tuning === undefined || tuning.stopped === "interrupted") return null;
  if (earlier.machine !== machineKey(record.environment)) return null;
  if (!sameParameters(tuning.at, record.workload.parameters)) return null;
  // Where no point could win, the cell is tried again.
  if (tuning.trials.length > 0 && tuning.trials.every(({ estimate }) => estimate === null)) return null;
  const { hash } = identityOf({ ...request, tuning: { ...tuning, grid } }, compiled, context);
  return hash === earlier.hash ? tuning : null;
}
