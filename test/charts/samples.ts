/** Figures that show what charts must cope with; golden files and the gallery are drawn of them. */
import type { Figure } from "../../src/charts/figure.js";
import { gflopsFigure } from "../../src/charts/figures/gflops.js";
import { progressFigure } from "../../src/charts/figures/progress.js";
import type { Row, RowStatus } from "../../src/charts/figures/rows.js";
import { sizeFigure } from "../../src/charts/figures/size.js";
import { speedupFigure } from "../../src/charts/figures/speedup.js";
import { timeFigure } from "../../src/charts/figures/time.js";
import type { Role } from "../../src/model/case.js";

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
  progress: progressFigure(matmul, { value: 10e6, label: "target 10 ms" }),
  "progress-twelve": progressFigure(twelve, { value: 50e6, label: "target 50 ms" }),
  "progress-hostile-names": progressFigure(hostile),
};
