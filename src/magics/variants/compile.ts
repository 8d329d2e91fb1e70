/** From a variant's cell to a frozen bundle: checked by types, by names and by its last expression. */
import type { Variant } from "../../model/case.js";
import type { Load } from "../../model/load.js";
import type { Analysis, Bundle, CommandValue, Diagnostic } from "../../model/ports/language.js";
import { UserError } from "../../model/problem.js";
import type { Revision } from "../../model/revision.js";
import type { Parameters } from "../../model/workload.js";
import { diagnosticsError } from "../diagnostics.js";
import type { MagicContext } from "../magic.js";
import { bundleCell } from "./bundle-cell.js";
import { setupNames } from "./costs.js";
import { declaresInSession, type ModuleSource, openModules } from "./revision.js";
import { compileCommand } from "./shell.js";

export interface VariantCell {
  readonly name: string;
  readonly source: string;
  readonly result: string | null;
  readonly fileName: string;
  /** `--shell`: the source is a command line. */
  readonly command?: CommandValue;
  /** Of a baseline: how calls are put to its workload from now on, null for one after the other. */
  readonly load?: Load | null;
  /** Tuning parameters, with a value of each for its type. */
  readonly tuned?: Parameters;
  /** `--rev`, `--build`, `--no-bundle`. */
  readonly modules?: ModuleSource;
}

export interface CompiledVariant {
  readonly bundle: Bundle;
  readonly expression: Variant["expression"];
  readonly leadingComment: string | null;
  /** The cell without its measured expression: what also runs in the session. */
  readonly declarations: string;
  /** Names that the cell declares, and those that it reads but does not declare. */
  readonly declares: readonly string[];
  readonly free: readonly string[];
  /** Where its relative imports come from; null: the working tree. */
  readonly revision: Revision | null;
}

/** Throws a UserError for a syntax or type error, a missing last expression, or a name that no setup defines. */
export async function compileVariant(cell: VariantCell, context: MagicContext): Promise<CompiledVariant> {
  requireSetupsRan(context);
  const { command } = cell;
  if (command) return compileCommand({ ...cell, command }, context);
  const analysis = await context.language.analyze(cell.source);
  refuseDiagnostics(analysis.diagnostics, cell);
  const measured = requireLastExpression(analysis, cell);
  requireResultName(analysis, cell);
  const tuned = cell.tuned ?? {};
  await requireKnownNames(analysis, Object.keys(tuned), context);
  const modules = await openModules(cell, analysis, context);
  const bundle = await bundleCell({ cell, analysis, modules }, context).finally(modules.release);
  return {
    bundle,
    revision: modules.revision,
    expression: { text: measured.text, line: measured.line, asynchronous: measured.asynchronous },
    leadingComment: analysis.leadingComment,
    declarations: declaresInSession(cell) ? blank(cell.source, measured.start, measured.end) : "",
    declares: analysis.declares,
    free: analysis.free,
  };
}

/** After a restart the record has setups that the session knows nothing of. */
function requireSetupsRan({ state }: MagicContext): void {
  const missing = state.workload.setups.filter(({ name }) => !state.ranSetups.has(name));
  if (missing.length === 0) return;
  const cells = missing.map(({ name }) => (name === "setup" ? "%%setup" : `%%setup ${name}`)).join(", ");
  throw new UserError({
    name: "SetupNotRunError",
    message: `The setup of this case has not run in this session; run its cell first (${cells}).`,
  });
}

function refuseDiagnostics(diagnostics: readonly Diagnostic[], cell: VariantCell): void {
  if (diagnostics.length > 0) throw diagnosticsError(diagnostics, cell.source, cell.fileName);
}

function requireLastExpression(
  analysis: Analysis,
  cell: VariantCell,
): NonNullable<Analysis["lastExpression"]> {
  if (analysis.lastExpression !== null) return analysis.lastExpression;
  const last = analysis.lastStatement;
  const declared = last?.declares[0];
  const got = last === null ? "the cell is empty" : `its last statement is \`${firstLine(last.text)}\``;
  const fix = declared
    ? `add a last line with the expression to measure, such as \`${declared}(…)\` or \`${declared}\``
    : "end the cell with the expression to measure, such as `matmul(A, B, n)`";
  throw new UserError({
    name: "NoExpressionError",
    message: `The last expression of a variant's cell is what gets measured, but ${got} in ${cell.name}; ${fix}.`,
  });
}

function requireResultName(analysis: Analysis, cell: VariantCell): void {
  if (cell.result === null || analysis.declares.includes(cell.result) || analysis.free.includes(cell.result))
    return;
  throw new UserError({
    name: "UsageError",
    message: `--result ${cell.result}: the cell of ${cell.name} knows no such name; name a variable that it declares or that a %%setup declares.`,
  });
}

/** A variant runs in a process of its own: names of ordinary cells are not there. */
async function requireKnownNames(
  analysis: Analysis,
  tuned: readonly string[],
  context: MagicContext,
): Promise<void> {
  const known = new Set([...(await setupNames(context)), ...tuned]);
  const { cells, state } = context;
  const strayed = analysis.free.filter(
    (name) => cells.names.has(name) && !known.has(name) && !state.hasModule(name),
  );
  if (strayed.length === 0) return;
  const names = strayed.map((name) => `\`${name}\``).join(", ");
  throw new UserError({
    name: "NotInSetupError",
    message: `${names} ${strayed.length > 1 ? "exist" : "exists"} only in an ordinary cell, and a variant is measured in a process of its own; move ${strayed.length > 1 ? "them" : "it"} into a %%setup cell, or into this cell.`,
  });
}

/** Same length and lines, so that positions stay the cell's own. */
function blank(source: string, start: number, end: number): string {
  return source.slice(0, start) + source.slice(start, end).replace(/[^\n]/g, " ") + source.slice(end);
}

function firstLine(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
