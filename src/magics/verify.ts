/** %verify: proves that variants compute what the baseline does, on other seeds and other sizes too. */
import { type Assignment, option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { suggest } from "../cells/suggest.js";
import type { Variant } from "../model/case.js";
import { usageError } from "../model/problem.js";
import { changedSince } from "../model/stale.js";
import type { Check, Tolerance, Verification } from "../model/verification.js";
import type { Parameters, ParameterValue } from "../model/workload.js";
import { verificationView } from "../views/index.js";
import { defineMagic, type MagicCall, type MagicContext } from "./magic.js";
import { requireBaseline } from "./variants/parent.js";
import { propertyOf } from "./variants/property.js";
import { shareOf } from "./variants/share.js";
import { requireCurrent } from "./variants/sides.js";
import { checkValues } from "./variants/value-check.js";

const SECOND = 1e9;

const spec = magicSpec({
  name: "verify",
  summary: "Compares variants' values with the baseline's: on the inputs, on other seeds, on other sizes",
  forms: ["line", "cell"],
  body: "optional",
  positionals: { variants: positional.variants({ help: "Which variants; by default all", required: false }) },
  options: {
    rtol: option.number({
      help: "Relative tolerance; by default exact, 1e-5 for float32, 1e-12 for float64",
      minimum: 0,
    }),
    atol: option.number({ help: "Absolute tolerance", minimum: 0 }),
    seeds: option.integer({ help: "How many other seeds to try", default: 5, minimum: 0 }),
    also: option.assignments({ help: "Other sizes, above all odd ones that break tiles and vector tails" }),
    shape: option.extents({ help: "Extents of a flat array, so that a mismatch shows coordinates" }),
    timeout: option.duration({ help: "Longest time of one call", default: 60 * SECOND }),
  },
  examples: ["%verify --also n=1,7,33", "%verify tiled --rtol 1e-4 --shape n,n", "%%verify"],
  details:
    "With a body, `%%verify` checks a property: the cell's last expression is `(expected, actual) => boolean`, which may read the parameters.",
});

export const verifyMagic = defineMagic({
  spec,
  async run(call, context) {
    const baseline = requireBaseline(context);
    const { options } = call.arguments;
    const subjects = subjectsOf(call, baseline, context);
    const property =
      call.body === null || call.body.trim() === ""
        ? null
        : await propertyOf(call.body, call.fileName, context);
    const tolerance: Tolerance = {
      rtol: options.rtol ?? null,
      atol: options.atol ?? null,
      shape: options.shape ?? null,
    };
    const { parameters } = context.state.require().workload;
    requireExtents(tolerance.shape, parameters);
    const others =
      property === null
        ? {
            checks: valueChecks(options, parameters),
            known: skippedSeeds(options.seeds, parameters),
            property,
          }
        : { checks: [{ kind: "property" as const, parameters }], known: [], property };
    const passes = [
      {
        variant: baseline,
        checks: [{ kind: "repeat" as const, parameters }],
        known: [],
        property: null,
      },
      ...subjects.map((variant) => ({ variant, ...others })),
    ];

    await context.work("verification", async (watch) => {
      const verifications: Verification[] = [];
      for (const [index, pass] of passes.entries()) {
        const part = shareOf(watch, index, passes.length);
        const request = { baseline, tolerance, timeout: options.timeout, ...pass };
        verifications.push((await checkValues(request, context, part)).verification);
      }
      return verificationView({ verification: verifications, record: context.state.require() });
    });
  },
});

type Call = MagicCall<typeof spec>;

function subjectsOf(call: Call, baseline: Variant, context: MagicContext): readonly Variant[] {
  const { variants } = call.arguments.positionals;
  if (variants.length > 0)
    return variants.filter((name) => name !== baseline.name).map((name) => requireCurrent(context, name));
  const record = context.state.require();
  const others = record.variants.filter((one) => one.name !== baseline.name);
  return others.filter(
    (one) => !isBareReference(one) && changedSince(record, one, context.state.workloadHash) === null,
  );
}

/** A command that times itself and names no file of results is there for its time alone. */
function isBareReference({ role, result, measurements }: Variant): boolean {
  const timesItself = measurements.some(({ command }) => command?.timesItself);
  return role === "reference" && result === null && timesItself;
}

interface Wanted {
  readonly seeds: number;
  readonly also: readonly Assignment[];
}

function valueChecks({ seeds, also }: Wanted, parameters: Parameters) {
  const checks: { kind: Check["kind"]; parameters: Parameters }[] = [{ kind: "inputs", parameters }];
  const seed = parameters.seed;
  if (typeof seed === "number") {
    for (let step = 1; step <= seeds; step++)
      checks.push({ kind: "seed", parameters: { ...parameters, seed: seed + step } });
  }
  for (const { name, values } of also) {
    if (!(name in parameters)) throw unknownParameter(`--also ${name}=…`, name, parameters);
    for (const value of values) {
      requireSameType(name, value, parameters);
      checks.push({ kind: "size", parameters: { ...parameters, [name]: value } });
    }
  }
  return checks;
}

function requireSameType(name: string, value: ParameterValue, parameters: Parameters): void {
  const type = typeof parameters[name];
  if (typeof value !== type) throw usageError(`--also ${name}=${value}: ${name} is a ${type} in %%setup.`);
}

function requireExtents(shape: Tolerance["shape"], parameters: Parameters): void {
  for (const extent of shape ?? []) {
    if (typeof extent !== "string" || extent in parameters) continue;
    throw unknownParameter(`--shape ${shape?.join(",")}`, extent, parameters);
  }
}

function unknownParameter(where: string, name: string, parameters: Parameters): Error {
  const names = Object.keys(parameters);
  const near = suggest(name, names);
  const known = names.length === 0 ? "%%setup declares none" : `%%setup declares ${names.join(", ")}`;
  return usageError(
    `${where}: there is no parameter ${name}${near === null ? "" : `; did you mean ${near}?`} (${known}).`,
  );
}

/** Said, and not shown as a pass. */
function skippedSeeds(seeds: number, parameters: Parameters): readonly Check[] {
  if (seeds === 0 || typeof parameters.seed === "number") return [];
  const note =
    "the setup has no `seed` parameter, so other seeds were not tried; declare one: %%setup seed=1";
  return [{ kind: "seed", parameters, verdict: "skipped", mismatch: null, note, described: null }];
}
