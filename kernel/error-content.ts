/** What is thrown → the error fields of a reply. */
import { UserError } from "../src/model/problem.js";
import type { ErrorContent } from "./messages.js";
import { InterruptedStart } from "./runtime-slot.js";

export function errorContent(error: unknown): ErrorContent {
  if (error instanceof UserError) {
    const { name, message, detail } = error.problem;
    return content(name, message, [`${name}: ${message}`, ...(detail ?? [])]);
  }
  if (error instanceof InterruptedStart) {
    return content("Interrupted", "Interrupted before the cell had started.", [
      "Interrupted before the cell had started.",
    ]);
  }
  // Anything else is a bug in benchbook, and its stack is what helps.
  if (error instanceof Error) {
    return content(error.name, error.message, (error.stack ?? String(error)).split("\n"));
  }
  return content("Error", String(error), [String(error)]);
}

function content(ename: string, evalue: string, traceback: readonly string[]): ErrorContent {
  return { status: "error", ename, evalue, traceback };
}
