/** A cell checked by types and bundled, with its modules where its options say. */
import type { Analysis, Bundle } from "../../model/ports/language.js";
import { diagnosticsError } from "../diagnostics.js";
import type { MagicContext } from "../magic.js";
import { declareParameters } from "../setup.js";
import type { VariantCell } from "./compile.js";
import { loadFor } from "./load.js";
import type { OpenModules } from "./revision.js";
import { sourceAt } from "./revision-types.js";

interface Opened {
  readonly cell: VariantCell;
  readonly analysis: Analysis;
  readonly modules: OpenModules;
}

/** Throws a UserError. Of a revision, the bundler goes first: it says best what is missing there. */
export async function bundleCell(opened: Opened, context: MagicContext): Promise<Bundle> {
  const early = opened.modules.revision === null ? null : await bundled(opened, context);
  await requireTypes(opened, context);
  return early ?? bundled(opened, context);
}

const WHERE_NAMES_BELONG =
  "A variant sees its own names and those of %%setup cells that have run: define what is missing in one, or run it first.";

async function requireTypes({ cell, analysis, modules }: Opened, context: MagicContext): Promise<void> {
  const { source, fileName } = cell;
  const { folder } = context.store;
  const there = modules.folder;
  const checked = there === null ? null : sourceAt({ source, analysis, folder, there });
  const { diagnostics } = await context.language.convert({
    context: declareParameters(cell.tuned ?? {}) + context.state.setupDeclarations,
    source: checked?.source ?? source,
    fileName,
  });
  const found = checked?.back(diagnostics) ?? diagnostics;
  if (found.length > 0) throw diagnosticsError(found, source, fileName, WHERE_NAMES_BELONG);
}

async function bundled({ cell, modules }: Opened, context: MagicContext): Promise<Bundle> {
  const { workload } = context.state;
  const result = await context.language.bundle({
    folder: context.store.folder,
    setups: workload.setups,
    teardown: workload.teardown,
    parameterNames: [...Object.keys(workload.parameters), ...Object.keys(cell.tuned ?? {})],
    inputs: workload.inputs,
    compiled: context.state.compiled,
    ...(loadFor(cell, workload)?.serve ? { serve: true } : {}),
    variant: { name: cell.name, source: cell.source, result: cell.result },
    ...modules.request,
  });
  if (result.kind === "failed") throw diagnosticsError(result.diagnostics, cell.source, cell.fileName);
  return result.bundle;
}
