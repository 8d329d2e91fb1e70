/** One line at the terminal's end that is written over; does nothing where there is no terminal. */
import type { CommandIo } from "../io.js";

export interface LiveLine {
  write(text: string): void;
  clear(): void;
  /** Clears it and shows the cursor again. */
  close(): void;
}

const ERASE = "\r\u001b[2K";
const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";

export function createLiveLine(io: Pick<CommandIo, "stdout" | "isTerminal">): LiveLine {
  let shown = false;
  const clear = () => {
    if (shown) io.stdout.write(`${ERASE}${SHOW_CURSOR}`);
    shown = false;
  };
  return {
    write(text) {
      if (!io.isTerminal) return;
      io.stdout.write(`${shown ? "" : HIDE_CURSOR}${ERASE}${text}`);
      shown = true;
    },
    clear,
    close: clear,
  };
}
