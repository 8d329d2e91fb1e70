/** %%optimize: tries one hypothesis about what the profile showed; checked before it is timed, judged against its parent. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { UserError } from "../model/problem.js";
import { defineMagic } from "./magic.js";
import { toMeasureOptions } from "./measuring.js";
import type { CompiledVariant } from "./variants/compile.js";
import { defineVariant } from "./variants/define.js";
import { splitFlags, variantOptions } from "./variants/options.js";
import { parentOf, requireBaseline } from "./variants/parent.js";
import { refuseBaselineName } from "./variants/sides.js";

export const optimizeMagic = defineMagic({
  spec: magicSpec({
    name: "optimize",
    summary:
      "Tries one hypothesis: checks the value, measures against the parent and the baseline, gives a verdict",
    forms: ["cell"],
    positionals: { name: positional.name({ help: "Name of the optimization, such as tiled" }) },
    options: {
      why: option.text({ help: "The hypothesis; by default the cell's leading comment", placeholder: '"…"' }),
      expect: option.ratio({ help: "Predicted speed-up over the parent" }),
      parent: option.variant({ help: "What it improves on; by default the variant profiled last" }),
      noProfile: option.text({
        help: "Reason to go without a profile of the parent; the report shows it",
        placeholder: '"reason"',
      }),
      anyway: option.flag({ help: "Time it although its value differs from the baseline's" }),
      ...variantOptions,
    },
    examples: ["%%optimize ikj --expect 3x", '%%optimize tiled --parent naive --why "a tile fits into L1"'],
  }),
  async run(call, context) {
    const { options, positionals } = call.arguments;
    const { name } = positionals;
    const baseline = requireBaseline(context);
    refuseBaselineName(baseline, name);
    const parent = parentOf({ name, parent: options.parent, noProfile: options.noProfile }, context);
    await defineVariant(
      {
        cell: { name, source: call.body ?? "", result: options.result ?? null, fileName: call.fileName },
        cellId: call.cellId,
        role: "optimization",
        why: options.why ?? null,
        expect: options.expect ?? null,
        parent,
        noProfile: options.noProfile ?? null,
        nodeFlags: splitFlags(options.nodeFlags),
        env: options.env,
        cost: null,
        against: parent.name === baseline.name ? [baseline] : [parent, baseline],
        checkedAgainst: baseline,
        anyway: options.anyway,
        fresh: options.fresh,
        options: toMeasureOptions(options, context.defaults),
        inspect: (compiled) => requireHypothesis(name, options.why, compiled),
      },
      context,
    );
  },
});

function requireHypothesis(name: string, why: string | undefined, { leadingComment }: CompiledVariant): void {
  if (why?.trim() || leadingComment?.trim()) return;
  throw new UserError({
    name: "NoHypothesisError",
    message: `Why should ${name} be faster? Say it in a comment on top of the cell, or by --why "…"; an optimization without a hypothesis is a guess.`,
  });
}
