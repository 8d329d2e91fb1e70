/** %compare A B: measures two variants in the same rounds, whatever their places in the case. */
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { usageError } from "../model/problem.js";
import { comparisonOf } from "../model/record.js";
import { compareView } from "../views/index.js";
import { noteView } from "../views/note-view.js";
import { forkError, interruptedError } from "./failure.js";
import { defineMagic } from "./magic.js";
import { measuringOptions, toMeasureOptions } from "./measuring.js";
import { measureStep, wasInterrupted } from "./variants/measure.js";
import { requireCurrent } from "./variants/sides.js";

export const compareMagic = defineMagic({
  spec: magicSpec({
    name: "compare",
    summary: "Measures two variants in the same rounds and gives a verdict on the first against the second",
    forms: ["line"],
    positionals: {
      variant: positional.variant({ help: "The one to judge" }),
      against: positional.variant({ help: "The one to judge it against" }),
    },
    options: measuringOptions,
    examples: ["%compare tiled ikj --rounds 24"],
  }),
  async run({ arguments: { options, positionals } }, context) {
    const variant = requireCurrent(context, positionals.variant);
    const against = requireCurrent(context, positionals.against);
    if (variant.name === against.name)
      throw usageError(`%compare takes two variants, got ${variant.name} twice.`);
    await context.work(`${variant.name} against ${against.name}`, async (watch) => {
      const { parameters } = context.state.require().workload;
      const outcome = await measureStep(
        {
          variants: [variant, against],
          parameters,
          options: toMeasureOptions(options, context.defaults),
          keeps: "comparison",
          costs: {},
        },
        context,
        watch,
      );
      if (wasInterrupted(outcome)) throw interruptedError("the comparison");
      if (outcome.failure !== null) throw forkError(outcome.failure);
      const record = context.state.require();
      const comparison = comparisonOf(record, { variant: variant.name, against: against.name }, parameters);
      if (comparison !== undefined) return compareView({ record, comparison });
      return noteView({
        kind: "compare",
        sentence: `No round of ${variant.name} and ${against.name} was finished.`,
      });
    });
  },
});
