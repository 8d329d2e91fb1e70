/** Between the session's main thread and the thread that can stop it. */

export interface InterruptSetup {
  /** Cell 0: the last interrupt that the main thread has dealt with. */
  readonly handled: Int32Array;
}

export type ToInterrupter = { readonly kind: "stop-me" };
export interface FromInterrupter {
  readonly kind: "interrupt";
  readonly evaluation: number;
  readonly turn: number;
}
