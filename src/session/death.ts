/** Why a session's process is gone: what, and what to do next. */
import { describeExit, type Exit } from "../process/exit.js";

export function describeDeath(
  exit: Exit,
  context: { readonly ready: boolean; readonly folder: string; readonly stderr: string },
): string {
  const next = "a new, empty session is there: run the cells that it needs again";
  if (exit.kind === "spawn-failed") {
    return `The session's process could not be started in ${context.folder} (${exit.reason}); check that the folder exists.`;
  }
  if (!context.ready) {
    const last = context.stderr.trim().split("\n").at(-1) ?? "";
    return `The session's process ${describeExit(exit)} while it started${last ? ` (${last})` : ""}; check Node's flags.`;
  }
  switch (exit.kind) {
    case "out-of-memory":
      return `The session's process ran out of memory; work on less data, or raise Node's limit with NODE_OPTIONS=--max-old-space-size=<MiB>; ${next}.`;
    case "signal":
      return exit.signal === "SIGKILL"
        ? `The session's process was ended by SIGKILL, by somebody or by the system for want of memory; ${next}.`
        : `The session's process was ended by ${exit.signal}${FAULTS.has(exit.signal) ? ", as native code does that reads or writes beyond an array, or aborts" : ""}; ${next}.`;
    case "exited":
      return `The session's process exited with code ${exit.code}; ${next}.`;
  }
}

/** Signals that machine code sends its own process. */
const FAULTS: ReadonlySet<string> = new Set(["SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT", "SIGTRAP"]);
