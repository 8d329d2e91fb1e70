/** Ordinary least squares with a few columns: normal equations, solved by Gauss and Jordan's elimination. */

export interface Regression {
  readonly coefficients: readonly number[];
  /** What is left of each value. */
  readonly residuals: readonly number[];
  /** Sum of the squared residuals. */
  readonly rest: number;
  /**
   * `weights[column][row]`: how much of each value goes into each coefficient. A coefficient is this weighted sum of
   * the values, so its variance is the sum of the squared weights times the values' variances.
   */
  readonly weights: readonly (readonly number[])[];
}

/** Null where the columns do not tell the coefficients apart. */
export function leastSquares(
  columns: readonly (readonly number[])[],
  values: readonly number[],
): Regression | null {
  const inverse = inverted(columns.map((one) => columns.map((other) => dot(one, other))));
  if (inverse === null) return null;
  const weights = inverse.map((row) =>
    values.map((_, at) =>
      row.reduce((sum, share, column) => sum + share * (columns[column]?.[at] as number), 0),
    ),
  );
  const coefficients = weights.map((row) => dot(row, values));
  const residuals = values.map(
    (value, at) =>
      value - columns.reduce((sum, column, index) => sum + (column[at] as number) * coefficients[index]!, 0),
  );
  return { coefficients, residuals, rest: dot(residuals, residuals), weights };
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
}

function inverted(matrix: readonly (readonly number[])[]): number[][] | null {
  const size = matrix.length;
  const rows = matrix.map((row, at) => [
    ...row,
    ...Array.from({ length: size }, (_, index) => Number(index === at)),
  ]);
  const largest = Math.max(...matrix.flat().map(Math.abs));
  for (let at = 0; at < size; at++) {
    const below = rows.slice(at).map((row) => Math.abs(row[at] as number));
    const chosen = at + below.indexOf(Math.max(...below));
    [rows[at], rows[chosen]] = [rows[chosen]!, rows[at]!];
    const pivot = rows[at]![at] as number;
    if (!(Math.abs(pivot) > largest * 1e-12)) return null;
    rows[at] = rows[at]!.map((value) => value / pivot);
    for (let other = 0; other < size; other++) {
      if (other === at) continue;
      const times = rows[other]![at] as number;
      rows[other] = rows[other]!.map((value, index) => value - times * rows[at]![index]!);
    }
  }
  return rows.map((row) => row.slice(size));
}
