/** %%optimize: tries one hypothesis about what the profile showed; checked before it is timed, judged against its parent. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import type { Ceiling } from "../model/case.js";
import { UserError } from "../model/problem.js";
import { ceilingSentence, expectationSentence, sentence } from "../views/index.js";
import { defineMagic, type MagicContext } from "./magic.js";
import { toMeasureOptions } from "./measuring.js";
import { ceilingOf } from "./variants/ceiling.js";
import type { CompiledVariant } from "./variants/compile.js";
import { defineVariant } from "./variants/define.js";
import { splitFlags, variantOptions } from "./variants/options.js";
import { parentOf, requireBaseline } from "./variants/parent.js";
import { moduleSource } from "./variants/revision.js";
import { variantValue } from "./variants/shell.js";
import { refuseBaselineName } from "./variants/sides.js";
import { firstPoint, gridOf, requireTuned } from "./variants/tune-grid.js";

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
      line: option.integer({
        help: "Line of the parent's cell that the hypothesis speeds up; the parent's profile says what that can give",
        minimum: 1,
      }),
      parent: option.variant({ help: "What it improves on; by default the variant profiled last" }),
      noProfile: option.text({
        help: "Reason to go without a profile of the parent; the report shows it",
        placeholder: '"reason"',
      }),
      anyway: option.flag({ help: "Time it although its value differs from the baseline's" }),
      rtol: option.number({
        help: "Relative tolerance of the value's check, such as 1e-5 for a sum in single precision; give it to %verify too",
        minimum: 0,
      }),
      atol: option.number({ help: "Absolute tolerance of the value's check", minimum: 0 }),
      ...variantOptions,
    },
    assignments: "parameters",
    examples: [
      "%%optimize ikj --expect 3x",
      "%%optimize ikj --line 5 --expect 3x",
      '%%optimize tiled --parent naive --why "a tile fits into L1"',
      "%%optimize tiled T=8,16,32,64 U=2,4",
    ],
    details:
      "`T=8,16,32` makes `T` a tuning parameter, which the cell reads as a number: every value is checked against the baseline, then measured by successive halving at the last sweep value; the winner, measured afresh, becomes the variant.",
  }),
  async run(call, context) {
    const { options, positionals } = call.arguments;
    const { name } = positionals;
    const baseline = requireBaseline(context);
    refuseBaselineName(baseline, name);
    const parent = parentOf({ name, parent: options.parent, noProfile: options.noProfile }, context);
    const ceiling = await ceilingOf(options.line, parent, context);
    if (ceiling !== null) warn(options.expect ?? null, ceiling, context);
    const grid = await gridOf(call.arguments.assignments, context);
    await defineVariant(
      {
        cell: {
          name,
          source: call.body ?? "",
          fileName: call.fileName,
          ...variantValue(name, options),
          ...moduleSource(options),
          ...(grid === null ? {} : { tuned: firstPoint(grid) }),
        },
        cellId: call.cellId,
        role: "optimization",
        why: options.why ?? null,
        expect: options.expect ?? null,
        parent,
        ceiling,
        noProfile: options.noProfile ?? null,
        nodeFlags: splitFlags(options.nodeFlags),
        env: options.env,
        cost: null,
        against: parent.name === baseline.name ? [baseline] : [parent, baseline],
        checkedAgainst: baseline,
        anyway: options.anyway,
        tolerance: { rtol: options.rtol ?? null, atol: options.atol ?? null, shape: null },
        fresh: options.fresh,
        options: toMeasureOptions(options, context.defaults),
        grid,
        inspect: (compiled) => {
          requireHypothesis(name, options.why, compiled);
          if (grid !== null) requireTuned(grid, name, compiled);
        },
      },
      context,
    );
  },
});

/** Before anything is measured: there is still time to expect less. */
function warn(expect: number | null, ceiling: Ceiling, { publish }: MagicContext): void {
  const expected = expectationSentence(expect, ceiling);
  const text = [ceilingSentence(ceiling), expected?.text].filter((one) => one !== undefined).join("; ");
  publish({ kind: "stream", name: expected?.above ? "stderr" : "stdout", text: `${sentence(text)}\n` });
}

function requireHypothesis(name: string, why: string | undefined, { leadingComment }: CompiledVariant): void {
  if (why?.trim() || leadingComment?.trim()) return;
  throw new UserError({
    name: "NoHypothesisError",
    message: `Why should ${name} be faster? Say it in a comment on top of the cell, or by --why "…"; an optimization without a hypothesis is a guess.`,
  });
}
