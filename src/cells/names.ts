/** The magics' names (design, section 2). Parsing needs them to tell a magic from a remainder such as `a\n%b`. */

export const MAGIC_NAMES: readonly string[] = [
  "case",
  "setup",
  "teardown",
  "parameters",
  "baseline",
  "optimize",
  "variant",
  "reference",
  "profile",
  "verify",
  "keep",
  "reject",
  "drop",
  "compare",
  "diff",
  "timeit",
  "machine",
  "report",
  "help",
  "lsmagic",
];
