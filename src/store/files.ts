/** Files of the store: written whole or not at all, and never a surprise when one is missing. */
import { access, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UserError, usageError } from "../model/problem.js";

let serial = 0;

/**
 * Writes beside the file, flushes to the disk, then renames over it: a reader or a crash sees the old content or the
 * new, and of two writers the last wins. Throws a UserError where the folder cannot be written.
 */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.${serial++}.tmp`);
  try {
    await makeFolder(dirname(file));
    await writeFlushed(temporary, content);
    await renameOver(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(file, cause);
  }
}

/**
 * Makes a folder and those above it. One by one: with `recursive`, Node never returns where a file system answers
 * ENOENT to making a folder, as /proc does.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (await isFolder(folder)) return;
    if (codeOf(error) !== "ENOENT" || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await makeLast(folder);
  }
}

/** The one above is there: made here, or by another writer meanwhile. */
async function makeLast(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (!(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Null where there is no such file. Throws a UserError where it is there and cannot be read. */
export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (isMissing(cause)) return null;
    if (codeOf(cause) === "EISDIR") throw usageError(`${file} is a folder; name a file in it`);
    throw new UserError(
      { name: "UnreadableFile", message: `${file} cannot be read (${codeOf(cause)}); check its permissions` },
      { cause },
    );
  }
}

export async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (cause) {
    if (isMissing(cause)) return false;
    throw unwritable(file, cause);
  }
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
}

/** `EACCES`, `ENOSPC`; the message where there is no code. */
export function codeOf(error: unknown): string {
  if (error instanceof Error) return "code" in error ? String(error.code) : error.message;
  return String(error);
}

export function unwritable(file: string, cause: unknown): UserError {
  if (cause instanceof UserError) return cause;
  const advice: Record<string, string> = {
    EACCES: "make its folder writable or move the notebook to a folder that is",
    EPERM: "make its folder writable or move the notebook to a folder that is",
    EROFS: "the file system is read-only: move the notebook to one that is not",
    ENOSPC: "the disk is full: free some space and run again",
    ENOTDIR: "a part of its path is a file: name another place",
    EEXIST: "a part of its path is a file: name another place",
    ENOENT: "its folder cannot be made: name another place",
    EISDIR: "it is a folder: name a file",
  };
  const code = codeOf(cause);
  const next = advice[code] ?? "name another place or mend this one";
  return new UserError(
    { name: "UnwritableFile", message: `${file} cannot be written (${code}); ${next}` },
    { cause },
  );
}

async function writeFlushed(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, "w");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** On Windows a rename fails for a moment while another process reads the target. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      const busy = process.platform === "win32" && ["EPERM", "EACCES", "EBUSY"].includes(codeOf(error));
      if (!busy || attempt === 9) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * (attempt + 1)));
    }
  }
}
