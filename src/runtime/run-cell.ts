/** One cell from its text to its outputs: magics and code in the order written. */
import { MAGIC_NAMES } from "../cells/names.js";
import { parseCell } from "../cells/parse.js";
import type { CellRunner } from "../magics/magic.js";
import type { Publish } from "../model/output.js";
import type { Magics } from "./magics.js";

export interface CellRequest {
  readonly code: string;
  readonly cellId: string | null;
  /** What tracebacks call the cell: `cell 3`. */
  readonly fileName: string;
}

export interface CellPorts {
  readonly cells: CellRunner;
  readonly magics: () => Promise<Magics>;
  readonly publish: Publish;
  readonly signal: AbortSignal;
}

/** Throws a UserError or a CellFailure; what came before it in the cell has happened. */
export async function runCell(request: CellRequest, ports: CellPorts): Promise<void> {
  const { cells, magics, publish, signal } = ports;
  for (const segment of parseCell(request.code, MAGIC_NAMES)) {
    if (segment.kind === "code") {
      const { source } = segment;
      await cells.run({ source, fileName: request.fileName, publish, quiet: false });
    } else {
      await (await magics()).run(segment, request, { publish, signal });
    }
  }
}
