/** %complexity: how hard a variant's functions are to read, beside what that bought: its growth. */
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import type { Case, Variant } from "../model/case.js";
import type { FunctionComplexity } from "../model/complexity.js";
import { usageError } from "../model/problem.js";
import { findVariant } from "../model/record.js";
import { complexityView } from "../views/index.js";
import { defineMagic, type MagicContext } from "./magic.js";
import { filesOfVariant } from "./variants/files.js";
import { requireVariant } from "./variants/sides.js";

export const complexityMagic = defineMagic({
  spec: magicSpec({
    name: "complexity",
    summary: "Counts each function's paths, nesting and length, and their change against the parent",
    forms: ["line"],
    positionals: {
      variant: positional.variant({
        help: "Which variant; by default the one of the last cell",
        required: false,
      }),
    },
    examples: ["%complexity tiled", "%complexity"],
    details:
      "Paths are McCabe's cyclomatic complexity (1976). Local files that the variant imports are counted too. Where the setup sweeps a size, the measured growth stands beside the counts.",
  }),
  async run({ arguments: { positionals } }, context) {
    const variant = requireVariant(context, positionals.variant ?? lastOf(context.state.require()));
    if (variant.language === "shell") {
      throw usageError(
        `${variant.name} runs a command, which has no functions to count; name a TypeScript variant.`,
      );
    }
    const functions = await counted(variant, context);
    const parent = variant.parent === null ? undefined : findVariant(context.state.require(), variant.parent);
    const before =
      parent === undefined || parent.language === "shell" ? null : await counted(parent, context);
    context.show(
      complexityView({
        record: context.state.require(),
        variant,
        functions,
        parent: parent === undefined || before === null ? null : { name: parent.name, functions: before },
      }),
    );
  },
});

/** Counts every TypeScript variant: for the report. */
export async function countCase(context: MagicContext): Promise<void> {
  for (const variant of context.state.require().variants) {
    if (variant.language !== "shell" && variant.complexity === undefined) await counted(variant, context);
  }
}

/** Counts a variant once; its record keeps the counts until its cell changes. */
async function counted(variant: Variant, context: MagicContext): Promise<readonly FunctionComplexity[]> {
  if (variant.complexity !== undefined) return variant.complexity;
  const complexity = await functionsOf(variant, context);
  await context.state.change((before) => ({
    ...before,
    variants: before.variants.map((one) =>
      one.hash === variant.hash && one.name === variant.name ? { ...one, complexity } : one,
    ),
  }));
  return complexity;
}

async function functionsOf(
  variant: Variant,
  { language, store, state }: Pick<MagicContext, "language" | "store" | "state">,
): Promise<readonly FunctionComplexity[]> {
  const files = await filesOfVariant(variant, { store, id: state.require().id });
  const counted = [await language.complexity(variant.source)];
  for (const [name, text] of Object.entries(files)) {
    // A build's output may be anything that a bundler reads, JSON for one.
    if (/\.[cm]?[jt]sx?$/.test(name)) counted.push(await language.complexity(text, name));
  }
  return counted.flat();
}

function lastOf(record: Case): string {
  const last = [...record.variants].sort((a, b) => (a.recorded < b.recorded ? -1 : 1)).at(-1);
  if (last !== undefined) return last.name;
  throw usageError("There is no variant to count yet; begin with %%baseline NAME.");
}
