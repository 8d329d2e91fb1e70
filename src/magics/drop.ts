/** %drop: forgets a variant and all that speaks of it. */
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { usageError } from "../model/problem.js";
import { withoutVariant } from "../model/record.js";
import { noteView } from "../views/note-view.js";
import { defineMagic } from "./magic.js";
import { requireVariant } from "./variants/sides.js";

export const dropMagic = defineMagic({
  spec: magicSpec({
    name: "drop",
    summary: "Forgets a variant with its measurements, profiles and verifications",
    forms: ["line"],
    positionals: { variant: positional.variant({ help: "Which variant" }) },
    examples: ["%drop tiled"],
  }),
  async run({ arguments: { positionals } }, context) {
    const { name } = requireVariant(context, positionals.variant);
    const children = context.state.require().variants.filter((one) => one.parent === name);
    if (children.length > 0) {
      const names = children.map((one) => one.name).join(", ");
      throw usageError(
        `${name} is the parent of ${names}, which would hang in the air; drop ${names} first, or %reject ${name} "why".`,
      );
    }
    await context.state.change((record) => withoutVariant(record, name));
    context.show(
      noteView({ kind: "drop", sentence: `${name} is forgotten, with all that was recorded of it.` }),
    );
  },
});
