/**
 * What processes used that this one has started and waited for, and what these had waited for in turn.
 *
 * Times: getrusage(2) with RUSAGE_CHILDREN, by a foreign call, as Node asks for itself only (`process.resourceUsage`).
 * Linux counts their sum in microseconds; `/proc/self/stat` and the `times` of shells have ticks of 10 ms, and
 * milliseconds. What of it was user and what system time Linux learns by looking every few milliseconds
 * (cputime_adjust in kernel/sched/cputime.c), so of short calls only the mean over many tells.
 *
 * Memory: `ru_maxrss` keeps the largest process ever waited for, and on Linux a started process brings along what the
 * one that started it occupied (exec_mmap in fs/exec.c): everything that Node starts seems to need Node's 50 MB. So the
 * shell of the first call, which is no sample, is started by a small program that reports it, GNU time. Without that,
 * only a peak beyond Node's own is known.
 */
import { existsSync } from "node:fs";
import { endianness } from "node:os";

export interface ChildUsage {
  /** ns, since this process started. */
  readonly user: number;
  readonly system: number;
  /** Bytes, the largest so far. */
  readonly peakMemory: number;
}

/** Null where the system, or this Node, has no way to ask. */
export async function openChildUsage(): Promise<(() => ChildUsage) | null> {
  // The layout below is that of 64-bit little-endian systems.
  if (!KNOWN_LAYOUT.has(process.arch) || endianness() !== "LE" || process.platform === "win32") return null;
  try {
    const { default: koffi } = await import("koffi");
    const getrusage = koffi.load(null).func("int getrusage(int who, void *usage)");
    const bytes = Buffer.alloc(LONGEST);
    const read = (): ChildUsage => {
      getrusage(CHILDREN, bytes);
      return {
        user: timeAt(bytes, 0),
        system: timeAt(bytes, 16),
        peakMemory: Number(bytes.readBigInt64LE(32)) * (process.platform === "darwin" ? 1 : 1024),
      };
    };
    if (getrusage(CHILDREN, bytes) !== 0) return null;
    return read;
  } catch {
    // No build of the foreign calls for this system, or a C library without the name: the figures are unknown.
    return null;
  }
}

const KNOWN_LAYOUT: ReadonlySet<string> = new Set(["x64", "arm64", "riscv64", "loong64"]);
const CHILDREN = -1;
/** Longer than any system's `struct rusage`: two times and 14 longs. */
const LONGEST = 256;

/** A `struct timeval`: seconds, and microseconds, which macOS keeps in 32 bits. */
function timeAt(bytes: Buffer, offset: number): number {
  return Number(bytes.readBigInt64LE(offset)) * 1e9 + bytes.readInt32LE(offset + 8) * 1e3;
}

/** Bytes that the peak of any process may have from this one, which started it; see above. */
export function broughtAlong(): number {
  return process.platform === "linux" ? process.resourceUsage().maxRSS * 1024 * SLACK : 0;
}

/** Peaks are counted in batches of pages by each processor. */
const SLACK = 1.02;

const GNU_TIME = "/usr/bin/time";

/** Command that starts another, and writes the kilobytes of its peak to the open descriptor 3. Null where there is none. */
export function memoryWatcher(): readonly [string, ...string[]] | null {
  if (process.platform !== "linux" || !existsSync(GNU_TIME) || !existsSync("/dev/fd")) return null;
  return [GNU_TIME, "-q", "-f", "%M", "-o", "/dev/fd/3"];
}

/** Bytes, from what it wrote. Null where that is no figure. */
export function watchedMemory(report: string): number | null {
  const kilobytes = /^(\d+)$/m.exec(report.trim().split("\n").at(-1) ?? "")?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
