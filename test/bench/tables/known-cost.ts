/** (c) Known cost: k multiplications, each of the result before, take k times as long as one, plus what a call costs. */
import { formatDuration, formatPercent } from "../../../src/model/units.js";
import { median } from "../../../src/stats/quantile.js";
import { fitLine, type Line } from "../line-fit.js";
import { runExperiments, shareOf, type Table } from "../table.js";
import { CHAIN, chains } from "../works.js";

interface Experiment {
  /** ns per call, by the chain's length. */
  readonly times: readonly number[];
  readonly line: Line;
  readonly spent: number;
}

/** Calls per sample for tools that do not batch by themselves: some microseconds. */
const BATCH = 1000;
const ROUNDS = 6;

export const knownCost: Table = {
  key: "c",
  title: `Known cost: chains of ${CHAIN.join(", ")} multiplications`,
  async run(bench) {
    const count = shareOf(bench, 1 / 8);
    const tools = [
      {
        name: "benchbook",
        async perform(experiment: number): Promise<Experiment> {
          const rounds = bench.options.quick ? null : ROUNDS;
          const seed = bench.options.seed + experiment;
          const { times, spent } = await bench.ours.measure(chains, { rounds, seed, budget: 300e9 });
          return experimentOf((name) => times[name]?.estimate, spent);
        },
      },
      ...bench.peers.map((peer) => ({
        name: peer.name,
        async perform(): Promise<Experiment> {
          const { times, spent } = await bench.runPeer(peer, chains, BATCH);
          return experimentOf((name) => times.get(name)?.median, spent);
        },
      })),
    ];
    const results = await runExperiments(bench, { key: "c", count, tools });
    return {
      columns: [
        "tool",
        "per multiplication",
        "per call besides",
        "residual, typical",
        "residual, largest",
        ...CHAIN.map((length) => `k=${length}`),
        "time each",
      ],
      rows: [...results]
        .filter(([, experiments]) => experiments.length > 0)
        .map(([tool, experiments]) => rowOf(tool, experiments)),
      notes: [
        `Medians over runs: ${count} (an eighth of --experiments). A line of least relative squares; residuals are shares of it, typical is their root mean square.`,
        `tinybench clocks each call, so that it was given ${BATCH.toLocaleString("en")} calls a sample by overriddenDuration, as its README says for calls below the clock's grain.`,
        "What an empty loop takes is in all figures, and in the line's constant.",
      ],
      experiments: Object.fromEntries(results),
    };
  },
};

function experimentOf(timeOf: (name: string) => number | undefined, spent: number): Experiment {
  const times = chains.variants.map(({ name }) => timeOf(name) ?? Number.NaN);
  const points = CHAIN.map((x, index) => ({ x, y: times[index] as number }));
  return { times, line: fitLine(points), spent };
}

function rowOf(tool: string, experiments: readonly Experiment[]): string[] {
  const typical = (value: (experiment: Experiment) => number) => median(experiments.map(value));
  return [
    tool,
    formatDuration(typical(({ line }) => line.slope)),
    formatDuration(typical(({ line }) => line.intercept)),
    formatPercent(typical(({ line }) => line.typical)),
    formatPercent(typical(({ line }) => line.largest)),
    ...CHAIN.map((_, index) => formatDuration(typical(({ times }) => times[index] as number))),
    formatDuration(typical(({ spent }) => spent)),
  ];
}
