/** A cell that failed for what the user's code did; the error is in the cell's own lines. */
import type { CellError } from "../model/output.js";
import type { ForkFailure } from "../model/ports/engine.js";

export class CellFailure extends Error {
  readonly error: CellError;
  readonly interrupted: boolean;

  constructor(error: CellError, interrupted = false) {
    super(error.evalue);
    this.error = error;
    this.interrupted = interrupted;
  }
}

const NAMES: Readonly<Record<ForkFailure["kind"], string>> = {
  threw: "VariantError",
  timeout: "TimeoutError",
  "out-of-memory": "OutOfMemoryError",
  exited: "VariantExited",
  signal: "VariantKilled",
  pending: "PendingPromiseError",
  interrupted: "Interrupted",
};

/** A fork that gave no result, as the cell's error. */
export function forkError(failure: ForkFailure): CellFailure {
  const ename = failure.error?.ename ?? NAMES[failure.kind];
  const evalue = failure.message;
  const traceback = failure.error?.traceback ?? [`${ename}: ${evalue}`];
  const named = traceback.some((line) => line.includes(evalue)) ? traceback : [...traceback, evalue];
  return new CellFailure({ ename, evalue, traceback: named }, failure.kind === "interrupted");
}

export function interruptedError(what: string): CellFailure {
  const evalue = `${what} was interrupted; what had finished is kept`;
  return new CellFailure({ ename: "Interrupted", evalue, traceback: [`Interrupted: ${evalue}`] }, true);
}
