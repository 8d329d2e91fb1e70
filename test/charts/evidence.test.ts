import assert from "node:assert/strict";
import { test } from "node:test";
import { forksFigure } from "../../src/charts/figures/forks.js";
import { roundsFigure } from "../../src/charts/figures/rounds.js";
import { samplesFigure, thinned } from "../../src/charts/figures/samples.js";
import { sizeFigure } from "../../src/charts/figures/size.js";

test("thinning keeps at most so many samples, in order, with the lowest and the highest of all", () => {
  const samples = Array.from({ length: 5000 }, (_, index) => 100 + Math.sin(index));
  samples[1234] = 900;
  samples[4321] = 1;
  const points = thinned(samples, 400);
  assert.ok(points.length <= 400 && points.length > 350);
  const indexes = points.map((point) => point.index);
  assert.deepEqual(
    indexes,
    indexes.toSorted((a, b) => a - b),
  );
  assert.ok(indexes.includes(1234) && indexes.includes(4321));
  for (const { index, value } of points) assert.equal(value, samples[index]);
  assert.deepEqual(thinned(samples, 400), points);
});

test("few samples are all drawn; equal ones are drawn once a stretch", () => {
  assert.equal(thinned([3, 1, 2], 400).length, 3);
  assert.equal(thinned(Array(1000).fill(7), 400).length, 200);
  assert.deepEqual(thinned([], 400), []);
});

const forks = (...times: number[]) => times.map((estimate) => ({ estimate, unsteady: false }));

test("variants whose times are alike share an axis of time, others stand by their difference from their median", () => {
  const row = (name: string, scale: number) => ({
    ...{ name, role: "optimization" as const, forks: forks(scale, 1.01 * scale, 1.02 * scale) },
    ...{ estimate: 1.01 * scale, low: scale, high: 1.02 * scale, range: true },
  });
  const alike = forksFigure([row("a", 1e6), row("b", 1.1e6)]);
  assert.deepEqual(alike.data[1]?.x, [1.1e6, 1.01 * 1.1e6, 1.02 * 1.1e6]);
  const apart = forksFigure([row("a", 1e6), row("b", 5)]);
  assert.deepEqual(
    apart.data[0]?.x.map((x) => x.toFixed(6)),
    apart.data[1]?.x.map((x) => x.toFixed(6)),
  );
  assert.ok(apart.layout.xaxis.ticktext.includes("0 %"));
});

test("forks that are not above zero have no dot; dots stay within their row", () => {
  const figure = forksFigure([
    {
      ...{ name: "a", role: "baseline", forks: forks(5, Number.NaN, 0, 6) },
      ...{ estimate: 5.5, low: 5, high: 6, range: true },
    },
  ]);
  assert.deepEqual(figure.data[0]?.x, [5, 6]);
  for (const y of figure.data[0]?.y ?? []) assert.ok(Math.abs(y) < 0.5);
});

test("a round's line says who was faster by its colour, its dash and the subtitle", () => {
  const figure = roundsFigure({
    variant: "ikj",
    against: "naive",
    rounds: [
      { round: 0, variant: 5, against: 10 },
      { round: 1, variant: 11, against: 10 },
      { round: 2, variant: 6, against: 10 },
    ],
  });
  assert.equal(figure.layout.title.subtitle?.text, "ikj was faster than naive in 2 of 3 rounds");
  const lines = figure.data.flatMap((trace) => (trace.type === "scatter" ? [trace] : []));
  assert.deepEqual(
    lines.map((one) => [one.y, one.line?.dash, one.showlegend]),
    [
      [[10, 5], "solid", true],
      [[10, 6], "solid", false],
      [[10, 11], "dash", true],
    ],
  );
  assert.notEqual(lines[0]?.line?.color, lines[2]?.line?.color);
});

test("a fork's warm-up is shaded up to the first steady sample, and its estimate is a line", () => {
  const base = { name: "ikj", samples: [9, 8, 5, 5, 5], estimate: 5, estimator: "p10", batch: 1 } as const;
  const figure = samplesFigure({ ...base, steadyFrom: 2 });
  const [warm, line] = figure.layout.shapes;
  assert.ok(warm?.type === "rect" && warm.x0 === 0.5 && warm.x1 === 2.5);
  assert.ok(line?.type === "line" && line.y0 === 5 && line.y1 === 5);
  assert.equal(samplesFigure({ ...base, steadyFrom: 0 }).layout.shapes.length, 1);
});

test("a law is a dotted line of its own, its exponent stands in the legend, its break is an upright line", () => {
  const figure = sizeFigure({
    parameter: "n",
    quantity: "time",
    series: [
      {
        name: "naive",
        points: [1, 2, 4].map((size) => ({ size, estimate: size ** 2, low: null, high: null })),
        law: {
          label: "n^2.00",
          curve: [
            { size: 1, value: 1 },
            { size: 4, value: 16 },
          ],
          knee: 2,
        },
      },
    ],
  });
  const [law, points] = figure.data;
  assert.ok(law?.type === "scatter" && law.mode === "lines" && law.line?.dash === "dot" && !law.showlegend);
  assert.equal(points?.name, "naive: n^2.00");
  assert.ok(points?.type === "scatter" && points.mode === "markers");
  assert.deepEqual(
    figure.layout.shapes.map(({ x0, x1 }) => [x0, x1]),
    [[2, 2]],
  );
});
