/** `--build "npm run build"`: runs before the cell is bundled, without a shell. */
import { UserError } from "../model/problem.js";
import { runLong } from "../process/long-command.js";

/** ms. A build that takes longer waits for something. */
const LIMIT = 10 * 60_000;
/** Lines of a failed build's output that are shown. */
const SHOWN = 30;

export interface BuildStep {
  readonly command: string;
  /** Where it runs. */
  readonly folder: string;
  /** `main (1a2b3c4)`, or `the working tree`. */
  readonly where: string;
  readonly signal: AbortSignal;
}

/** Throws a UserError with the end of its output where it fails. */
export async function runBuild(step: BuildStep): Promise<void> {
  const { command, where, folder } = step;
  const [program, ...args] = commandWords(command);
  if (program === undefined)
    throw failure("--build needs a command, such as `npm run build`, and got an empty one");
  const result = await runLong({ command: program, args, cwd: folder, timeout: LIMIT, signal: step.signal });
  const detail = result.output.trimEnd().split("\n").slice(-SHOWN);
  switch (result.kind) {
    case "done":
      return;
    case "failed": {
      const how = result.code === null ? "was killed" : `ended with status ${result.code}`;
      throw failure(
        `the build of ${where} failed: \`${command}\` ${how}; mend it and run the cell again`,
        detail,
      );
    }
    case "not-started":
      throw failure(
        `the build of ${where} could not start: there is no program \`${program}\`; --build takes a program and its arguments, no shell syntax`,
      );
    case "timeout":
      throw failure(
        `the build of ${where} did not end in ${LIMIT / 60_000} minutes: \`${command}\`; give a build that ends, without --watch`,
        detail,
      );
    case "aborted":
      throw new UserError({ name: "Interrupted", message: `the build of ${where} was interrupted` });
  }
}

function failure(message: string, detail: readonly string[] = []): UserError {
  return new UserError({ name: "BuildError", message: `${message}.`, detail });
}

/** `npm run "my build"` → three words. */
export function commandWords(command: string): readonly string[] {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
}
