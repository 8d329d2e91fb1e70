/** %keep and %reject: a decision with its reason, which the report shows. */
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import type { Decision } from "../model/case.js";
import { usageError } from "../model/problem.js";
import { findVariant, withVariant } from "../model/record.js";
import { decisionView } from "../views/index.js";
import { defineMagic } from "./magic.js";
import { requireVariant } from "./variants/sides.js";

export const keepMagic = decisionMagic({
  name: "keep",
  decision: "kept",
  summary: "Keeps a variant and says why",
  example: '%keep tiled "three times faster for twelve lines"',
});

export const rejectMagic = decisionMagic({
  name: "reject",
  decision: "rejected",
  summary: "Rejects a variant and says why; headlines no longer speak of it",
  example: '%reject single "slower: every operation is rounded and widened again"',
});

function decisionMagic(about: {
  readonly name: string;
  readonly decision: Decision["decision"];
  readonly summary: string;
  readonly example: string;
}) {
  return defineMagic({
    spec: magicSpec({
      name: about.name,
      summary: about.summary,
      forms: ["line"],
      positionals: {
        variant: positional.variant({ help: "Which variant" }),
        reason: positional.text({ help: "Why, in a sentence", placeholder: '"why"' }),
      },
      examples: [about.example],
    }),
    async run({ arguments: { positionals } }, context) {
      const { state, show } = context;
      const { name, role } = requireVariant(context, positionals.variant);
      if (role === "baseline")
        throw usageError(`${name} is the baseline: it is compared with, and neither kept nor rejected.`);
      if (positionals.reason.trim() === "") throw usageError(`Say why: %${about.name} ${name} "…".`);
      const decision: Decision = {
        variant: name,
        decision: about.decision,
        reason: positionals.reason.trim(),
        recorded: state.now(),
        parameters: state.require().workload.parameters,
      };
      const record = await state.change((before) => {
        const variant = findVariant(before, name);
        const decided =
          variant === undefined ? before : withVariant(before, { ...variant, decision: about.decision });
        return {
          ...decided,
          decisions: [...before.decisions.filter((one) => one.variant !== name), decision],
        };
      });
      show(decisionView({ record, decision }));
    },
  });
}
