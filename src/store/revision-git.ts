/** Asks git about the repository around a folder. Variables of a hook that runs us must not lead it elsewhere. */
import { UserError } from "../model/problem.js";
import { type CommandResult, runCommand } from "../process/command.js";

/** ms; checking out a large repository takes its time. */
const TIMEOUT = 120_000;

const MISLEADING = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"];

export type Git = (
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Promise<CommandResult & { readonly line: string }>;

export function gitIn(folder: string): Git {
  const plain: Record<string, string | undefined> = {
    ...process.env,
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
  };
  for (const name of MISLEADING) delete plain[name];
  return async (args, env = {}) => {
    const result = await runCommand({
      command: "git",
      args,
      cwd: folder,
      timeout: TIMEOUT,
      env: { ...plain, ...env },
    });
    return { ...result, line: result.stdout.trim() };
  };
}

/** Throws a UserError that says why there is none. */
export async function repositoryOf(folder: string): Promise<string> {
  const found = await gitIn(folder)(["rev-parse", "--show-toplevel"]);
  if (found.ok && found.line !== "") return found.line;
  if (/ENOENT/.test(found.stderr)) throw gitError("--rev needs git, and there is no command git; install it");
  if (/not a git repository/.test(found.stderr))
    throw gitError(
      `--rev needs a git repository, and ${folder} is in none; run \`git init\` and commit, or write the older code into the cell`,
    );
  throw gitError(`git cannot read the repository of ${folder}: ${lastWords(found.stderr)}`);
}

export function gitError(message: string): UserError {
  return new UserError({ name: "RevisionError", message: `${message}.` });
}

/** Git's own complaint, without its prefix. */
export function lastWords(stderr: string): string {
  const [line] = stderr
    .trim()
    .split("\n")
    .filter((text) => !text.startsWith("hint:"));
  return (line ?? "no reason given").replace(/^(fatal|error): /, "").replace(/\.$/, "");
}
