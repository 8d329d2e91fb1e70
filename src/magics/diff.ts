/** %diff A B: what changed between two variants' sources, and between the files that they import. */
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { diffView, modulesSentence } from "../views/index.js";
import { defineMagic } from "./magic.js";
import { filesOfVariant } from "./variants/files.js";
import { formattedFiles, formattedSource } from "./variants/formatted.js";
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
    const { id } = context.state.require();
    const { format } = context.language;
    const files = {
      from: await formattedFiles(await filesOfVariant(from, { store: context.store, id }), format),
      to: await formattedFiles(await filesOfVariant(to, { store: context.store, id }), format),
    };
    const [left, right] = [await formattedSource(from, format), await formattedSource(to, format)];
    const origins = [from, to].map(modulesSentence).filter((one) => one !== null);
    const names = { fromName: from.name, toName: to.name };
    const comparable = left !== null && right !== null;
    context.show(
      diffView({
        from: (comparable ? left : from.source).trim(),
        to: (comparable ? right : to.source).trim(),
        ...names,
        files,
        origins,
        layoutDiffers: comparable && from.source.trim() !== to.source.trim(),
      }),
    );
  },
});
