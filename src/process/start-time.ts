/** When a process started, as Linux tells it: the guard against a process id that was given to another process. */
import { readFileSync } from "node:fs";

/** Clock ticks since boot as text (`proc(5)`, field 22 of `stat`); null where the system does not tell. */
export function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The command's name, field 2, stands in parentheses and may itself contain spaces and parentheses.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
