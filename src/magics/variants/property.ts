/** The body of a %%verify cell as JavaScript of one function, which a fork calls with the expected and the actual value. */
import type { Analysis } from "../../model/ports/language.js";
import { UserError, usageError } from "../../model/problem.js";
import { diagnosticsError } from "../diagnostics.js";
import type { MagicContext } from "../magic.js";
import { setupNames } from "./costs.js";

/** Type-checked in the setup's names. Throws a UserError for what is no function, or reads more than the parameters. */
export async function propertyOf(source: string, fileName: string, context: MagicContext): Promise<string> {
  const { language, state } = context;
  const analysis = await language.analyze(source);
  if (analysis.diagnostics.length > 0) throw diagnosticsError(analysis.diagnostics, source, fileName);
  const property = requireFunction(analysis);
  await refuseSetupNames(analysis, context);
  const converted = await language.convert({ context: state.setupDeclarations, source, fileName });
  if (converted.diagnostics.length > 0) throw diagnosticsError(converted.diagnostics, source, fileName);
  const parameters = Object.keys(state.require().workload.parameters);
  const read = parameters.filter((name) => analysis.free.includes(name));
  const js = await language.transpile(
    `(({ ${read.join(", ")} }) => {${source.slice(0, property.start)} return (${property.text});\n})(globalThis.__benchbook.parameters)`,
  );
  return js.trim().replace(/;$/, "");
}

/** A function as it stands, or the name of one. */
function requireFunction({ lastExpression, imports }: Analysis): NonNullable<Analysis["lastExpression"]> {
  if (imports.length > 0) {
    throw usageError("The body of %%verify cannot import; let it compare expected and actual by itself.");
  }
  if (lastExpression !== null && /=>|function|^[\w$]+$/.test(lastExpression.text)) return lastExpression;
  throw usageError("The body of %%verify ends with a function: (expected, actual) => boolean.");
}

/** The property gets values, and no inputs: a setup's names other than parameters are not there. */
async function refuseSetupNames({ free }: Analysis, context: MagicContext): Promise<void> {
  const { parameters } = context.state.require().workload;
  const inputs = (await setupNames(context)).filter((name) => !(name in parameters) && free.includes(name));
  if (inputs.length === 0) return;
  const known = ["expected", "actual", ...Object.keys(parameters)].join(", ");
  throw new UserError({
    name: "NotInPropertyError",
    message: `A property sees ${known}, and not ${inputs.join(", ")} of the setup; let the variants' value carry what it needs.`,
  });
}
