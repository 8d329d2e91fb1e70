/** What a linter says about code that is timed: patterns that cost in V8, each with a reason and a remedy. */

/** Where a source stands, which tells what of it is timed. */
export type LintPlace =
  /** A variant's cell: the measured expression and every function that it reaches. */
  | "variant"
  /** A setup's cell: nothing is timed but the functions that variants call; its data is what they work on. */
  | "setup"
  /** A file that a variant imports: whatever it exports. */
  | "module";

export interface LintOptions {
  readonly place: LintPlace;
  /** Functions of this source that timed code elsewhere calls. */
  readonly called?: readonly string[];
}

export interface LintWarning {
  readonly rule: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Characters from there that it is about, within the line. */
  readonly length: number;
  /** The line as it is written. */
  readonly text: string;
  /** What stands there. */
  readonly message: string;
  readonly why: string;
  readonly instead: string;
}

/** A rule, for the list of all. */
export interface LintRule {
  readonly name: string;
  readonly why: string;
  readonly instead: string;
}
