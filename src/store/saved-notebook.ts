/** The saved notebook as a report's story: its cells and when it was saved. */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { SavedNotebook } from "../model/ports/store.js";
import { UserError } from "../model/problem.js";
import { isMissing, readIfThere } from "./files.js";
import { parseNotebook } from "./notebook-parse.js";

/** Null where there is no notebook that can be read: a report does without it. */
export async function readSavedNotebook(folder: string, file: string): Promise<SavedNotebook | null> {
  const path = resolve(folder, file);
  try {
    const text = await readIfThere(path);
    if (text === null) return null;
    const { cells } = parseNotebook(text, file);
    const { mtime } = await stat(path);
    return {
      file,
      saved: mtime.toISOString(),
      cells: cells.map(({ id, cell_type, source }) => ({ id, kind: cell_type, source })),
    };
  } catch (error) {
    if (error instanceof UserError || isMissing(error)) return null;
    throw error;
  }
}
