/** %lint: patterns that cost in the timed code of a variant, of the setups it calls into and of the files it imports. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import type { Variant } from "../model/case.js";
import type { LintOptions } from "../model/lint.js";
import { usageError } from "../model/problem.js";
import { type LintedSource, lintRulesView, lintView } from "../views/index.js";
import { defineMagic, type MagicContext } from "./magic.js";
import { filesOfVariant } from "./variants/files.js";
import { requireVariant } from "./variants/sides.js";

export const lintMagic = defineMagic({
  spec: magicSpec({
    name: "lint",
    summary:
      "Names what costs in timed code, why, and what to write instead; without a name, in every variant",
    forms: ["line"],
    positionals: { variant: positional.variant({ help: "Which variant", required: false }) },
    options: { rules: option.flag({ help: "Lists the rules" }) },
    examples: ["%lint naive", "%lint", "%lint --rules"],
    details:
      "Looked at is what is timed: the measured expression and the functions it reaches, in the cell, the setups and local files. Code that prepares is no concern, but the arrays that it makes are. `// lint-ignore RULE why` on a line or above it silences a rule there.",
  }),
  async run({ arguments: { positionals, options } }, context) {
    if (options.rules) return context.show(lintRulesView(await context.language.lintRules()));
    const { variants, workload } = context.state.require();
    const chosen =
      positionals.variant === undefined
        ? variants.filter(isTypeScript)
        : [typeScriptOnly(requireVariant(context, positionals.variant))];
    if (chosen.length === 0)
      throw usageError("There is no variant to look at yet; begin with %%baseline NAME.");
    const called = [
      ...new Set(chosen.flatMap(({ source }) => source.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [])),
    ];
    const linted: LintedSource[] = [];
    for (const { name, source } of workload.setups)
      linted.push(await lint(`%%setup ${name}`, source, { place: "setup", called }, context));
    for (const variant of chosen) linted.push(...(await lintVariant(variant, context)));
    context.show(lintView(unique(linted)));
  },
});

async function lintVariant(variant: Variant, context: MagicContext): Promise<LintedSource[]> {
  const files = await filesOfVariant(variant, { store: context.store, id: context.state.require().id });
  const linted = [await lint(variant.name, variant.source, { place: "variant" }, context)];
  for (const [path, text] of Object.entries(files)) {
    if (/\.[cm]?[jt]s$/.test(path)) linted.push(await lint(path, text, { place: "module" }, context));
  }
  return linted;
}

async function lint(
  name: string,
  source: string,
  options: LintOptions,
  { language }: Pick<MagicContext, "language">,
): Promise<LintedSource> {
  try {
    return { name, warnings: await language.lint(source, options), problem: null };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { name, warnings: [], problem: error.message };
  }
}

/** A file that several variants import is told of once. */
function unique(sources: readonly LintedSource[]): readonly LintedSource[] {
  const seen = new Set<string>();
  return sources.filter((one) => {
    const key = JSON.stringify(one);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function isTypeScript({ language }: Variant): boolean {
  return language !== "shell";
}

function typeScriptOnly(variant: Variant): Variant {
  if (isTypeScript(variant)) return variant;
  throw usageError(
    `${variant.name} runs a command, which is no TypeScript to look at; name a TypeScript variant.`,
  );
}
