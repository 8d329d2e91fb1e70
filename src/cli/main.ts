/** `benchbook COMMAND …`: finds the command, runs it, and words what went wrong. */
import { closest, distance } from "fastest-levenshtein";
import { UserError, usageError } from "../model/problem.js";
import { benchbookVersion } from "../store/version.js";
import { commandHelp } from "./arguments.js";
import { type Command, type CommandIo, EXIT } from "./io.js";
import { SPECS } from "./specs.js";
import { plainText } from "./terminal.js";

/** Loaded when called: each command brings only what it needs. */
export type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** `more` are commands that live outside this folder, such as `kernel`. */
export async function main(argv: readonly string[], io: CommandIo, more: Commands = {}): Promise<number> {
  try {
    return await dispatch(argv, io, { ...COMMANDS, ...more });
  } catch (error) {
    return explain(error, io);
  }
}

const COMMANDS: Commands = {
  run: async () => {
    const [{ createRunCommand }, { createRuntime }] = await Promise.all([
      import("./run.js"),
      import("../runtime/index.js"),
    ]);
    return createRunCommand(createRuntime);
  },
  check: async () => {
    const [{ createCheckCommand }, { createRuntime }] = await Promise.all([
      import("./check.js"),
      import("../runtime/index.js"),
    ]);
    return createCheckCommand(createRuntime);
  },
  report: async () => (await import("./report.js")).reportCommand,
  profile: async () => (await import("./profile.js")).profileCommand,
  new: async () => (await import("./new.js")).newCommand,
  format: async () => (await import("./format.js")).formatCommand,
  lint: async () => (await import("./lint.js")).lintCommand,
  install: async () => (await import("./install.js")).installCommand,
  uninstall: async () => (await import("./uninstall.js")).uninstallCommand,
  doctor: async () => (await import("./doctor.js")).doctorCommand,
};

async function dispatch(argv: readonly string[], io: CommandIo, commands: Commands): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined) {
    io.stderr.write(usage());
    return EXIT.usage;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    const spec = SPECS.find((spec) => spec.name === rest[0]);
    io.stdout.write(spec ? commandHelp(spec) : usage());
    return EXIT.done;
  }
  if (name === "--version" || name === "-v" || name === "version") {
    io.stdout.write(`${await benchbookVersion()}\n`);
    return EXIT.done;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) throw unknownCommand(name, Object.keys(commands));
  const command = await load();
  return command(rest, io);
}

function unknownCommand(name: string, known: readonly string[]): UserError {
  if (name.startsWith("-")) return usageError(`there is no option ${name}; see benchbook --help`);
  const near = closest(name, known);
  const meant = distance(name, near) <= 2 ? `; did you mean ${near}? See` : "; see";
  return usageError(`there is no command ${name}${meant} benchbook --help`);
}

function usage(): string {
  const width = Math.max(...SPECS.map(({ name }) => name.length)) + 2;
  const lines = SPECS.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  return [
    "benchbook: performance experiments in TypeScript, as notebooks",
    "",
    ...lines,
    "",
    "  benchbook COMMAND --help shows a command's options; --version the version.",
    "  To begin: benchbook new template study.ipynb, then benchbook run study.ipynb",
    "",
  ].join("\n");
}

/** An expected error is one sentence; anything else is a bug and shows its stack. */
function explain(error: unknown, io: CommandIo): number {
  if (error instanceof UserError) {
    const { name, message, detail = [] } = error.problem;
    const lines = [`benchbook: ${message}`, ...detail.map((line) => `  ${line}`)];
    io.stderr.write(`${plainText(lines.join("\n"))}\n`);
    return name === "UsageError" ? EXIT.usage : EXIT.bad;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(
    `benchbook: this is a bug in benchbook; please report it with these lines:\n${plainText(stack)}\n`,
  );
  return EXIT.bad;
}
