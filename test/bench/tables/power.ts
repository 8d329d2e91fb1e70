/** (d) Power: 5 % more steps of 10 µs are a true difference of 5 %. Who finds it, and on which side? */
import type { MeasureOutcome } from "../../../src/model/ports/engine.js";
import { formatDuration, formatPercent } from "../../../src/model/units.js";
import { forksOf } from "../../../src/stats/forks.js";
import { median, quantile } from "../../../src/stats/quantile.js";
import { mean } from "../../../src/stats/summary.js";
import { runExperiments, shareOf, type Table } from "../table.js";
import { fivePercent, reordered, TRUE_RATIO } from "../works.js";

interface Experiment {
  /** Which of the two it says is faster, where it says so. */
  readonly claim: "right" | "wrong" | "none";
  /** Of the slow one's time to the fast one's. */
  readonly ratio: number;
  /** Relative standard deviation of one variant's estimates over its processes; null where there is one process. */
  readonly forkSpread: number | null;
  readonly rounds: number;
  readonly spent: number;
}

const MARGIN = 0.02;

export const power: Table = {
  key: "d",
  title: "Power: a true difference of 5 %",
  async run(bench) {
    const count = shareOf(bench, 1 / 2);
    const tools = [
      {
        name: "benchbook, verdict",
        perform: async (experiment: number) =>
          ofOutcome(await bench.ours.measure(fivePercent, { seed: bench.options.seed + experiment })),
      },
      ...bench.peers.map((peer) => ({
        name: `${peer.name}, median over 2 %`,
        async perform(experiment: number): Promise<Experiment> {
          const { times, spent } = await bench.runPeer(
            peer,
            reordered(fivePercent, `${bench.options.seed}/${experiment}`),
          );
          const [fast, slow] = [times.get("fast"), times.get("slow")];
          const ratio = (slow?.median ?? Number.NaN) / (fast?.median ?? Number.NaN);
          const claim = ratio > 1 + MARGIN ? "right" : ratio < 1 / (1 + MARGIN) ? "wrong" : "none";
          return { claim, ratio, forkSpread: null, rounds: 1, spent };
        },
      })),
    ];
    const results = await runExperiments(bench, { key: "d", count, tools });
    return {
      columns: [
        "tool, and what it is read by",
        "found",
        "wrong side",
        "difference, median",
        "10th to 90th percentile",
        "spread between forks",
        "processes of each",
        "time, median",
        "time, longest",
      ],
      rows: [...results]
        .filter(([, experiments]) => experiments.length > 0)
        .map(([tool, experiments]) => rowOf(tool, experiments)),
      notes: [
        `Runs: ${count} (half of --experiments). The truth is ${formatPercent(TRUE_RATIO - 1)}. “Found” by us is a verdict: an interval wholly beyond 2 %.`,
        "Within a process of the others the two stand in random order. What a rule finds here counts only beside what it claims wrongly in table a.",
      ],
      experiments: Object.fromEntries(results),
    };
  },
};

function ofOutcome({ ratios: [ratio], rounds, spent }: MeasureOutcome): Experiment {
  if (!ratio) throw new Error("a measurement of two sides gave no ratio");
  const { verdict, speedup } = ratio;
  const claim = verdict === "faster" ? "right" : verdict === "slower" ? "wrong" : "none";
  const forkSpread = deviation(forksOf(rounds, ratio.variant).map(({ p10 }) => p10));
  return { claim, ratio: speedup.estimate, forkSpread, rounds: speedup.rounds, spent };
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value / centre - 1) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, values.length - 1));
}

function rowOf(tool: string, experiments: readonly Experiment[]): string[] {
  const claims = (kind: Experiment["claim"]) => experiments.filter(({ claim }) => claim === kind).length;
  const excess = experiments.map(({ ratio }) => ratio - 1);
  const spreads = experiments.flatMap(({ forkSpread }) => forkSpread ?? []);
  const times = experiments.map(({ spent }) => spent);
  return [
    tool,
    `${claims("right")} of ${experiments.length}`,
    `${claims("wrong")}`,
    formatPercent(median(excess)),
    `${formatPercent(quantile(excess, 0.1))} to ${formatPercent(quantile(excess, 0.9))}`,
    spreads.length > 0 ? formatPercent(median(spreads)) : "–",
    `${median(experiments.map(({ rounds }) => rounds))}`,
    formatDuration(median(times)),
    formatDuration(Math.max(...times)),
  ];
}
