/** The value of a command: what it printed, or a file that it wrote; text where it is UTF-8, else bytes. */
import { readFileSync, type Stats, statSync } from "node:fs";
import { CommandError } from "./command-error.js";

/** Bytes of standard output that are kept: a string may not be much longer. */
export const LONGEST_OUTPUT = 256 * 1024 * 1024;

export function textOrBytes(bytes: Buffer): string | Uint8Array {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // No text: compared byte by byte. A plain Uint8Array, as `Buffer` is Node's own kind of one.
    return new Uint8Array(bytes);
  }
}

export interface WrittenFile {
  /** Before a call. */
  remember(): void;
  /** After it. Throws a CommandError where the call has not written it. */
  read(): string | Uint8Array;
}

/** ms. Times of files have the resolution of the system's timer. */
const GRAIN = 50;

/** A file that an earlier call wrote proves nothing about this one. */
export function writtenFile(path: string, option: "--result-file" | "--time-file"): WrittenFile {
  let before: Stats | null = null;
  let called = 0;
  return {
    remember() {
      before = statSync(path, { throwIfNoEntry: false }) ?? null;
      called = Date.now();
    },
    read() {
      const now = statSync(path, { throwIfNoEntry: false });
      if (now === undefined) throw new CommandError(`did not write ${path}, the file of ${option}`);
      if (!now.isFile()) throw new CommandError(`has made ${path}, which is no file; name one by ${option}`);
      const untouched = before !== null && now.ino === before.ino && now.ctimeMs === before.ctimeMs;
      if (untouched && now.ctimeMs < called - GRAIN) {
        throw new CommandError(`left ${path} as it was before the call; let it write the file of ${option}`);
      }
      if (now.size > LONGEST_OUTPUT) throw new CommandError(`wrote ${path}, which is longer than 256 MiB`);
      return textOrBytes(readFileSync(path));
    },
  };
}

/** `--time-file`: a number of seconds per call → ms. Throws a CommandError for anything else. */
export function ownTime(content: string | Uint8Array, path: string): number {
  const text = typeof content === "string" ? content.trim() : "";
  const seconds = text === "" ? Number.NaN : Number(text);
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1e3;
  const got = typeof content === "string" ? JSON.stringify(text.slice(0, 40)) : "bytes that are no text";
  throw new CommandError(
    `wrote ${got} into ${path}, the file of --time-file; let it write the seconds of one call, such as 0.0123`,
  );
}
