/** Output files are tried before anything is measured: an unwritable folder must not cost an hour. */
import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { makeFolder, unwritable } from "../../store/files.js";

/** Makes the folders of the files. Throws a UserError for the first file that cannot be written. */
export async function checkWritable(files: readonly (string | null)[]): Promise<void> {
  for (const file of files) {
    if (file === null) continue;
    try {
      await makeFolder(dirname(file));
      await access(dirname(file), constants.W_OK);
      const found = await stat(file).catch(() => null);
      if (found?.isDirectory()) throw Object.assign(new Error("is a folder"), { code: "EISDIR" });
    } catch (cause) {
      throw unwritable(file, cause);
    }
  }
}
