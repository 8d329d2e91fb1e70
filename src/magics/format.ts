/** %format: a variant's source as prettier writes it, as a difference; the cell keeps its text. */
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import type { Variant } from "../model/case.js";
import { usageError } from "../model/problem.js";
import { type FormattedSource, formatView } from "../views/index.js";
import { defineMagic, type MagicContext } from "./magic.js";
import { requireVariant } from "./variants/sides.js";

export const formatMagic = defineMagic({
  spec: magicSpec({
    name: "format",
    summary:
      "Shows what a formatter changes in a variant's source; without a name, in every variant and setup",
    forms: ["line"],
    positionals: { variant: positional.variant({ help: "Which variant", required: false }) },
    examples: ["%format naive", "%format"],
    details: "Formatted by prettier. The cells keep their text: copy from here what you want.",
  }),
  async run({ arguments: { positionals } }, context) {
    const { variants, workload } = context.state.require();
    if (positionals.variant !== undefined) {
      const variant = requireVariant(context, positionals.variant);
      if (variant.language === "shell") {
        throw usageError(
          `${variant.name} runs a command, which is no TypeScript to format; name a TypeScript variant.`,
        );
      }
      return context.show(formatView([await formatted(variant.name, variant.source, context)]));
    }
    const setups = workload.setups.map(({ name, source }) => ({ name: `%%setup ${name}`, source }));
    const sources = [...setups, ...variants.filter(isTypeScript)];
    if (sources.length === 0) {
      throw usageError("There is no setup and no variant to format yet; begin with %%baseline NAME.");
    }
    const all: FormattedSource[] = [];
    for (const { name, source } of sources) all.push(await formatted(name, source, context));
    context.show(formatView(all));
  },
});

function isTypeScript({ language }: Variant): boolean {
  return language !== "shell";
}

async function formatted(
  name: string,
  source: string,
  { language }: Pick<MagicContext, "language">,
): Promise<FormattedSource> {
  try {
    return { name, source, formatted: await language.format(source, { semicolons: "keep" }), problem: null };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { name, source, formatted: source, problem: error.message };
  }
}
