/** Where the environment is read: the machine, and the packages and revision of a folder. */
import type { Environment } from "../environment.js";

export interface Machine {
  /** Read afresh: load and steal change. */
  environment(folder: string): Promise<Environment>;
}
