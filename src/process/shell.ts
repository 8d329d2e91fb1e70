/**
 * Runs command lines by the system's shell: `/bin/sh -e -c SCRIPT NAME`. The shell stays in the process group of this
 * process, so that whoever ends a fork ends what its commands started too.
 */
import { type ChildProcess, spawn } from "node:child_process";

export const SHELL = "/bin/sh";

export interface ShellOptions {
  readonly script: string;
  /** `$0`: what the shell calls the script in its messages. */
  readonly name: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** File descriptors of this process. */
  readonly stdout: number;
  readonly stderr: number;
  /** A program that starts the shell and watches it, and its descriptor 3. */
  readonly watcher?: { readonly command: readonly [string, ...string[]]; readonly report: number };
}

export interface ShellEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface ShellRun {
  /** Rejects where the shell could not be started. */
  readonly ended: Promise<ShellEnd>;
  /** SIGKILL for the shell alone. */
  kill(): void;
}

export function runShell({ script, name, env, stdout, stderr, watcher }: ShellOptions): ShellRun {
  const [command, ...args] = [...(watcher?.command ?? []), SHELL, "-e", "-c", script, name];
  let started: ChildProcess | null = null;
  const ended = new Promise<ShellEnd>((resolve, reject) => {
    started = spawn(command as string, args, {
      env: { ...env },
      stdio: ["ignore", stdout, stderr, ...(watcher ? [watcher.report] : [])],
    });
    started.once("error", reject);
    started.once("exit", (code, signal) => resolve({ code, signal }));
  });
  return { ended, kill: () => void started?.kill("SIGKILL") };
}
