/** Port: where forks run. `process-executor.ts` is the real one; tests have a fake with virtual time. */
import type { ForkFailure, Side } from "../model/ports/engine.js";
import type { Parameters } from "../model/workload.js";
import type { TaskKind, TaskMap } from "./fork/tasks.js";

export interface ForkRequest<K extends TaskKind = TaskKind> {
  readonly side: Side;
  readonly parameters: Parameters;
  readonly kind: K;
  readonly task: TaskMap[K]["task"];
  /** ns that one call, or the setup, may take. */
  readonly timeout: number;
  /**
   * Bytes of environment that shift the new process's stack; the layout of memory alone can make programs differ
   * (Mytkowicz et al., ASPLOS 2009), so it varies over forks.
   */
  readonly padding?: number;
  /** Bytes that the fork allocates before it loads the bundle, which shift its buffers in the same way. */
  readonly offset?: number;
}

export type ForkOutcome<K extends TaskKind = TaskKind> =
  | {
      readonly kind: "finished";
      readonly report: TaskMap[K]["report"];
      /** Share of wanted processor time that the hypervisor took while the fork ran; null or absent where unknown. */
      readonly steal?: number | null;
    }
  | { readonly kind: "failed"; readonly failure: ForkFailure };

export interface Executor {
  /** Never rejects for what a variant does. An aborted signal ends the fork: a failure of kind `interrupted`. */
  run<K extends TaskKind>(request: ForkRequest<K>, signal: AbortSignal): Promise<ForkOutcome<K>>;
}
