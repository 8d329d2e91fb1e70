/** How long a stage of a fork may take. */
import type { Stage } from "./fork/messages.js";

/** ns. Closing takes moments; a server that waits for idle connections would hold up every fork for the whole limit. */
const TEARDOWN = 5e9;

/** ns; `timeout` is the one of a call. */
export function limitOf(stage: Stage, timeout: number): number {
  return stage === "teardown" ? Math.min(timeout, TEARDOWN) : timeout;
}
