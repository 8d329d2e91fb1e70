/**
 * Where a command's output goes: files without a name, emptied before each call. A pipe would need this process to read
 * while the command runs, on a processor that the command may want. Opened for appending, so that the emptied file is
 * written from its start, and so that no program shares blocks of its input with it instead of writing (`cat` does).
 */
import { closeSync, fstatSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Capture {
  readonly fd: number;
  /** Bytes. */
  size(): number;
  clear(): void;
  /** All of it, or its last bytes. */
  read(last?: number): Buffer;
  close(): void;
}

/** Throws where the folder for temporary files cannot be written. */
export function openCapture(): Capture {
  const folder = mkdtempSync(join(tmpdir(), "benchbook-output-"));
  const fd = openSync(join(folder, "output"), "a+", 0o600);
  rmSync(folder, { recursive: true, force: true });
  const size = () => fstatSync(fd).size;
  return {
    fd,
    size,
    clear: () => {
      if (size() > 0) ftruncateSync(fd, 0);
    },
    read(last = Number.POSITIVE_INFINITY) {
      const end = size();
      const bytes = Buffer.allocUnsafe(Math.min(end, last));
      let done = 0;
      while (done < bytes.length) {
        const count = readSync(fd, bytes, done, bytes.length - done, end - bytes.length + done);
        if (count === 0) break;
        done += count;
      }
      return bytes.subarray(0, done);
    },
    close: () => closeSync(fd),
  };
}
