/** The record before this one: kept once, out of the way. */
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exists, makeFolder, unwritable } from "./files.js";

/** Moves the record to `.previous/`, where the one before it gives way. That folder ignores itself in git. */
export async function moveAside(records: string, slug: string): Promise<void> {
  const previous = join(records, ".previous");
  try {
    if (!(await exists(join(records, slug)))) return;
    await ignoredFolder(previous);
    await rm(join(previous, slug), { recursive: true, force: true });
    await rename(join(records, slug), join(previous, slug));
  } catch (cause) {
    throw unwritable(join(records, slug), cause);
  }
}

export async function ignoredFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  await writeFile(join(folder, ".gitignore"), "*\n");
}
