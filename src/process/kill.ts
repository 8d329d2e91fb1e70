/** Ends a process and everything it started: children lead a process group of their own (see `spawn.ts`). */

export function killWhole(pid: number): void {
  for (const target of process.platform === "win32" ? [pid] : [-pid, pid]) {
    try {
      process.kill(target, "SIGKILL");
    } catch (error) {
      // ESRCH: it is gone already. EPERM: macOS says so for a group of zombies.
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== "ESRCH" && code !== "EPERM") throw error;
    }
  }
}
