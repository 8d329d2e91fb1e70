/** Notebooks for tests, as small as they get. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Notebook, parseNotebook } from "../../src/store/notebook.js";

/** Code cells by their text; `# text` is a Markdown cell. Returns the file's path. */
export async function writeNotebookFile(
  folder: string,
  name: string,
  sources: readonly string[],
): Promise<string> {
  const cells = sources.map((source, index) => {
    const head = { id: `c${index}`, metadata: {}, source };
    return source.startsWith("# ")
      ? { cell_type: "markdown", ...head }
      : { cell_type: "code", ...head, execution_count: null, outputs: [] };
  });
  const file = join(folder, name);
  await writeFile(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
  return file;
}

export async function readNotebookFile(file: string): Promise<Notebook> {
  return parseNotebook(await readFile(file, "utf8"), file);
}
