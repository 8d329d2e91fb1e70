/** %diff A B: what changed between two variants' sources. */
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { diffView } from "../views/index.js";
import { defineMagic } from "./magic.js";
import { requireVariant } from "./variants/sides.js";

export const diffMagic = defineMagic({
  spec: magicSpec({
    name: "diff",
    summary: "Shows what changed from one variant's source to another's",
    forms: ["line"],
    positionals: {
      from: positional.variant({ help: "The older one" }),
      to: positional.variant({ help: "The newer one" }),
    },
    examples: ["%diff naive tiled"],
  }),
  async run({ arguments: { positionals } }, context) {
    const from = requireVariant(context, positionals.from);
    const to = requireVariant(context, positionals.to);
    context.show(
      diffView({ from: from.source.trim(), to: to.source.trim(), fromName: from.name, toName: to.name }),
    );
  },
});
