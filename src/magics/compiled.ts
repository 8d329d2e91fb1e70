/** A compiled module becomes visible: in the session, to setups and variants, and in the record. */
import type { LoadedModule } from "../model/module.js";
import { usageError } from "../model/problem.js";
import type { MagicContext } from "./magic.js";

/** The end of `%%wasm` and `%%native`. Setups that stand already keep their names beside it. */
export async function makeVisible(module: LoadedModule, context: MagicContext): Promise<void> {
  const { name, type } = module.record;
  await context.cells.bind({ name, type, expression: module.expression });
  await context.state.addModule(module);
  context.state.leftOut.delete(name);
  const { state, language } = context;
  const source = `const ${name}: ${type} = null as any;`;
  const converted = await language.convert({ context: state.setupDeclarations, source, fileName: name });
  state.setupDeclarations = converted.declarations;
}

/** Throws a UserError where the name cannot be one, or belongs to something else. */
export function requireFreeName(name: string, magic: string, { state, cells }: MagicContext): void {
  if (!/^[A-Za-z_$][\w$]*$/.test(name) || RESERVED.has(name)) {
    throw usageError(
      `%%${magic} ${name}: cells use the module by its name, and "${name}" is no identifier of TypeScript; call it, say, ${suggestion(name)}.`,
    );
  }
  if (state.hasModule(name)) return;
  const taken =
    cells.names.has(name) || name in state.workload.parameters || name in globalThis || name === "results";
  if (taken) {
    throw usageError(
      `%%${magic} ${name}: the name ${name} is taken by a cell, a parameter or Node itself; choose another one, such as ${name}Code.`,
    );
  }
}

function suggestion(name: string): string {
  const safe = name.replace(/[^\w$]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? "");
  return /^[A-Za-z_$]/.test(safe) && !RESERVED.has(safe) ? safe : "kernel";
}

const RESERVED: ReadonlySet<string> = new Set(
  "await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield arguments eval undefined seeded workers display input".split(
    " ",
  ),
);
