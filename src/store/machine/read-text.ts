/** Reads a file of the system, where nothing is certain to be there. */
import { readFile } from "node:fs/promises";

/** Null where it cannot be read: `/sys` also refuses files that it lists. */
export async function readText(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch(() => null);
}
