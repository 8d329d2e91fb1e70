/**
 * The watchdog's process: learns process ids on its standard input and ends those that are left when it closes, which
 * happens however the kernel dies. Lines: `+<pid> <start time or ->` registers, `-<pid>` forgets.
 */
import { createInterface } from "node:readline";
import { killWhole } from "./kill.js";
import { startTime } from "./start-time.js";

const watched = new Map<number, string>();

// The terminal's Ctrl-C and a closing terminal are the kernel's business; the watchdog ends with its pipe.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const [pid, started] = line.slice(1).split(" ");
  if (line.startsWith("+")) watched.set(Number(pid), started ?? "-");
  else watched.delete(Number(pid));
});
lines.on("close", () => {
  for (const [pid, started] of watched) {
    // A process of another start time merely has the same number.
    if (started === "-" || startTime(pid) === started) killWhole(pid);
  }
  process.exit(0);
});
