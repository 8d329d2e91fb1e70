/**
 * Where the machine runs out of memory, Linux ends the process with the highest score: that shall be a child that the
 * user's code runs in, never the kernel or the command line, which can still say what happened.
 */
import { writeFileSync } from "node:fs";

/** Of 1000, added to a share of memory in thousandths (`proc(5)`, oom_score_adj); what a child starts inherits it. */
const SCORE = 500;

export function preferAsVictim(pid: number): void {
  if (process.platform !== "linux") return;
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, String(SCORE));
  } catch {
    // It is gone already, or the container forbids it: the score stays the system's own.
  }
}
