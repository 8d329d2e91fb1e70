/** %help and %lsmagic: what there is, and how to use it. */
import { helpFor } from "../cells/help.js";
import { positional } from "../cells/positional.js";
import { type MagicSpec, magicSpec } from "../cells/spec.js";
import { suggest } from "../cells/suggest.js";
import { usageError } from "../model/problem.js";
import { helpView, magicListView } from "../views/index.js";
import { defineMagic, type MagicContext } from "./magic.js";

export const helpMagic = defineMagic({
  spec: magicSpec({
    name: "help",
    summary: "Explains a magic; without a name, lists them",
    forms: ["line"],
    positionals: { magic: positional.magic({ help: "Which magic", required: false }) },
    examples: ["%help optimize"],
  }),
  async run({ arguments: { positionals } }, context) {
    if (positionals.magic === undefined) return list(context);
    const found = context.magics.find(({ spec }) => spec.name === positionals.magic);
    if (found === undefined)
      throw unknownMagic(
        positionals.magic,
        context.magics.map(({ spec }) => spec.name),
      );
    context.show(helpView(helpFor(found.spec)));
  },
});

export const lsmagicMagic = defineMagic({
  spec: magicSpec({ name: "lsmagic", summary: "Lists the magics", forms: ["line"], examples: ["%lsmagic"] }),
  async run(_call, context) {
    list(context);
  },
});

/** Nearest right one, and where to find all of them. */
export function unknownMagic(name: string, names: readonly string[]): Error {
  const near = suggest(name, names);
  return usageError(
    `There is no magic %${name}${near === null ? "." : `; did you mean %${near}?`} %lsmagic lists them all.`,
  );
}

function list({ magics, show }: MagicContext): void {
  show(magicListView({ magics: magics.map(({ spec }) => ({ name: spelled(spec), summary: spec.summary })) }));
}

function spelled({ name, forms }: MagicSpec): string {
  return forms.map((form) => `${form === "cell" ? "%%" : "%"}${name}`).join(", ");
}
