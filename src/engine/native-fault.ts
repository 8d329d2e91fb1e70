/** Signals that machine code sends its own process: which one it was is all that is left of such a fork. */
import { readFile } from "node:fs/promises";

const MEANINGS: Readonly<Record<string, string>> = {
  SIGSEGV:
    "it read or wrote where it may not, most often beyond the end of an array, or by an aligned vector access at an unaligned address (a Float32Array is aligned to 4 bytes only)",
  SIGBUS: "it accessed an address that is misaligned or has no memory behind it",
  SIGILL:
    "it met an instruction that this processor lacks, or a trap of its compiler; build it for this machine by -march=native",
  SIGFPE: "it divided an integer by zero, or overflowed in a division",
  SIGABRT: "it called abort, as failed assertions and a damaged heap do",
  SIGTRAP: "it ran into a trap of its compiler, such as one for unreachable code",
};

/** One sentence, or null where the signal or the bundle is of another kind. */
export async function nativeFault(
  signal: string | null,
  name: string,
  bundle: string,
): Promise<string | null> {
  const meaning = MEANINGS[signal ?? ""];
  if (meaning === undefined) return null;
  const text = await readFile(bundle, "utf8").catch(() => "");
  if (!/\.benchbook[\\/]+native[\\/]/.test(text)) return null;
  return `${signal} in native code of ${name}: ${meaning}; check its lengths and indices.`;
}
