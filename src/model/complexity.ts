/**
 * How hard a function is to read, as counts over its syntax. The number of independent paths is McCabe's ("A Complexity
 * Measure", IEEE Transactions on Software Engineering 2(4), 1976): one, and one for each decision.
 */

export interface FunctionComplexity {
  /** As declared, or assigned to; `(anonymous)`; `(cell)` for the statements that stand in no function. */
  readonly name: string;
  /** Null: the variant's cell; else a file that it imports. */
  readonly file: string | null;
  /** First and last line, 1-based. */
  readonly line: number;
  readonly endLine: number;
  /** Its lines; of `(cell)` those in no function. */
  readonly lines: number;
  /** Independent paths: 1 and one per `if`, loop, `case`, `catch`, `?:`, `&&`, `||`, `??`. */
  readonly cyclomatic: number;
  /** Deepest control structure within another; an `else if` is no deeper than its `if`. */
  readonly nesting: number;
}

export type ComplexityMeasure = "cyclomatic" | "nesting" | "lines";
export type ComplexityLevel = "fine" | "high" | "very high";

/**
 * Above the first a function is `high`, above the second `very high`. Ten paths are McCabe's own bound, twenty that of
 * the Software Engineering Institute (CMU/SEI-97-HB-001) for more than moderate risk; four levels and fifty lines are
 * the defaults of ESLint's `max-depth` and `max-lines-per-function`.
 */
export const COMPLEXITY_LIMITS: Readonly<
  Record<ComplexityMeasure, { readonly high: number; readonly veryHigh: number }>
> = {
  cyclomatic: { high: 10, veryHigh: 20 },
  nesting: { high: 4, veryHigh: 6 },
  lines: { high: 50, veryHigh: Number.POSITIVE_INFINITY },
};

export function complexityLevel(measure: ComplexityMeasure, value: number): ComplexityLevel {
  const { high, veryHigh } = COMPLEXITY_LIMITS[measure];
  return value > veryHigh ? "very high" : value > high ? "high" : "fine";
}
