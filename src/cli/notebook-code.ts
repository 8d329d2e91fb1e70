/** A notebook's TypeScript for the commands that read it without running it. */
import { basename, resolve } from "node:path";
import { type CodePart, codeParts } from "../cells/code-parts.js";
import { UserError, usageError } from "../model/problem.js";
import { readIfThere } from "../store/files.js";
import { parseNotebook } from "../store/notebook.js";
import { refuseOtherLanguage } from "../store/notebook-language.js";

export interface CodeCellParts {
  /** Of the cell among all cells, from 0. */
  readonly index: number;
  readonly source: string;
  readonly parts: readonly CodePart[];
  /** Why it has none, though it has code: a magic where none may stand. */
  readonly problem: string | null;
}

export interface NotebookCode {
  readonly file: string;
  /** As in the file. */
  readonly text: string;
  readonly cells: readonly CodeCellParts[];
}

/** Throws a UserError where there is no such notebook, or one of another language. */
export async function readNotebookCode(path: string, cwd: string): Promise<NotebookCode> {
  const file = resolve(cwd, path);
  const text = await readIfThere(file);
  if (text === null)
    throw usageError(`there is no notebook ${path}; check the path, or start one: benchbook new template`);
  const notebook = parseNotebook(text, basename(file));
  refuseOtherLanguage(notebook, path);
  const cells = notebook.cells.flatMap((cell, index) =>
    cell.cell_type === "code" ? [{ index, source: cell.source, ...partsOf(cell.source) }] : [],
  );
  return { file, text, cells };
}

/** `cell 6 (%%baseline naive)`, counted as Jupyter shows them: from 1, Markdown included. */
export function cellName(index: number, magic: string | null): string {
  const [name = "", first = ""] = magic?.split(/\s+/) ?? [];
  return `cell ${index + 1}${magic === null ? "" : ` (${[name, first].join(" ").trim()})`}`;
}

function partsOf(source: string): Pick<CodeCellParts, "parts" | "problem"> {
  try {
    return { parts: codeParts(source), problem: null };
  } catch (error) {
    if (error instanceof UserError) return { parts: [], problem: error.problem.message };
    throw error;
  }
}
