/** %%setup: defines the inputs, in the session at once and again in every fork. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import type { NameSize } from "../model/ports/session.js";
import { usageError } from "../model/problem.js";
import { formatBytes, formatCount } from "../model/units.js";
import type { Parameters, ParameterValue, Setup, Workload } from "../model/workload.js";
import { setupView, staleSentence } from "../views/index.js";
import { diagnosticsError } from "./diagnostics.js";
import { defineMagic, type MagicContext } from "./magic.js";

export const setupMagic = defineMagic({
  spec: magicSpec({
    name: "setup",
    summary: "Defines the inputs that every variant works on; runs here and again in every fork",
    forms: ["cell"],
    body: "optional",
    positionals: {
      name: positional.name({
        help: "Name of this setup; the same name replaces, another adds",
        required: false,
      }),
    },
    options: {
      perCall: option.flag({
        help: "Run before every timed call, untimed, for work that destroys its input",
      }),
      inputs: option.integer({
        help: "Make this many inputs from derived seeds and rotate them between calls",
        minimum: 1,
      }),
    },
    assignments: "parameters",
    examples: [
      "%%setup n=512 seed=1",
      "%%setup n=64,128,256 seed=1 --inputs 4",
      "%%setup destroyed --per-call",
    ],
    details:
      "`name=value` declares a parameter, `name=a,b,c` a sweep: measurements are taken at each value, and the session and the targets use the last one.",
  }),
  async run(call, context) {
    const { options, positionals, assignments } = call.arguments;
    const setup: Setup = {
      name: positionals.name ?? "setup",
      source: call.body ?? "",
      parameters: overridden(assignments, context.state.overrides),
      perCall: options.perCall,
      ...(options.inputs === undefined ? {} : { inputs: options.inputs }),
      cellId: call.cellId,
    };
    const workload = withSetup(context, setup);
    const declarations = await declare(workload, setup, call.fileName, context);
    await context.cells.define(lastValues(setup.parameters));
    await context.cells.run({
      source: setup.source,
      fileName: call.fileName,
      publish: context.publish,
      quiet: true,
    });
    context.state.ranSetups.add(setup.name);
    context.state.setupDeclarations = declarations;
    await context.state.change((record) => ({ ...record, workload }));
    const { declares } = await context.language.analyze(setup.source);
    const sizes = declares.length === 0 ? {} : await context.session.measureNames(declares);
    const note = setup.perCall ? "It runs before every timed call, untimed." : inputsNote(workload.inputs);
    const stale = staleSentence(context.state.require());
    context.show(
      setupView({ name: setup.name, parameters: setup.parameters, sizes: sizeWords(sizes), note, stale }),
    );
  },
});

/** Setups of an earlier session are dropped by the first one that runs in this: the notebook may have lost them. */
function withSetup(context: MagicContext, setup: Setup): Workload {
  const { workload } = context.state.require();
  const kept = workload.setups.filter((one) => context.state.ranSetups.has(one.name));
  refuseSharedParameters(setup, kept);
  const known = kept.findIndex((one) => one.name === setup.name);
  const setups = known < 0 ? [...kept, setup] : kept.map((one, index) => (index === known ? setup : one));
  const sweep = Object.assign({}, ...setups.map((one) => one.parameters)) as Workload["sweep"];
  return {
    ...workload,
    setups,
    sweep,
    parameters: lastValues(sweep),
    inputs: Math.max(1, ...setups.map((one) => one.inputs ?? 1)),
  };
}

/** Two values of one name: what the first setup made would no longer fit what variants see. */
function refuseSharedParameters(setup: Setup, kept: readonly Setup[]): void {
  for (const name of Object.keys(setup.parameters)) {
    const other = kept.find((one) => one.name !== setup.name && name in one.parameters);
    if (other === undefined) continue;
    throw usageError(
      `${name} is a parameter of %%setup ${other.name} already, and every setup sees it; give it its value there.`,
    );
  }
}

const WHERE_NAMES_BELONG =
  "A setup sees its own names and the parameters of its first line: add what is missing there, as in %%setup n=256 seed=1.";

/** Type-checks every setup on what stands before it, as forks run them; keeps what variants will see. */
async function declare(
  workload: Workload,
  changed: Setup,
  fileName: string,
  context: MagicContext,
): Promise<string> {
  let declarations = context.state.moduleDeclarations + declareParameters(workload.parameters);
  for (const setup of workload.setups) {
    const converted = await context.language.convert({
      context: declarations,
      source: setup.source,
      fileName,
    });
    if (converted.diagnostics.length > 0) {
      const where = setup === changed ? fileName : `%%setup ${setup.name}`;
      throw diagnosticsError(converted.diagnostics, setup.source, where, WHERE_NAMES_BELONG);
    }
    declarations = converted.declarations;
  }
  return declarations;
}

/** Typed `number` or `string`, not as literals. */
export function declareParameters(parameters: Parameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `declare const ${name}: ${typeof value};\n`)
    .join("");
}

function overridden(declared: Setup["parameters"], overrides: Parameters): Setup["parameters"] {
  return Object.fromEntries(
    Object.entries(declared).map(([name, values]) => {
      const override = Object.hasOwn(overrides, name) ? overrides[name] : undefined;
      if (override === undefined) return [name, values];
      const type = typeof values[0];
      if (typeof override === type) return [name, [override]];
      throw usageError(`${name}=${override} overrides a ${type} of %%setup; give ${name} a ${type}.`);
    }),
  );
}

function inputsNote(inputs: number): string | null {
  return inputs === 1 ? null : `${inputs} inputs from derived seeds rotate between calls.`;
}

function sizeWords(sizes: Readonly<Record<string, NameSize>>): Record<string, string> {
  const words: Record<string, string> = {};
  for (const [name, { value, length, byteLength, size }] of Object.entries(sizes)) {
    const bytes = byteLength === undefined ? "" : `, ${formatBytes(byteLength)}`;
    if (value !== undefined) words[name] = String(value);
    else if (length !== undefined) words[name] = `${formatCount(length)} long${bytes}`;
    else if (size !== undefined) words[name] = `${formatCount(size)} entries`;
    else if (byteLength !== undefined) words[name] = formatBytes(byteLength);
  }
  return words;
}

function lastValues(sweep: Readonly<Record<string, readonly ParameterValue[]>>): Parameters {
  const last: Record<string, ParameterValue> = {};
  for (const [name, values] of Object.entries(sweep)) {
    const value = values.at(-1);
    if (value !== undefined) last[name] = value;
  }
  return last;
}
