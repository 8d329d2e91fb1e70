/** Whatever ended a cell, as the error that a frontend shows. Only a bug in benchbook shows a stack trace. */
import { CellFailure } from "../magics/failure.js";
import type { CellError } from "../model/output.js";
import type { ExecuteReply } from "../model/ports/runtime.js";
import { UserError } from "../model/problem.js";

const RED = "\u001b[31m";
const PLAIN = "\u001b[0m";

export function failedReply(thrown: unknown): Exclude<ExecuteReply, { status: "ok" }> {
  if (thrown instanceof CellFailure) {
    return { status: thrown.interrupted ? "aborted" : "error", error: thrown.error };
  }
  return { status: "error", error: thrown instanceof UserError ? problemError(thrown) : bug(thrown) };
}

function problemError({ problem }: UserError): CellError {
  const { name, message, detail = [] } = problem;
  return { ename: name, evalue: message, traceback: [`${RED}${name}${PLAIN}: ${message}`, ...detail] };
}

function bug(thrown: unknown): CellError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const evalue = `${error.message} (this is a bug in benchbook; the case and the session are intact)`;
  return {
    ename: error.name,
    evalue,
    traceback: [`${RED}${error.name}${PLAIN}: ${evalue}`, ...(error.stack ?? "").split("\n").slice(1)],
  };
}
