/** The commands in the order in which the help lists them. */
import type { CommandSpec } from "./arguments.js";

export const RUN = {
  name: "run",
  usage: "NOTEBOOK [-o OUT.ipynb] [--report FILE.html] [--json FILE.json] [-p name=value …]",
  summary: "Run a notebook from an empty case, without Jupyter",
  about: [
    "Writes the executed notebook beside it (NAME.executed.ipynb) and replaces the case's record at its end.\nExit status: 0 done; 1 an error cell, a failed verification of a variant that is not rejected, or a target\nmissed under --require-targets; 2 wrong usage.",
  ],
  positionals: { min: 1, max: 1 },
  options: {
    output: { type: "string", short: "o", value: "OUT.ipynb", help: "where the executed notebook goes" },
    report: { type: "string", value: "FILE.html", help: "writes the report, one page that opens offline" },
    json: { type: "string", value: "FILE.json", help: "writes the case as data" },
    parameter: {
      type: "string",
      short: "p",
      multiple: true,
      value: "name=value",
      help: "overrides a parameter of %%setup; may be repeated",
    },
    budget: { type: "string", value: "30s", help: "time per comparison and sweep value" },
    quick: { type: "boolean", help: "three rounds and short samples: for trying out, never a verdict" },
    "require-targets": { type: "boolean", help: "exits 1 where a target is missed" },
  },
} as const satisfies CommandSpec;

export const CHECK = {
  name: "check",
  usage: "NOTEBOOK|CASE [-p name=value …] [--budget 30s]",
  summary: "Run again and compare with the record; exit 1 on a regression or a failed verification",
  positionals: { min: 1, max: 1 },
  options: {
    parameter: {
      type: "string",
      short: "p",
      multiple: true,
      value: "name=value",
      help: "overrides a parameter of %%setup; may be repeated",
    },
    budget: { type: "string", value: "30s", help: "time per comparison and sweep value" },
  },
} as const satisfies CommandSpec;

export const REPORT = {
  name: "report",
  usage: "NOTEBOOK|CASE [--out FILE] [--format html,md,json,pr]",
  summary: "Write the report from what is recorded; runs nothing",
  positionals: { min: 1, max: 1 },
  options: {
    out: {
      type: "string",
      value: "FILE",
      help: "where it goes, - prints it; with several formats each gets its own ending",
    },
    format: {
      type: "string",
      value: "html,md,json,pr",
      help: "one or several; by default from the ending of --out, else html",
    },
  },
} as const satisfies CommandSpec;

export const PROFILE = {
  name: "profile",
  usage: "export CASE|NOTEBOOK NAME [--format FORMAT] [--out FILE]",
  summary: "Write a recorded profile in another tool's format; runs nothing",
  positionals: { min: 1, max: 3 },
  options: {
    format: {
      type: "string",
      value: "cpuprofile|heapprofile|speedscope|collapsed|pprof",
      help: "cpuprofile by default",
    },
    heap: { type: "boolean", help: "the profile of allocations, not of time" },
    out: { type: "string", value: "FILE", help: "where it goes; by default beside the notebook" },
  },
} as const satisfies CommandSpec;

export const NEW = {
  name: "new",
  usage: "[TEMPLATE [FILE]] [--force]",
  summary: "Start a case study from a template; without one, list them",
  positionals: { min: 0, max: 2 },
  options: {
    force: { type: "boolean", help: "replaces a file that is there" },
  },
} as const satisfies CommandSpec;

export const FORMAT = {
  name: "format",
  usage: "NOTEBOOK … [--check]",
  summary: "Format a notebook's TypeScript with prettier; nothing else in the file changes",
  about: [
    "Cells keep their magics, ids, outputs and metadata; what cannot be parsed stays as it is. A prettier configuration\nor .editorconfig beside the notebook is followed. Exit status: 1 where --check finds something to format.",
  ],
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    check: { type: "boolean", help: "lists what would change and writes nothing" },
  },
} as const satisfies CommandSpec;

export const LINT = {
  name: "lint",
  usage: "NOTEBOOK … [--check]",
  summary: "Name what costs in a notebook's timed code, and what to write instead; exit 1 on warnings",
  about: [
    "Looked at are %%setup and variants: holey arrays, allocation in loops, mixed numbers and more (%lint --rules lists\nthem). `// lint-ignore RULE why` on a line or above it silences a rule there.",
  ],
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  options: {
    check: { type: "boolean", help: "one line for each notebook, without the warnings themselves" },
  },
} as const satisfies CommandSpec;

/** These four are parsed where they live; the list needs their summaries only. */
const ELSEWHERE: readonly CommandSpec[] = [
  entry(
    "install",
    "[--user | --prefix DIR | --sys-prefix] [--name NAME]",
    "Make the kernel known to Jupyter",
  ),
  entry(
    "uninstall",
    "[--user | --prefix DIR | --sys-prefix] [--name NAME]",
    "Take the kernel out of Jupyter",
  ),
  entry("doctor", "", "Check that all parts work on this machine"),
  entry("kernel", "--connection-file FILE", "Serve a Jupyter frontend; Jupyter itself calls this"),
];

export const SPECS: readonly CommandSpec[] = [RUN, REPORT, PROFILE, NEW, CHECK, FORMAT, LINT, ...ELSEWHERE];

function entry(name: string, usage: string, summary: string): CommandSpec {
  return { name, usage, summary, positionals: { min: 0, max: 0 }, options: {} };
}
