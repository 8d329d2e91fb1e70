/** How a process ended, as a value. */

export type Exit =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string }
  /** V8 gave up for want of heap; the limit is the process's own (`--max-old-space-size`). */
  | { readonly kind: "out-of-memory" }
  | { readonly kind: "spawn-failed"; readonly reason: string };

/** What V8 and Node print before they abort; Node's abort is SIGABRT on POSIX, exit 134 on Windows. */
const OUT_OF_MEMORY =
  /FATAL ERROR: .*(?:out of memory|Allocation failed)|Fatal JavaScript (?:error|out of memory|invalid size error)/;

export function classifyExit(code: number | null, signal: string | null, stderr: string): Exit {
  const aborted = signal === "SIGABRT" || signal === "SIGTRAP" || code === 134 || code === 133;
  if (aborted && OUT_OF_MEMORY.test(stderr)) return { kind: "out-of-memory" };
  if (signal !== null) return { kind: "signal", signal };
  return { kind: "exited", code: code ?? 0 };
}

/** Half a sentence: `exited with code 3`, `was ended by SIGKILL`. */
export function describeExit(exit: Exit): string {
  switch (exit.kind) {
    case "exited":
      return `exited with code ${exit.code}`;
    case "signal":
      return `was ended by ${exit.signal}`;
    case "out-of-memory":
      return "ran out of memory";
    case "spawn-failed":
      return `could not be started (${exit.reason})`;
  }
}
