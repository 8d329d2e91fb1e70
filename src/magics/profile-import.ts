/** `%profile --import FILE`: a profile of another tool, shown as ours are. Nothing is recorded. */
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { MimeBundle } from "../model/output.js";
import { usageError } from "../model/problem.js";
import { importedProfileView } from "../views/index.js";
import { readProfile } from "../views/profile-formats/index.js";
import type { MagicContext } from "./magic.js";

/** The path is relative to the notebook's folder. */
export async function importedView(file: string, { store }: MagicContext): Promise<MimeBundle> {
  const bytes = await read(resolve(store.folder, file), file);
  return importedProfileView(readProfile(bytes, file), basename(file));
}

async function read(path: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const why =
      code === "ENOENT" ? "is not there" : code === "EISDIR" ? "is a folder" : `cannot be read (${code})`;
    throw usageError(`${file} ${why}; give the path of a profile, from the notebook's folder.`);
  }
}
