/** The module of a `%%setup` cell. A fixed one is the cell itself, so that its `const` stay constants. */
import { append, importsOf } from "./cell.js";
import { editText } from "./edited-text.js";
import type { Plan, PlannedSetup, VirtualModule } from "./modules.js";
import { repeatedSetup } from "./repeated-setup.js";

export function setupModule(plan: Plan, planned: PlannedSetup, index: number): VirtualModule {
  const { cell, setup, path } = planned;
  const exported = cell.analysis.declares.filter((name) => plan.needed.has(name));
  const imports = importsOf(cell.analysis.free, plan.originFor(index));
  const edits =
    planned.mode === "fixed"
      ? [...cell.withoutExports, append(cell, `export { ${exported.join(", ")} };\n${imports}`)]
      : repeatedSetup({ plan, planned, index, exported, imports });
  const source = setup.name === "setup" ? "setup" : `setup:${setup.name}`;
  return { path, text: editText(cell.source, edits), source };
}
