/**
 * A `%%setup` that runs several times (`--inputs`, `--per-call`) becomes a function that returns its names, which live
 * bindings then hold. A name that the cell itself assigns later is not followed: the binding has what `make` returned.
 *
 *     function make(seed) { …the cell…  return { A, B }; }
 *     let A, B;
 *     function select(input) { ({ A, B } = made[input]); }
 */
import { append, ownImports } from "./cell.js";
import { derivedSeed } from "./derived-seeds.js";
import type { Edit } from "./edited-text.js";
import type { Plan, PlannedSetup } from "./modules.js";
import { freshNames, NAMESPACE, RUN_PER_CALL, SELECT_INPUT } from "./names.js";

export interface RepeatedSetup {
  readonly plan: Plan;
  readonly planned: PlannedSetup;
  /** Place among the setups. */
  readonly index: number;
  /** Names that other modules need. */
  readonly exported: readonly string[];
  /** Import lines for the names that the cell reads. */
  readonly imports: string;
}

export function repeatedSetup(given: RepeatedSetup): Edit[] {
  const { cell, mode } = given.planned;
  const names = freshNames(cell.names, [
    "make",
    "made",
    "input",
    "select",
    "selectEarlier",
    "firstSeed",
    "run",
  ]);
  const own = ownImports(cell);
  // What the cell imports is there once, whatever is made anew.
  const made = given.exported.filter((name) => !cell.imported.has(name));
  const object = `{ ${made.join(", ")} }`;
  const parts: Parts = {
    names,
    waiting: cell.asynchronous ? "await " : "",
    hold: (value) => (made.length > 0 ? `(${object} = ${value});` : `${value};`),
  };
  const ownSeed = mode === "inputs" && !cell.analysis.declares.includes("seed");
  return [
    { start: 0, end: 0, text: `${asynchronous(parts)}function ${names.make}(${ownSeed ? "seed" : ""}) {\n` },
    ...cell.withoutExports,
    ...own.removed,
    append(
      cell,
      [
        `return ${object};\n}`,
        made.length > 0 ? `let ${made.join(", ")};` : "",
        mode === "inputs" ? inputsTail(given, parts) : perCallTail(parts),
        `export { ${given.exported.join(", ")} };`,
        own.text,
        given.imports,
      ].join("\n"),
    ),
  ];
}

interface Parts {
  readonly names: Record<
    "make" | "made" | "input" | "select" | "selectEarlier" | "firstSeed" | "run",
    string
  >;
  /** `await ` where the cell has one. */
  readonly waiting: string;
  /** Statement that puts what `make` returned into the live bindings. */
  readonly hold: (value: string) => string;
}

/** Makes every input with its own seed. The setups before it are turned to the same input meanwhile. */
function inputsTail({ plan, index }: RepeatedSetup, { names, waiting, hold }: Parts): string {
  const { make, made, input, select, selectEarlier, firstSeed } = names;
  const earlier = plan.setups.slice(0, index).findLast(({ mode }) => mode === "inputs");
  const hasSeed = plan.request.parameterNames.includes("seed");
  const turn = earlier ? `${selectEarlier}(${input}); ` : "";
  const call = `${waiting}${make}(${hasSeed ? derivedSeed(firstSeed, input) : ""})`;
  return [
    earlier ? `import { ${SELECT_INPUT} as ${selectEarlier} } from "${NAMESPACE}:${earlier.path}";` : "",
    hasSeed ? `import { seed as ${firstSeed} } from "${NAMESPACE}:parameters";` : "",
    `const ${made} = [];`,
    `for (let ${input} = 0; ${input} < ${plan.request.inputs}; ${input}++) { ${turn}${made}.push(${call}); }`,
    `function ${select}(${input}) { ${turn}${hold(`${made}[${input}]`)} }`,
    `${select}(0);`,
    `export { ${select} as ${SELECT_INPUT} };`,
  ].join("\n");
}

/** The first run is part of the setup, so that the variant's preparation finds the names. */
function perCallTail(parts: Parts): string {
  const { names, waiting, hold } = parts;
  return [
    `${asynchronous(parts)}function ${names.run}() { ${hold(`${waiting}${names.make}()`)} }`,
    `${waiting}${names.run}();`,
    `export { ${names.run} as ${RUN_PER_CALL} };`,
  ].join("\n");
}

function asynchronous({ waiting }: Parts): string {
  return waiting ? "async " : "";
}
