import assert from "node:assert/strict";
import { test } from "node:test";
import { leastSquares } from "../../src/stats/least-squares.js";
import { studentQuantile } from "../../src/stats/student.js";

test("the quantiles of Student's t are those of printed tables", () => {
  // Abramowitz and Stegun, table 26.10; the last is the normal distribution's.
  const tables = [
    [0.975, 1, 12.706],
    [0.975, 2, 4.303],
    [0.975, 10, 2.228],
    [0.95, 5, 2.015],
    [0.995, 30, 2.75],
    [0.975, Number.POSITIVE_INFINITY, 1.96],
  ] as const;
  for (const [share, freedom, expected] of tables)
    assert.ok(Math.abs(studentQuantile(share, freedom) - expected) < 0.0006, `${share}, ${freedom}`);
  assert.equal(studentQuantile(0.5, 3) < 1e-9, true);
  assert.equal(studentQuantile(0.975, 0), Number.POSITIVE_INFINITY);
});

test("least squares finds the coefficients, what is left, and how much each value weighs", () => {
  const columns = [
    [1, 1, 1, 1],
    [0, 1, 2, 3],
  ];
  const fit = leastSquares(columns, [1, 3, 5, 7]);
  assert.ok(fit);
  assert.ok(Math.abs(fit.coefficients[0]! - 1) < 1e-12 && Math.abs(fit.coefficients[1]! - 2) < 1e-12);
  assert.ok(fit.rest < 1e-20);
  assert.deepEqual(
    fit.weights[1]!.map((weight) => Math.round(weight * 1e9) / 1e9),
    [-0.3, -0.1, 0.1, 0.3],
  );
  assert.equal(
    leastSquares(
      [
        [1, 1],
        [2, 2],
      ],
      [1, 2],
    ),
    null,
  );
});
