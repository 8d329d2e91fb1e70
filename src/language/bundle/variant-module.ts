/**
 * The module of a variant: the cell, with its last expression as the function `measured`, and loops around it.
 *
 * The loops are here, as code of this variant alone: one loop shared between variants would collect the type feedback
 * of all, and V8 would compile it for the mixture.
 *
 * The sink is an object that a global name reaches. Each call's value is stored in a property of it: a store to an
 * escaped object is a side effect, and every iteration of a loop has an interrupt check at which others could look at
 * it, so V8 may neither drop the store nor sink it out of the loop, and must have computed the value. The property comes
 * into being with the first value: one that has only ever held numbers keeps them unboxed, where a variable, or a
 * property that once held `undefined`, would allocate 16 bytes per call. What V8 may still do is compute a value once that does not depend
 * on the iteration: the control loop, with the same stores, shows that (`optimised-away`).
 */
import { append, type Cell, importsOf } from "./cell.js";
import { type Edit, editText } from "./edited-text.js";
import type { Plan, VirtualModule } from "./modules.js";
import { freshNames, NAMESPACE } from "./names.js";

export const SINK = "__benchbookSink";

export function variantModule(plan: Plan): VirtualModule {
  const { variant: cell, request } = plan;
  const source = `cell:${request.variant.name}`;
  return { path: "variant", text: editText(cell.source, variantEdits(plan, cell)), source };
}

function variantEdits(plan: Plan, cell: Cell): Edit[] {
  const { lastExpression } = cell.analysis;
  if (!lastExpression) throw new Error("a variant needs a last expression; the caller checks that");
  const { start, end, asynchronous } = lastExpression;
  const { result } = plan.request.variant;
  const names = freshNames(cell.names, [
    "measured",
    "loop",
    "control",
    "result",
    "empty",
    "sink",
    "rotate",
    "count",
    "call",
  ]);
  const prefix = asynchronous ? "async " : "";
  const read = [
    ...cell.analysis.free,
    ...(result && !cell.analysis.declares.includes(result) ? [result] : []),
  ];
  return [
    ...cell.withoutExports,
    { start, end: start, text: `;const ${names.measured} = ${prefix}() => (` },
    { start: end, end, text: ")" },
    append(
      cell,
      [
        loops(names, { asynchronous, rotates: plan.request.inputs > 1 }),
        `const ${names.result} = ${result === null ? "null" : `() => ${result}`};`,
        `export { ${names.measured} as measured, ${names.loop} as loop, ${names.control} as control, ${names.result} as result };`,
        `export const asynchronous = ${asynchronous};`,
        plan.request.inputs > 1 ? `export const inputs = ${plan.request.inputs};` : "",
        importsOf(read, plan.originFor(plan.setups.length)),
      ].join("\n"),
    ),
  ];
}

type Names = Record<"measured" | "loop" | "control" | "empty" | "sink" | "rotate" | "count" | "call", string>;

/** An asynchronous control waits for an empty asynchronous function, as the loop does for the measured one. */
function loops(names: Names, kind: { asynchronous: boolean; rotates: boolean }): string {
  const { measured, loop, control, empty, sink, rotate, count, call } = names;
  const prefix = kind.asynchronous ? "async " : "";
  const waiting = kind.asynchronous ? "await " : "";
  const turn = kind.rotates ? ` ${rotate}();` : "";
  const times = `for (let ${call} = 0; ${call} < ${count}; ${call}++)`;
  return [
    kind.rotates ? `import { rotate as ${rotate} } from "${NAMESPACE}:rotation";` : "",
    `const ${sink} = (globalThis.${SINK} = {});`,
    `const ${loop} = ${prefix}(${count}) => { ${times} { ${sink}.value = ${waiting}${measured}();${turn} } return ${sink}.value; };`,
    kind.asynchronous ? `const ${empty} = async (value) => value;` : "",
    `const ${control} = ${prefix}(${count}) => { const value = ${sink}.value ?? 0; ${times} { ${sink}.value = ${
      kind.asynchronous ? `await ${empty}(value)` : "value"
    };${turn} } return ${sink}.value; };`,
  ].join("\n");
}
