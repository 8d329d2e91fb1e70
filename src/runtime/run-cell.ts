/** One cell from its text to its outputs: magics and code in the order written. */
import { checkForm } from "../cells/form.js";
import { helpFor, parseArguments } from "../cells/options.js";
import { parseCell } from "../cells/parse.js";
import type { Magic as MagicSegment } from "../cells/segment.js";
import { unknownMagic } from "../magics/help.js";
import { presentCall } from "../magics/left-out.js";
import type { MagicContext } from "../magics/magic.js";
import { MAGICS } from "../magics/registry.js";
import { helpView } from "../views/index.js";

export interface CellRequest {
  readonly code: string;
  readonly cellId: string | null;
  /** What tracebacks call the cell: `cell 3`. */
  readonly fileName: string;
}

/** Throws a UserError or a CellFailure; what came before it in the cell has happened. */
export async function runCell(request: CellRequest, context: MagicContext): Promise<void> {
  for (const segment of parseCell(request.code, MAGIC_NAMES)) {
    if (segment.kind === "code") {
      await context.cells.run({
        source: segment.source,
        fileName: request.fileName,
        publish: context.publish,
        quiet: false,
      });
    } else {
      await runMagic(segment, request, context);
    }
  }
}

export const MAGIC_NAMES: readonly string[] = MAGICS.map(({ spec }) => spec.name);

async function runMagic(segment: MagicSegment, request: CellRequest, context: MagicContext): Promise<void> {
  const magic = MAGICS.find(({ spec }) => spec.name === segment.name);
  if (magic === undefined) throw unknownMagic(segment.name, MAGIC_NAMES);
  const parsed = parseArguments(magic.spec, segment);
  if (parsed.help) return context.show(helpView(helpFor(magic.spec)));
  checkForm(magic.spec, segment);
  const body = segment.kind === "cell-magic" ? segment.body : null;
  const call = { arguments: parsed, body, cellId: request.cellId, fileName: request.fileName };
  const present = await presentCall(magic, call, context);
  if (present !== null) await magic.run(present, context);
}
