/** Figures that show what charts must cope with; golden files and the gallery are drawn of them. */
import type { Figure } from "../../src/charts/figure.js";
import { type ForkRow, forksFigure } from "../../src/charts/figures/forks.js";
import { gflopsFigure } from "../../src/charts/figures/gflops.js";
import { progressFigure } from "../../src/charts/figures/progress.js";
import { roundsFigure } from "../../src/charts/figures/rounds.js";
import type { Row, RowStatus } from "../../src/charts/figures/rows.js";
import { samplesFigure } from "../../src/charts/figures/samples.js";
import { type SizeSeries, sizeFigure } from "../../src/charts/figures/size.js";
import { speedupFigure } from "../../src/charts/figures/speedup.js";
import { timeFigure } from "../../src/charts/figures/time.js";
import type { Role } from "../../src/model/case.js";
import { TUNING_SAMPLES } from "./tuning-samples.js";

interface RowExtras {
  readonly role?: Role;
  readonly status?: RowStatus;
  /** Relative half-width of the interval; null for none. */
  readonly spread?: number | null;
}

export function row(
  name: string,
  estimate: number,
  { role = "optimization", status = "ok", spread = 0.03 }: RowExtras = {},
): Row {
  const low = spread === null ? null : estimate * (1 - spread);
  const high = spread === null ? null : estimate * (1 + spread);
  return { name, role, status, estimate, low, high };
}

const matmul: readonly Row[] = [
  row("naive", 55.3e6, { role: "baseline" }),
  row("ikj", 16.2e6),
  row("transposed", 21.9e6, { status: "rejected", spread: 0.1 }),
  row("blocked", 9.6e6),
  row("float64", 8.1e6, { status: "unverified" }),
  row("blas", 6.4e6, { role: "reference" }),
];

const twelve: readonly Row[] = Array.from({ length: 12 }, (_, index) =>
  row(index === 0 ? "naive" : `step ${index}: tile ${2 ** index}`, 5.3e9 * 0.75 ** index, {
    role: index === 0 ? "baseline" : "optimization",
    status:
      (["ok", "ok", "ok", "rejected", "ok", "unverified", "ok", "stale", "failed"] as const)[index] ?? "ok",
  }),
);

const hostile: readonly Row[] = [
  row("<script>alert(1)</script>", 55.3e6, { role: "baseline" }),
  row('a "quoted" & <b>bold</b> name with $x^2$ and more words to come', 41e6),
  row("sixty characters of a name that nobody would ever type by hand", 30e6, { status: "stale" }),
  row("行列の積 🚀", 20e6, { status: "failed" }),
];

const ratios: readonly Row[] = [
  row("ikj", 3.42),
  row("transposed", 0.82, { status: "rejected", spread: 0.1 }),
  row("blocked", 5.76),
  row("float64", 6.83, { status: "unverified" }),
  row("blas", 8.64, { role: "reference" }),
];

const sizes = [64, 128, 256, 512, 1024];

function overSizes(name: string, value: (n: number) => number) {
  return {
    name,
    points: sizes.map((size) => ({
      size,
      estimate: value(size),
      low: value(size) * 0.95,
      high: value(size) * 1.06,
    })),
  };
}

function withLaw(name: string, knee: number | null, value: (n: number) => number): SizeSeries {
  const curve = [64, ...(knee === null ? [] : [knee]), 1024].map((size) => ({ size, value: value(size) }));
  return { ...overSizes(name, value), law: { label: "n^2.00", curve, knee } };
}

const LONG = "sixty characters of a name that nobody would ever type by hand";

/** Forks that no random number is drawn for, so that the picture stays. */
function forkRow(name: string, time: number, count: number, spread = 0.01): ForkRow {
  const forks = Array.from({ length: count }, (_, fork) => ({
    estimate: time * (1 + spread * (1 + Math.sin(fork * 2.3)) ** 2),
    unsteady: fork === 4,
  }));
  const times = forks.map((fork) => fork.estimate).sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] as number;
  const ends = count < 6 ? [at(0), at(1)] : [at(0.3), at(0.8)];
  return {
    ...{ name, role: name === "naive" ? "baseline" : "optimization", forks },
    ...{ estimate: at(0.5), low: ends[0] as number, high: ends[1] as number, range: count < 6 },
  };
}

function rounds(count: number, against: number, variant: number) {
  return Array.from({ length: count }, (_, round) => ({
    round,
    against: against * (1 + 0.02 * Math.sin(round * 2.3)),
    variant: variant * (1 + 0.02 * Math.sin(round * 3.1)),
  }));
}

/** A warm-up, then a level with strays. */
function warming(count: number): number[] {
  return Array.from(
    { length: count },
    (_, index) =>
      5e6 *
      (1 + 0.8 * Math.exp((-15 * index) / count)) *
      (index % 97 === 50 ? 1.3 : 1 + 0.01 * Math.sin(index) ** 2),
  );
}

