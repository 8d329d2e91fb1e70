/** Notebook text → Notebook. Tolerant in what it takes from other programs; a problem is one clear UserError. */
import { createHash } from "node:crypto";
import { UserError } from "../model/problem.js";
import { type Cell, type CellOutput, isJsonType, type Metadata, type Notebook } from "./nbformat.js";
import { parseJson } from "./parse.js";

type Raw = Readonly<Record<string, unknown>>;

/** `file` names it in messages. Cells without an id get one that is the same at every reading. */
export function parseNotebook(text: string, file: string): Notebook {
  if (text.trim() === "")
    throw invalid(file, "is empty; a notebook is JSON with cells: try benchbook new template");
  const raw = parseJson(text, file, "save it again from Jupyter, or restore it from version control");
  if (!isRecord(raw) || !("nbformat" in raw)) {
    throw invalid(file, 'is JSON but no notebook: it has no "nbformat"; name a file that Jupyter saved');
  }
  checkFormat(raw.nbformat, file);
  if (!Array.isArray(raw.cells)) throw invalid(file, "has no list of cells; save it again from Jupyter");
  const taken = new Set<string>();
  return {
    nbformat: 4,
    nbformat_minor: typeof raw.nbformat_minor === "number" ? raw.nbformat_minor : 0,
    metadata: record(raw.metadata),
    cells: raw.cells.map((cell, index) => parseCell(cell, { file, index, taken })),
  };
}

function checkFormat(version: unknown, file: string): void {
  if (version === 4) return;
  if (typeof version === "number" && version < 4) {
    throw invalid(
      file,
      `is in notebook format ${version}, which Jupyter left in 2015; convert it: jupyter nbconvert --to notebook ${file}`,
    );
  }
  throw invalid(
    file,
    `is in notebook format ${JSON.stringify(version)}; benchbook reads format 4: update benchbook`,
  );
}

interface Place {
  readonly file: string;
  readonly index: number;
  /** Ids of the cells before. */
  readonly taken: Set<string>;
}

function parseCell(raw: unknown, place: Place): Cell {
  const where = `cell ${place.index + 1}`;
  if (!isRecord(raw))
    throw invalid(place.file, `has a ${where} that is no object; save it again from Jupyter`);
  const source = textOf(raw.source);
  if (source === null)
    throw invalid(place.file, `has a ${where} without a source; save it again from Jupyter`);
  const head = { id: idOf(raw.id, source, place), metadata: record(raw.metadata), source };
  switch (raw.cell_type) {
    case "code":
      return {
        cell_type: "code",
        ...head,
        execution_count: countOf(raw.execution_count),
        outputs: Array.isArray(raw.outputs) ? raw.outputs.flatMap(parseOutput) : [],
      };
    case "markdown":
    case "raw": {
      const attachments = isRecord(raw.attachments) ? { attachments: raw.attachments } : {};
      return { cell_type: raw.cell_type, ...head, ...attachments };
    }
    default:
      throw invalid(
        place.file,
        `has a ${where} of the type ${JSON.stringify(raw.cell_type)}; it must be code, markdown or raw`,
      );
  }
}

/** Letters, digits, `-` and `_`, at most 64, and once in a notebook (nbformat 4.5). */
function idOf(raw: unknown, source: string, { index, taken }: Place): string {
  const given = typeof raw === "string" && /^[\w-]{1,64}$/.test(raw) && !taken.has(raw);
  const id = given ? raw : createHash("sha256").update(`${index}\n${source}`).digest("hex").slice(0, 8);
  taken.add(id);
  return id;
}

/** An output of an unknown type is left out: it is made anew when the cell runs. */
function parseOutput(raw: unknown): CellOutput[] {
  if (!isRecord(raw)) return [];
  const [data, metadata] = [bundleOf(raw.data), record(raw.metadata)];
  switch (raw.output_type) {
    case "stream": {
      const name = raw.name === "stderr" ? "stderr" : "stdout";
      return [{ output_type: "stream", name, text: textOf(raw.text) ?? "" }];
    }
    case "display_data":
      return [{ output_type: "display_data", data, metadata }];
    case "execute_result":
      return [
        { output_type: "execute_result", execution_count: countOf(raw.execution_count), data, metadata },
      ];
    case "error": {
      const traceback = Array.isArray(raw.traceback) ? raw.traceback.map(String) : [];
      return [{ output_type: "error", ename: String(raw.ename), evalue: String(raw.evalue), traceback }];
    }
    default:
      return [];
  }
}

function bundleOf(raw: unknown): Metadata {
  const entries = Object.entries(record(raw));
  return Object.fromEntries(
    entries.map(([mime, data]) => [mime, isJsonType(mime) ? data : (textOf(data) ?? data)]),
  );
}

function textOf(raw: unknown): string | null {
  if (typeof raw === "string") return raw;
  return Array.isArray(raw) && raw.every((line) => typeof line === "string") ? raw.join("") : null;
}

function countOf(raw: unknown): number | null {
  return typeof raw === "number" ? raw : null;
}

function record(raw: unknown): Raw {
  return isRecord(raw) ? raw : {};
}

function isRecord(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(file: string, what: string): UserError {
  return new UserError({ name: "InvalidNotebook", message: `${file} ${what}` });
}
