/** Grids of tunings: two parameters with points that failed, three parameters, numbers in a row, texts. */
import type { Figure } from "../../src/charts/figure.js";
import { tuningFigure } from "../../src/charts/figures/tuning.js";
import { type Trial, type TuningGrid, tuningPoints } from "../../src/model/tuning.js";
import type { Parameters } from "../../src/model/workload.js";

interface Sample {
  readonly name?: string;
  readonly grid: TuningGrid;
  /** ns; null for a point that failed, undefined for one that was not tried. */
  readonly time: (values: Parameters) => number | null | undefined;
}

function sample({ name = "tiled", grid, time }: Sample): Figure {
  const trials = tuningPoints(grid).map((values): Trial => {
    const estimate = time(values);
    const failure = estimate === null ? "another value than naive's: at [3] expected <1>, got 2" : null;
    return { values, estimate: estimate ?? null, forks: estimate ? 6 : 0, leftIn: estimate ? 0 : 1, failure };
  });
  const best = trials.reduce((a, b) =>
    (b.estimate ?? Number.POSITIVE_INFINITY) < (a.estimate ?? Number.POSITIVE_INFINITY) ? b : a,
  );
  const stayed = trials.map((trial) => (trial === best ? { ...trial, leftIn: null } : trial));
  const figure = tuningFigure({
    name,
    tuning: { grid, chosen: best.values, trials: stayed, at: { n: 512 } },
  });
  if (figure === null) throw new Error("a sample has something to draw");
  return figure;
}

const steps = (count: number) => Array.from({ length: count }, (_, index) => 2 ** (index + 2));

export const TUNING_SAMPLES: Readonly<Record<string, Figure>> = {
  "tuning-map": sample({
    grid: { T: [8, 16, 32, 64], U: [2, 4] },
    time({ T, U }) {
      if (T === 64 && U === 4) return null;
      return T === 8 && U === 4
        ? undefined
        : 4e6 * (1 + Math.abs(Math.log2(Number(T) / 32))) + Number(U) * 1e5;
    },
  }),
  "tuning-map-three": sample({
    grid: { tile: steps(10), unroll: [1, 2, 4, 8, 16], order: ["ikj", "kij"] },
    time: ({ tile, unroll, order }) =>
      1e6 * (1 + Math.abs(Math.log2(Number(tile) / 64)) * Number(unroll)) * (order === "ikj" ? 1 : 2),
  }),
  "tuning-map-alike": sample({ grid: { a: [1, 2], b: ["x<y>", "$z$"] }, time: () => 5e3 }),
  "tuning-line": sample({
    grid: { T: [4, 8, 16, 32, 64, 128] },
    time: ({ T }) => (T === 128 ? null : 1e6 * (2 + Math.abs(Math.log2(Number(T) / 16)))),
  }),
  "tuning-line-wide": sample({
    grid: { pause: [0, 10, 20, 30] },
    time: ({ pause }) => 1e3 * 9 ** (Number(pause) / 10),
  }),
  "tuning-texts": sample({
    name: "<b>sorted</b>",
    grid: { order: ["ikj", "kij", "a name that is long & <b>bold</b>"], n: [1] },
    time: ({ order }) => (order === "ikj" ? 3e6 : 4e6),
  }),
};
