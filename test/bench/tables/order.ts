/** (b) Order: four identical functions one after the other in one process, and as four variants of ours. */
import { formatDuration, formatRatio } from "../../../src/model/units.js";
import { median } from "../../../src/stats/quantile.js";
import { runExperiments, shareOf, type Table } from "../table.js";
import { ALIKE } from "../works.js";

interface Experiment {
  /** ns per call, in the order measured. */
  readonly times: Readonly<Record<string, number>>;
  readonly spread: number;
  readonly spent: number;
}

const VERSIONS = 4;

export const order: Table = {
  key: "b",
  title: "Order: four identical functions, slowest over fastest",
  async run(bench) {
    const count = shareOf(bench, 1 / 8);
    const tools = ALIKE.flatMap((alike) => {
      const work = alike(VERSIONS);
      return [
        {
          name: `benchbook, ${work.name}`,
          async perform(experiment: number): Promise<Experiment> {
            const seed = bench.options.seed + experiment;
            const { times, spent } = await bench.ours.measure(work, { seed });
            return experimentOf(
              Object.entries(times).map(([name, time]) => [name, time.estimate]),
              spent,
            );
          },
        },
        ...bench.peers.map((peer) => ({
          name: `${peer.name}, ${work.name}`,
          async perform(): Promise<Experiment> {
            const { times, spent } = await bench.runPeer(peer, work);
            return experimentOf(
              [...times.values()].map((time) => [time.name, time.median]),
              spent,
            );
          },
        })),
      ];
    });
    const results = await runExperiments(bench, { key: "b", count, tools });
    return {
      columns: ["tool, work", "spread, median", "spread, largest", "first to fourth, median", "time each"],
      rows: [...results]
        .filter(([, experiments]) => experiments.length > 0)
        .map(([tool, experiments]) => rowOf(tool, experiments)),
      notes: [
        `Runs: ${count} (an eighth of --experiments). 1× is the truth. Medians of samples for the others, our estimates for us (six rounds).`,
        "A function's place matters where it shares code with those before it: the compiler has seen them all by then.",
      ],
      experiments: Object.fromEntries(results),
    };
  },
};

function experimentOf(times: readonly (readonly [string, number])[], spent: number): Experiment {
  const values = times.map(([, time]) => time);
  return { times: Object.fromEntries(times), spread: Math.max(...values) / Math.min(...values), spent };
}

function rowOf(tool: string, experiments: readonly Experiment[]): string[] {
  const spreads = experiments.map(({ spread }) => spread);
  const names = Object.keys(experiments[0]?.times ?? {});
  return [
    tool,
    formatRatio(median(spreads)),
    formatRatio(Math.max(...spreads)),
    names
      .map((name) => formatDuration(median(experiments.map(({ times }) => times[name] ?? Number.NaN))))
      .join(", "),
    formatDuration(median(experiments.map(({ spent }) => spent))),
  ];
}
