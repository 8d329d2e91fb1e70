/**
 * The virtual modules that esbuild joins into one, in the order in which they run:
 *
 *     entry ─┬─ setup:…      one per setup cell, in order
 *            ├─ marks/setup   "the setup is done"
 *            ├─ variant       the cell, its measured expression as a function, its loops
 *            ├─ marks/prepare "the preparation is done"
 *            └─ driver        per-call setups, rotation of inputs, teardown
 */

import type { BundleRequest } from "../../model/ports/language.js";
import type { Setup } from "../../model/workload.js";
import { type Cell, type Origin, readCell } from "./cell.js";
import { commandModule } from "./command-module.js";
import { driverModules } from "./driver-modules.js";
import { type EditedText, editText } from "./edited-text.js";
import { NAMESPACE } from "./names.js";
import { setupModule } from "./setup-module.js";
import { variantModule } from "./variant-module.js";

export interface VirtualModule {
  readonly path: string;
  readonly text: EditedText;
  /** What source maps and diagnostics call it; null for text that is none of the user's. */
  readonly source: string | null;
}

/** One setup cell, read, with what its module does. */
export interface PlannedSetup {
  readonly path: string;
  readonly setup: Setup;
  readonly cell: Cell;
  /** `fixed`: runs once. `inputs`: runs once per rotated input. `per-call`: runs before every call. */
  readonly mode: "fixed" | "inputs" | "per-call";
}

export interface Plan {
  readonly request: BundleRequest;
  readonly setups: readonly PlannedSetup[];
  readonly variant: Cell;
  readonly teardown: Cell | null;
  /** Every name that one of the modules needs from another one. */
  readonly needed: ReadonlySet<string>;
  /** Origin of names for the setup with this index; for variant and teardown, the number of setups. */
  originFor(index: number): Origin;
}

/** What forks bundle from benchbook's own files where a cell uses it: see `virtual-plugin.ts`. */
const HELPERS: readonly string[] = ["seeded", "workers"];

export function planModules(request: BundleRequest): Plan {
  const setups = request.setups.map((setup, index): PlannedSetup => {
    const mode = setup.perCall ? "per-call" : request.inputs > 1 ? "inputs" : "fixed";
    return { path: `setup/${index}`, setup, cell: readCell(setup.source), mode };
  });
  // A command line is no TypeScript: it reads none of the setup's names.
  const variant = readCell(request.variant.command ? "" : request.variant.source);
  const teardown = request.teardown === null ? null : readCell(request.teardown);
  const readers = [...setups.map(({ cell }) => cell), variant, ...(teardown ? [teardown] : [])];
  const needed = new Set(readers.flatMap((cell) => cell.analysis.free));
  if (request.variant.result) needed.add(request.variant.result);
  if (request.serve) needed.add(REQUESTS);
  const originFor =
    (index: number): Origin =>
    (name) => {
      const earlier = setups.slice(0, index).findLast(({ cell }) => cell.analysis.declares.includes(name));
      if (earlier) return earlier.path;
      if (request.parameterNames.includes(name)) return "parameters";
      if (request.compiled?.some((module) => module.name === name)) return compiledPath(name);
      return HELPERS.includes(name) ? name : null;
    };
  return { request, setups, variant, teardown, needed, originFor };
}

export function virtualModules(plan: Plan): VirtualModule[] {
  const setups = plan.setups.map((planned, index) => setupModule(plan, planned, index));
  return [
    generated("entry", entryText(plan)),
    generated("parameters", parametersText(plan.request.parameterNames)),
    generated("marks/setup", markText("setup")),
    generated("marks/prepare", markText("prepare")),
    ...(plan.request.compiled ?? []).map(({ name, expression }) =>
      generated(compiledPath(name), `export const ${name} = ${expression};`),
    ),
    ...setups,
    plan.request.variant.command ? commandModule(plan.request.variant) : variantModule(plan),
    ...driverModules(plan),
  ];
}

function entryText(plan: Plan): string {
  return [
    ...plan.setups.map(({ path }) => importText(path)),
    importText("marks/setup"),
    importText("variant"),
    importText("marks/prepare"),
    plan.request.variant.command
      ? `export { command } from "${NAMESPACE}:variant";`
      : `export { measured, loop, control, result, asynchronous } from "${NAMESPACE}:variant";`,
    `export { perCall, teardown } from "${NAMESPACE}:driver";`,
    ...requestsLine(plan),
  ].join("\n");
}

/** What a `--serve` variant is asked with. */
const REQUESTS = "requests";

function requestsLine({ request, setups, originFor }: Plan): string[] {
  const origin = request.serve ? originFor(setups.length)(REQUESTS) : null;
  return origin === null ? [] : [`export { ${REQUESTS} } from "${NAMESPACE}:${origin}";`];
}

/** Values, not literals: a constant would be folded into the measured code, and the bundle is used for every size. */
function parametersText(names: readonly string[]): string {
  return [
    "const { parameters } = globalThis.__benchbook;",
    ...names.map((name) => `export const ${name} = parameters[${JSON.stringify(name)}];`),
  ].join("\n");
}

/** It runs before the first setup or variant that uses its name, and nowhere else. */
function compiledPath(name: string): string {
  return `compiled/${name}`;
}

function markText(stage: "setup" | "prepare"): string {
  return `globalThis.__benchbook.mark("${stage}");`;
}

function importText(path: string): string {
  return `import "${NAMESPACE}:${path}";`;
}

function generated(path: string, text: string): VirtualModule {
  return { path, text: editText(text, []), source: null };
}
