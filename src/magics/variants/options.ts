/** Options of every magic that defines a variant. */
import { option } from "../../cells/option.js";
import { usageError } from "../../model/problem.js";
import { measuringOptions } from "../measuring.js";

export const variantOptions = {
  result: option.text({
    help: "Verify this variable after a call instead of the expression's value, for work in place",
    placeholder: "NAME",
  }),
  nodeFlags: option.text({
    help: 'Flags of this variant\'s forks, such as "--max-semi-space-size=64"',
    placeholder: '"--flag …"',
  }),
  env: option.pairs({ help: "Environment of this variant's forks; may be repeated" }),
  fresh: option.flag({ help: "Measure again where a record could be reused" }),
  ...measuringOptions,
};

/** `--node-flags "--a --b=1"` → the flags one by one. */
export function splitFlags(text: string | undefined): readonly string[] {
  const flags = (text ?? "").split(/\s+/).filter((flag) => flag !== "");
  const odd = flags.find((flag) => !flag.startsWith("--"));
  if (odd !== undefined) throw usageError(`--node-flags takes flags that begin with --, got ${odd}.`);
  return flags;
}
