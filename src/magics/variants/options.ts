/** Options of every magic that defines a variant. */
import { option } from "../../cells/option.js";
import { usageError } from "../../model/problem.js";
import { measuringOptions } from "../measuring.js";

export const variantOptions = {
  shell: option.flag({
    help: "The body is a command line, run by /bin/sh -e in a process of its own at each call; parameters are environment variables",
  }),
  resultFile: option.text({
    help: "With --shell: verify this file after a call instead of what the command prints",
    placeholder: "FILE",
  }),
  timeFile: option.text({
    help: "With --shell: the command measures itself and writes seconds per call into this file; they count in place of its process's time",
    placeholder: "FILE",
  }),
  requires: option.text({
    help: "A command that succeeds where this can run; where it fails, the variant is left out with a sentence, and the notebook goes on",
    placeholder: '"COMMAND"',
  }),
  result: option.text({
    help: "Verify this variable after a call instead of the expression's value, for work in place",
    placeholder: "NAME",
  }),
  nodeFlags: option.text({
    help: 'Flags of this variant\'s forks, such as "--max-semi-space-size=64"',
    placeholder: '"--flag …"',
  }),
  env: option.pairs({ help: "Environment of this variant's forks" }),
  rev: option.text({
    help: "Take the cell's relative imports from this git revision (of a branch: its merge base with HEAD); setups and packages stay those of the working tree",
    placeholder: "REVISION",
  }),
  build: option.text({
    help: "Run this command in the repository before the cell is bundled; with --rev in a checkout of it",
    placeholder: '"npm run build"',
  }),
  noBundle: option.flag({
    help: "Leave relative imports as files of their own, for modules that use import.meta.url; what they read at run time is not watched",
  }),
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
