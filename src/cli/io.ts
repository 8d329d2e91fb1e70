/** What a command touches of the outside: its two streams, its folder and the user's interrupt. */

export interface CommandIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. */
  readonly cwd: string;
  /** Standard output is a terminal, where a line may be written over. */
  readonly isTerminal: boolean;
  /** Width of the terminal; 80 where it is not known. */
  readonly columns: number;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Arguments after the command's name → exit status: 0 done, 1 a bad result, 2 wrong usage. */
export type Command = (argv: readonly string[], io: CommandIo) => Promise<number>;

export const EXIT = { done: 0, bad: 1, usage: 2, interrupted: 130 } as const;
