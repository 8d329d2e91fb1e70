/** Notebooks as files: what `benchbook run` reads and writes. */
import { basename } from "node:path";
import { usageError } from "../model/problem.js";
import { readIfThere, writeAtomically } from "./files.js";
import type { Cell, CodeCell, Metadata, Notebook } from "./nbformat.js";
import { formatNotebook } from "./notebook-format.js";
import { refuseOtherLanguage } from "./notebook-language.js";
import { parseNotebook } from "./notebook-parse.js";

export type { Cell, CellOutput, CodeCell, Notebook } from "./nbformat.js";
export { formatNotebook } from "./notebook-format.js";
export { parseNotebook } from "./notebook-parse.js";
export { createOutputRecorder, type OutputRecorder } from "./output-recorder.js";

/** Throws a UserError where there is no such file, where it is no notebook of format 4, or one of another language. */
export async function readNotebook(file: string): Promise<Notebook> {
  const text = await readIfThere(file);
  if (text === null)
    throw usageError(`there is no notebook ${file}; check the path, or start one: benchbook new template`);
  const notebook = parseNotebook(text, basename(file));
  refuseOtherLanguage(notebook, basename(file));
  return notebook;
}

export async function writeNotebook(file: string, notebook: Notebook): Promise<void> {
  await writeAtomically(file, formatNotebook(notebook));
}

/** The notebook with other cells, as one that the benchbook kernel ran. */
export function executedNotebook(notebook: Notebook, cells: readonly Cell[], nodeVersion: string): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { ...notebook.metadata, kernelspec: KERNELSPEC, language_info: languageInfo(nodeVersion) },
    cells,
  };
}

/** A cell that a program wrote, such as papermill's injected parameters. */
export function codeCell(
  source: string,
  options: { readonly id: string; readonly metadata: Metadata },
): CodeCell {
  return { cell_type: "code", ...options, source, execution_count: null, outputs: [] };
}

const KERNELSPEC = { name: "benchbook", display_name: "TypeScript (benchbook)", language: "typescript" };

function languageInfo(version: string): Metadata {
  return {
    name: "typescript",
    version,
    mimetype: "text/typescript",
    file_extension: ".ts",
    codemirror_mode: { name: "javascript", typescript: true },
    pygments_lexer: "typescript",
  };
}
