/** What a variant's cell asks for, whatever its role. */
import type { Ceiling, Role, Variant } from "../../model/case.js";
import type { MeasureOptions } from "../../model/ports/engine.js";
import type { Tuning, TuningGrid } from "../../model/tuning.js";
import type { Tolerance } from "../../model/verification.js";
import type { Cost } from "../../model/workload.js";
import type { CompiledVariant, VariantCell } from "./compile.js";

export interface VariantRequest {
  readonly cell: VariantCell;
  readonly cellId: string | null;
  readonly role: Role;
  /** `--why`; null: the cell's leading comment, where there is one. */
  readonly why: string | null;
  readonly expect: number | null;
  readonly parent: Variant | null;
  /** Of an optimization with `--line`. */
  readonly ceiling?: Ceiling | null;
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
  /** Of the check before; absent: by kind. */
  readonly tolerance?: Tolerance;
  readonly fresh: boolean;
  readonly options: MeasureOptions;
  /** Tuning parameters of an optimization; null for none. */
  readonly grid?: TuningGrid | null;
  /** What was chosen from the grid. */
  readonly tuning?: Tuning;
  /** Throws where the compiled cell lacks something that its role needs. */
  readonly inspect?: (compiled: CompiledVariant) => void;
}
