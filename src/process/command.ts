/** Runs a short command of the system, such as `git rev-parse HEAD`, without a shell. */
import { execFile } from "node:child_process";

export interface CommandOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** ms, 5000 by default. */
  readonly timeout?: number;
  /** The whole environment; by default this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface CommandResult {
  /** Exit status 0. False also where there is no such command, or where it took too long. */
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Never rejects: what a command does is in the result. */
export function runCommand(options: CommandOptions): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(
      options.command,
      [...options.args],
      {
        timeout: options.timeout ?? 5000,
        killSignal: "SIGKILL",
        maxBuffer: 16 * 1024 * 1024,
        windowsHide: true,
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.env === undefined ? {} : { env: { ...options.env } }),
      },
      (error, stdout, stderr) =>
        resolve({ ok: error === null, stdout, stderr: stderr || (error?.message ?? "") }),
    );
  });
}
