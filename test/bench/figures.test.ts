import assert from "node:assert/strict";
import { test } from "node:test";
import { upperBound } from "./clopper-pearson.js";
import { fitLine } from "./line-fit.js";
import { parseOptions } from "./options.js";
import { tableText } from "./table-text.js";

test("none of n bounds a rate at 1 − 0.05^(1/n)", () => {
  for (const count of [1, 40, 200]) near(upperBound(0, count), 1 - 0.05 ** (1 / count));
});

test("bounds are those of the published tables", () => {
  near(upperBound(1, 10), 0.3942, 1e-4);
  near(upperBound(5, 10), 0.7776, 1e-4);
  near(upperBound(1, 20, 0.975), 0.2487, 1e-4);
});

test("four false claims of 200 keep the bound under five percent, and five do not", () => {
  assert.ok(upperBound(4, 200) < 0.05);
  assert.ok(upperBound(5, 200) > 0.05);
});

test("a rate of one cannot be bounded, nor can no experiments", () => {
  assert.deepEqual([upperBound(3, 3), upperBound(0, 0)], [1, 1]);
});

test("a line is found with its residuals", () => {
  const exact = fitLine([1, 2, 4, 64].map((x) => ({ x, y: 2 + 0.75 * x })));
  near(exact.slope, 0.75);
  near(exact.intercept, 2);
  assert.ok(exact.largest < 1e-12);
});

test("a point off the line by a tenth shows so, whatever its size", () => {
  const points = [1, 2, 4, 8, 16, 32, 64].map((x) => ({ x, y: 5 + x }));
  for (const at of [0, 6]) {
    const moved = points.map(({ x, y }, index) => ({ x, y: index === at ? y * 1.1 : y }));
    const { largest, typical } = fitLine(moved);
    assert.ok(largest > 0.03 && largest < 0.1 && typical < largest, `${largest}`);
  }
});

test("a table's columns line up: words to the left, figures to the right", () => {
  const text = tableText({
    columns: ["tool", "claims"],
    rows: [
      ["ours", "0"],
      ["theirs", "12"],
    ],
  });
  assert.equal(text, ["tool    claims", "──────  ──────", "ours         0", "theirs      12"].join("\n"));
});

test("options name tables, and refuse what is none", () => {
  const { only, experiments, quick } = parseOptions(["--only", "a,c", "--quick"]);
  assert.deepEqual([only, experiments, quick], [["a", "c"], 2, true]);
  assert.equal(parseOptions([]).experiments, 40);
  assert.throws(() => parseOptions(["--only", "z"]), /--only z: .*a, b, c, d, e/);
  assert.throws(() => parseOptions(["--experiments", "0"]), /--experiments 0/);
});

function near(actual: number, expected: number, within = 1e-9): void {
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, not ${expected}`);
}
