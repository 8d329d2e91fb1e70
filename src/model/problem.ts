/** Expected errors as values: what went wrong, the value got, what to do next. */

export interface Problem {
  /** Shown as the error's name in a notebook: `UsageError`, `CompileError`, `ForkTimeout`. */
  readonly name: string;
  /** One sentence: what, the value got, what to do next. */
  readonly message: string;
  /** Excerpt with a caret, diagnostics, or a traceback in the cell's lines; already plain text. */
  readonly detail?: readonly string[];
}

/** Carries a problem to the cell's edge. Anything else that is thrown is a bug in benchbook and shows its stack. */
export class UserError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: { cause?: unknown }) {
    super(problem.message, options);
    this.name = problem.name;
    this.problem = problem;
  }
}

export function usageError(message: string, detail?: readonly string[]): UserError {
  return new UserError(detail ? { name: "UsageError", message, detail } : { name: "UsageError", message });
}