export const SAMPLES: Readonly<Record<string, Figure>> = {
  time: timeFigure(matmul, { value: 10e6, label: "target 10 ms" }),
  "time-one": timeFigure([row("naive", 55.3e6, { role: "baseline" })]),
  "time-twelve": timeFigure(twelve),
  "time-huge-range": timeFigure(
    [row("naive", 5.3e9, { role: "baseline" }), row("ikj", 0.53e9), row("simd", 4.9e6), row("lookup", 310)],
    { value: 50e6, label: "target 50 ms" },
  ),
  "time-equal": timeFigure([row("a", 1e3, { role: "baseline", spread: 0 }), row("b", 1e3, { spread: 0 })]),
  "time-without-intervals": timeFigure(matmul.map((one) => ({ ...one, low: null, high: null }))),
  "time-hostile-names": timeFigure(hostile),
  "time-none": timeFigure([]),
  "time-few-forks": timeFigure([
    { ...row("naive", 55.3e6, { role: "baseline" }), range: true },
    row("ikj", 16e6),
  ]),
  speedup: speedupFigure(ratios, { baseline: "naive", target: { value: 10, label: "target 10×" } }),
  "speedup-huge-range": speedupFigure([row("ikj", 10), row("lookup", 17_000), row("worse", 0.2)], {
    baseline: "naive",
  }),
  gflops: gflopsFigure(
    [row("naive", 0.607e9, { role: "baseline" }), row("ikj", 2.07e9), row("blocked", 3.5e9)],
    { value: 4e9, label: "target 4 GFLOPS" },
  ),
  "size-time": sizeFigure({
    parameter: "n",
    quantity: "time",
    series: [
      overSizes("naive", (n) => 3.3 * n ** 3),
      overSizes("ikj", (n) => 0.9 * n ** 2.95),
      overSizes("blocked", (n) => 0.5 * n ** 2.9),
    ],
  }),
  "size-flops": sizeFigure({
    parameter: "n",
    quantity: "flops",
    series: [
      overSizes("naive", (n) => 0.6e9 - n * 1e5),
      overSizes("ikj", (n) => 2.1e9 - n * 2e5),
      overSizes("blocked", () => 3.5e9),
    ],
  }),
  "size-laws": sizeFigure({
    parameter: "n",
    quantity: "time",
    series: [
      withLaw("naive", 256, (n) => 3 * n ** 2 * Math.max(1, n / 256) ** 1.5),
      withLaw(LONG, null, (n) => 0.5 * n ** 2),
    ],
  }),
  "size-eight-laws": sizeFigure({
    parameter: "length of the text",
    quantity: "time",
    series: Array.from({ length: 8 }, (_, index) =>
      withLaw(`variant ${index}`, [null, 128, 256, 512][index % 4] ?? null, (n) => 3 ** index * n),
    ),
  }),
  forks: forksFigure([forkRow("naive", 55.3e6, 12), forkRow("ikj", 16.2e6, 48)]),
  "forks-one": forksFigure([forkRow("naive", 55.3e6, 3)]),
  "forks-alike": forksFigure([forkRow("naive", 55.3e6, 12), forkRow(LONG, 56.1e6, 12)]),
  "forks-eight": forksFigure(
    [3, 6, 12, 24, 48, 6, 48, 3].map((count, index) =>
      forkRow(
        index === 0 ? "naive" : `step ${index}`,
        5.3e9 * 0.05 ** index,
        count,
        index === 4 ? 0.1 : 0.01,
      ),
    ),
  ),
  "forks-stray": forksFigure([
    {
      ...forkRow("naive", 1e6, 6),
      forks: [1e6, 1.01e6, 3e7].map((estimate) => ({ estimate, unsteady: false })),
    },
  ]),
  "forks-none": forksFigure([]),
  rounds: roundsFigure({ variant: "ikj", against: "naive", rounds: rounds(12, 55.3e6, 16.2e6) }),
  "rounds-alike": roundsFigure({ variant: LONG, against: "naive", rounds: rounds(48, 55.3e6, 55e6) }),
  "rounds-huge-range": roundsFigure({ variant: "lookup", against: "naive", rounds: rounds(3, 5.3e9, 310) }),
  "rounds-none": roundsFigure({ variant: "lookup", against: "naive", rounds: [] }),
  "fork-samples": samplesFigure({
    ...{ name: "ikj", samples: warming(60), steadyFrom: 20 },
    ...{ estimate: 5e6, estimator: "p10", batch: 1 },
  }),
  "fork-samples-many": samplesFigure({
    ...{ name: LONG, samples: warming(3000), steadyFrom: 900 },
    ...{ estimate: 5.03e6, estimator: "mean", batch: 16_384 },
  }),
  "fork-samples-cold": samplesFigure({
    ...{ name: "lookup", samples: [900, 800, 60, 20, ...warming(40).map((ns) => ns / 5e5)], steadyFrom: 6 },
    ...{ estimate: 10, estimator: "p10", batch: 100_000 },
  }),
  "fork-samples-few": samplesFigure({
    ...{ name: "slow", samples: [3.2e9, 3.1e9], steadyFrom: 0 },
    ...{ estimate: 3.11e9, estimator: "p10", batch: 1 },
  }),
  progress: progressFigure(matmul, { value: 10e6, label: "target 10 ms" }),
  "progress-twelve": progressFigure(twelve, { value: 50e6, label: "target 50 ms" }),
  "progress-hostile-names": progressFigure(hostile),
  ...TUNING_SAMPLES,
};
