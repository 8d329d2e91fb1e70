/** A command that failed: how it ended, its last words, and the line of the script where the shell tells it. */

export const COMMAND_ERROR = "CommandError";

export interface CommandEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** The end of its standard error. */
  readonly stderr: string;
}

/** `message` goes on after "The command of gzip"; `stack` is what stands below it. */
export class CommandError extends Error {
  override readonly name = COMMAND_ERROR;
  constructor(message: string, detail: readonly string[] = []) {
    super(message);
    this.stack = detail.join("\n");
  }
}

/** Statuses that POSIX gives to a shell: 2.8.2, exit status for commands. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;
const SIGNALLED = 128;
const SHOWN = 12;

/** `name` is what the shell calls the script. */
export function commandError(end: CommandEnd, script: string, name: string): CommandError {
  const said = end.stderr.trimEnd().split("\n").slice(-SHOWN);
  const line = lineOf(end.stderr, script, name);
  const place = line === null ? "" : ` at line ${line}`;
  const last = said.findLast((text) => text.trim() !== "");
  const words = last === undefined ? "; it wrote nothing to its standard error" : `: ${clean(last, name)}`;
  return new CommandError(`${howEnded(end)}${place}${words}${adviceFor(end)}`, [
    ...(line === null ? [] : excerpt(script, line)),
    ...(last === undefined ? [] : said),
  ]);
}

function howEnded({ code, signal }: CommandEnd): string {
  if (signal !== null) return `was ended by ${signal}`;
  if (code === NOT_FOUND) return "was not found (exit status 127)";
  if (code === NOT_EXECUTABLE) return "could not be executed (exit status 126)";
  const other =
    code !== null && code > SIGNALLED && code <= SIGNALLED + 64 ? `, signal ${code - SIGNALLED}` : "";
  return `ended with exit status ${code}${other}`;
}

function adviceFor({ code, signal }: CommandEnd): string {
  if (signal === "SIGKILL" || code === SIGNALLED + 9)
    return "; most often the machine ran out of memory: make the workload smaller";
  if (code === NOT_FOUND) return "; install it, or correct its name";
  return "";
}

/** dash: `name: 2: …`; bash: `name: line 2: …`. */
function lineOf(stderr: string, script: string, name: string): number | null {
  const prefix = `${name}: `;
  const told = stderr
    .split("\n")
    .flatMap((text) =>
      text.startsWith(prefix) ? [/^(?:-c: )?(?:line )?(\d+): /.exec(text.slice(prefix.length))] : [],
    )
    .findLast((match) => match !== null);
  if (told) return Number(told[1]);
  // Without a word of the shell, it can only be told where there is one line.
  const lines = script.split("\n").flatMap((text, index) => (isCommand(text) ? [index + 1] : []));
  return lines.length === 1 ? (lines[0] ?? null) : null;
}

function isCommand(text: string): boolean {
  return text.trim() !== "" && !text.trim().startsWith("#");
}

/** Without the shell's name for the script. */
function clean(text: string, name: string): string {
  const bare = text.startsWith(`${name}: `) ? text.slice(name.length + 2) : text;
  return bare.replace(/^(?:-c: )?(?:line )?\d+: /, "");
}

/**
 *     2 | gzip -k missing
 */
function excerpt(script: string, line: number): string[] {
  const text = script.split("\n")[line - 1];
  return text === undefined || text.trim() === "" ? [] : [`  ${line} | ${text}`];
}
