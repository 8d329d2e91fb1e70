/** The notebook file as Jupyter defines it: nbformat 4.5 (https://nbformat.readthedocs.io/en/latest/format_description.html). */

export interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: number;
  readonly metadata: Metadata;
  readonly cells: readonly Cell[];
}

export type Metadata = Readonly<Record<string, unknown>>;
export type Cell = CodeCell | TextCell;

interface CellHead {
  readonly id: string;
  readonly metadata: Metadata;
  readonly source: string;
}

export interface TextCell extends CellHead {
  readonly cell_type: "markdown" | "raw";
  readonly attachments?: Metadata;
}

export interface CodeCell extends CellHead {
  readonly cell_type: "code";
  readonly execution_count: number | null;
  readonly outputs: readonly CellOutput[];
}

export type CellOutput =
  | { readonly output_type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | { readonly output_type: "display_data"; readonly data: Metadata; readonly metadata: Metadata }
  | {
      readonly output_type: "execute_result";
      readonly execution_count: number | null;
      readonly data: Metadata;
      readonly metadata: Metadata;
    }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

/** Multi-line text stands as a string or as a list of lines; JSON types are data and stay as they are. */
export function isJsonType(mime: string): boolean {
  return mime === "application/json" || (mime.startsWith("application/") && mime.endsWith("+json"));
}
