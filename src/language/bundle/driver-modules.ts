/** What happens around calls: rotation of inputs, per-call setups, teardown. */
import { append, importsOf, ownImports } from "./cell.js";
import { editText } from "./edited-text.js";
import type { Plan, VirtualModule } from "./modules.js";
import { freshNames, NAMESPACE, RUN_PER_CALL, SELECT_INPUT } from "./names.js";

export function driverModules(plan: Plan): VirtualModule[] {
  return [
    generated("rotation", rotationText(plan)),
    generated("driver", driverText(plan)),
    ...teardownModule(plan),
  ];
}

/** The last of the setups with inputs turns the ones before it too. */
function rotationText(plan: Plan): string {
  const last = plan.setups.findLast(({ mode }) => mode === "inputs");
  if (!last) return "export const select = () => {};\nexport const rotate = () => {};";
  return [
    `import { ${SELECT_INPUT} as select } from "${NAMESPACE}:${last.path}";`,
    "let current = 0;",
    `export const rotate = () => { current = current === ${plan.request.inputs - 1} ? 0 : current + 1; select(current); };`,
    "export { select };",
  ].join("\n");
}

function driverText(plan: Plan): string {
  const perCall = plan.setups.filter(({ mode }) => mode === "per-call");
  const asynchronous = perCall.some(({ cell }) => cell.asynchronous);
  const calls = perCall
    .map(({ cell }, index) => `${cell.asynchronous ? "await " : ""}run${index}();`)
    .join(" ");
  return [
    ...perCall.map(
      ({ path }, index) => `import { ${RUN_PER_CALL} as run${index} } from "${NAMESPACE}:${path}";`,
    ),
    perCall.length > 0
      ? `export const perCall = ${asynchronous ? "async " : ""}() => { ${calls} };`
      : "export const perCall = null;",
    ...teardownLines(plan),
  ].join("\n");
}

/** With several inputs each of them is closed. */
function teardownLines({ teardown, request }: Plan): string[] {
  if (!teardown) return ["export const teardown = null;"];
  const waiting = teardown.asynchronous ? "await " : "";
  return [
    `import { close } from "${NAMESPACE}:teardown";`,
    `import { select } from "${NAMESPACE}:rotation";`,
    `export const teardown = ${waiting ? "async " : ""}() => { for (let input = 0; input < ${request.inputs}; input++) { select(input); ${waiting}close(); } };`,
  ];
}

function teardownModule(plan: Plan): VirtualModule[] {
  const cell = plan.teardown;
  if (!cell) return [];
  const { close } = freshNames(cell.names, ["close"]);
  const own = ownImports(cell);
  const imports = importsOf(cell.analysis.free, plan.originFor(plan.setups.length));
  const edits = [
    { start: 0, end: 0, text: `${cell.asynchronous ? "async " : ""}function ${close}() {\n` },
    ...cell.withoutExports,
    ...own.removed,
    append(cell, `}\nexport { ${close} as close };\n${own.text}${imports}`),
  ];
  return [{ path: "teardown", text: editText(cell.source, edits), source: "teardown" }];
}

function generated(path: string, text: string): VirtualModule {
  return { path, text: editText(text, []), source: null };
}
