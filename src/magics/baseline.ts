/** %%baseline: the implementation that everything is compared with; measured by its last expression. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { usageError } from "../model/problem.js";
import { baselineOf, findVariant } from "../model/record.js";
import { defineMagic } from "./magic.js";
import { toMeasureOptions } from "./measuring.js";
import { defineVariant } from "./variants/define.js";
import { loadOf } from "./variants/load.js";
import { splitFlags, variantOptions } from "./variants/options.js";
import { moduleSource } from "./variants/revision.js";
import { variantValue } from "./variants/shell.js";

export const baselineMagic = defineMagic({
  spec: magicSpec({
    name: "baseline",
    summary: "Measures this cell's last expression; every variant is compared with it",
    forms: ["cell"],
    positionals: { name: positional.name({ help: "Name of the baseline, such as naive" }) },
    options: {
      flops: option.expression({
        help: "Floating-point operations per call; a multiply-add counts 2",
        placeholder: '"2 n^3"',
      }),
      bytes: option.expression({ help: "Bytes moved per call", placeholder: '"12 n^2"' }),
      items: option.expression({ help: "Items handled per call", placeholder: '"text.length"' }),
      concurrency: option.integer({
        help: "Closed loop: this many callers, each calls again as soon as answered; the work needs an await",
        minimum: 1,
      }),
      rate: option.quantity("rate", {
        help: "Open loop: calls start at this rate, answered or not; latency counts from the intended start",
      }),
      serve: option.flag({
        help: "The value is a request handler, (request) => Response or (req, res): served over HTTP, loaded by another process",
      }),
      ...variantOptions,
    },
    examples: [
      "%%baseline main --rev main",
      '%%baseline naive --flops "2 n^3" --bytes "12 n^2"',
      '%%baseline parse --bytes "text.length"',
      "%%baseline fetchAll --concurrency 8",
      "%%baseline gzip --shell",
      "%%baseline app --serve --rate 2000/s",
    ],
  }),
  async run(call, context) {
    const { options, positionals } = call.arguments;
    const { name } = positionals;
    const record = context.state.require();
    const present = baselineOf(record);
    if (present !== undefined && present.name !== name) {
      throw usageError(
        `The case has a baseline, ${present.name}, and there is one only; forget it by %drop ${present.name}, or measure ${name} as %%optimize or %%variant.`,
      );
    }
    const taken = findVariant(record, name);
    if (taken !== undefined && taken.role !== "baseline") {
      throw usageError(
        `${name} is the name of another variant already (${taken.role}); choose another, or %drop ${name}.`,
      );
    }
    const { flops, bytes, items, concurrency, rate, serve } = options;
    const load = loadOf({ concurrency, rate, serve });
    await defineVariant(
      {
        cell: {
          name,
          source: call.body ?? "",
          fileName: call.fileName,
          load,
          ...variantValue(name, options),
          ...moduleSource(options),
        },
        cellId: call.cellId,
        role: "baseline",
        why: null,
        expect: null,
        parent: null,
        noProfile: null,
        nodeFlags: splitFlags(options.nodeFlags),
        env: options.env,
        cost: { ...(flops ? { flops } : {}), ...(bytes ? { bytes } : {}), ...(items ? { items } : {}) },
        against: [],
        checkedAgainst: null,
        anyway: false,
        fresh: options.fresh,
        options: toMeasureOptions(options, context.defaults),
      },
      context,
    );
  },
});
