/** The machine's roofline as seen by magics: measured once per environment, and kept beside the notebook. */
import type { Environment } from "../environment.js";
import type { Roofline, RooflineMeans } from "../roofline.js";
import type { Watch } from "./engine.js";

export interface RooflineRequest {
  readonly environment: Environment;
  readonly means: RooflineMeans;
  readonly quick: boolean;
  readonly recorded: string;
}

export interface Rooflines {
  /** Null where this machine and Node were not measured yet. */
  load(machine: string): Promise<Roofline | null>;
  save(roofline: Roofline): Promise<void>;
  /** `cc 12.2.0`; null where there is no C compiler. */
  compiler(): Promise<string | null>;
  /** In a process of its own. Rejects with a UserError where it is interrupted or fails. */
  measure(request: RooflineRequest, watch: Watch): Promise<Roofline>;
}
