/** Where the environment is read: the machine, and the packages and revision of a folder. */
import type { Environment } from "../environment.js";

export interface Machine {
  /** Read afresh: load and steal change. */
  environment(folder: string): Promise<Environment>;
  /** Whether a command of the shell succeeds in the folder within half a minute. Never rejects. */
  succeeds(command: string, folder: string): Promise<boolean>;
}
