/** Runs the command line in this process, with an environment of its own, and keeps what it writes. */
import { main } from "../../src/cli/main.js";
import { fakeIo } from "./command-io.js";

export interface CommandRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runCommandLine(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<CommandRun> {
  const io = fakeIo("/");
  const status = await main(argv, { ...io, env });
  return { status, stdout: io.out(), stderr: io.err() };
}
