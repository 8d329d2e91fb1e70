/** %%variant and %%reference: compared with the baseline, without a hypothesis, and never a headline. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { defineMagic } from "./magic.js";
import { toMeasureOptions } from "./measuring.js";
import { defineVariant } from "./variants/define.js";
import { splitFlags, variantOptions } from "./variants/options.js";
import { requireBaseline } from "./variants/parent.js";
import { moduleSource } from "./variants/revision.js";
import { variantValue } from "./variants/shell.js";
import { refuseBaselineName } from "./variants/sides.js";

interface Compared {
  readonly name: "variant" | "reference";
  readonly role: "control" | "reference";
  readonly summary: string;
  readonly example: string;
}

export const variantMagic = comparedMagic({
  name: "variant",
  role: "control",
  summary:
    "Measures a control or a curiosity against the baseline: no hypothesis, no profile, never a headline",
  example: "%%variant same",
});

export const referenceMagic = comparedMagic({
  name: "reference",
  role: "reference",
  summary: "Measures a line to compare with, such as a library; never an achievement",
  example: "%%reference mathjs",
});

function comparedMagic({ name: magic, role, summary, example }: Compared) {
  return defineMagic({
    spec: magicSpec({
      name: magic,
      summary,
      forms: ["cell"],
      positionals: { name: positional.name({ help: "Its name" }) },
      options: { why: option.text({ help: "What it is there for", placeholder: '"…"' }), ...variantOptions },
      examples: [example],
    }),
    async run(call, context) {
      const { options, positionals } = call.arguments;
      const baseline = requireBaseline(context);
      refuseBaselineName(baseline, positionals.name);
      await defineVariant(
        {
          cell: {
            name: positionals.name,
            source: call.body ?? "",
            fileName: call.fileName,
            ...variantValue(positionals.name, options),
            ...moduleSource(options),
          },
          cellId: call.cellId,
          role,
          why: options.why ?? null,
          expect: null,
          parent: null,
          noProfile: null,
          nodeFlags: splitFlags(options.nodeFlags),
          env: options.env,
          cost: null,
          against: [baseline],
          checkedAgainst: null,
          anyway: false,
          fresh: options.fresh,
          options: toMeasureOptions(options, context.defaults),
        },
        context,
      );
    },
  });
}
