/**
 * (e) Efficiency: wall time until the interval is as narrow as our rule asks. A tool that has no interval over processes
 * is run in fresh ones until the same interval (of the median of its ratios) is as narrow, with the same looks.
 */
import type { MeasureOptions, MeasureOutcome } from "../../../src/model/ports/engine.js";
import { formatDuration, formatPercent, formatRatio } from "../../../src/model/units.js";
import { FEWEST_ROUNDS, LOOKS, narrowEnough } from "../../../src/stats/looks.js";
import { median } from "../../../src/stats/quantile.js";
import { signInterval } from "../../../src/stats/sign-interval.js";
import type { Peer } from "../peers/peer.js";
import { type Bench, runExperiments, shareOf, type Table } from "../table.js";
import { fivePercent, reordered, TRUE_RATIO, TRUTH_TOLERANCE } from "../works.js";

interface Experiment {
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
  /** As narrow as asked; else the last look came first. */
  readonly narrow: boolean;
  /** ns. */
  readonly spent: number;
  readonly steady: number;
  /** ns that samples of warm-up took; null where the tool does not tell. */
  readonly warmUp: number | null;
}

const MARGIN = 0.02;
/** Width alone stops it. */
const BUDGET = 600e9;

export const efficiency: Table = {
  key: "e",
  title: "Efficiency: wall time to an interval of ±1 %",
  async run(bench) {
    const count = shareOf(bench, 1 / 8);
    const results = await runExperiments(bench, {
      key: "e",
      count,
      tools: [
        {
          name: "benchbook",
          perform: async (experiment) =>
            ofOutcome(await bench.ours.measure(fivePercent, optionsOf(bench, experiment))),
        },
        ...bench.peers.map((peer) => ({
          name: `${peer.name}, again in fresh processes`,
          perform: (experiment: number) => inFreshProcesses(bench, peer, experiment),
        })),
      ],
    });
    return {
      columns: [
        "tool",
        "wall time",
        "narrow enough",
        "rounds",
        "half-width",
        "holds the truth",
        "steady samples",
        "warm-up",
        "starts and the rest",
      ],
      rows: [...results]
        .filter(([, experiments]) => experiments.length > 0)
        .map(([tool, experiments]) => rowOf(tool, experiments)),
      notes: [
        `Medians over runs: ${count} (an eighth of --experiments), of table d's work, looked at after ${LOOKS.join(", ")} rounds. The truth is ${formatRatio(TRUE_RATIO)}, give or take ${formatPercent(TRUTH_TOLERANCE)} for what a call does besides.`,
        "Shares are of wall time. “The rest” is starts, set-up, pilots, allocation probes, and for the others their warm-up.",
      ],
      experiments: Object.fromEntries(results),
    };
  },
};

function optionsOf({ options }: Bench, experiment: number): Partial<MeasureOptions> {
  return { budget: BUDGET, seed: options.seed + experiment };
}

function ofOutcome({ ratios: [ratio], rounds, spent }: MeasureOutcome): Experiment {
  if (!ratio) throw new Error("a measurement of two sides gave no ratio");
  const forks = rounds.flatMap((round) => round.forks);
  const warmUp = forks.reduce(
    (total, { samples, steadyFrom, batch }) =>
      total + batch * samples.slice(0, steadyFrom).reduce((sum, sample) => sum + sample, 0),
    0,
  );
  return {
    low: ratio.speedup.low,
    high: ratio.speedup.high,
    rounds: ratio.speedup.rounds,
    narrow: narrowEnough(ratio.speedup, MARGIN),
    spent,
    steady: forks.reduce((sum, { steadyTime }) => sum + steadyTime, 0),
    warmUp,
  };
}

async function inFreshProcesses(bench: Bench, peer: Peer, experiment: number): Promise<Experiment> {
  const logRatios: number[] = [];
  let spent = 0;
  let steady = 0;
  for (;;) {
    const work = reordered(fivePercent, `${bench.options.seed}/${experiment}/${logRatios.length}`);
    const { times, spent: wall } = await bench.runPeer(peer, work);
    const [fast, slow] = [times.get("fast"), times.get("slow")];
    if (!fast || !slow) throw new Error(`${peer.name} did not give two times`);
    logRatios.push(Math.log(slow.median / fast.median));
    spent += wall;
    steady += fast.measured + slow.measured;
    const rounds = logRatios.length;
    if (!LOOKS.includes(rounds) && !bench.options.quick) continue;
    const interval = signInterval(logRatios);
    const [estimate, low, high] = [interval.estimate, interval.low, interval.high].map(Math.exp) as [
      number,
      number,
      number,
    ];
    const narrow = narrowEnough({ estimate, low, high, confidence: interval.confidence, rounds }, MARGIN);
    if (narrow || rounds === LOOKS.at(-1) || bench.options.quick || bench.signal.aborted)
      return { low, high, rounds, narrow, spent, steady, warmUp: null };
  }
}

function holdsTruth({ low, high }: Experiment): boolean {
  return low <= TRUE_RATIO * (1 + TRUTH_TOLERANCE) && TRUE_RATIO * (1 - TRUTH_TOLERANCE) <= high;
}

function rowOf(tool: string, experiments: readonly Experiment[]): string[] {
  const typical = (value: (experiment: Experiment) => number) => median(experiments.map(value));
  const count = (is: (experiment: Experiment) => boolean) =>
    `${experiments.filter(is).length} of ${experiments.length}`;
  const hasInterval = experiments.every(({ rounds }) => rounds >= FEWEST_ROUNDS);
  const tellsWarmUp = experiments.every(({ warmUp }) => warmUp !== null);
  return [
    tool,
    formatDuration(typical(({ spent }) => spent)),
    count(({ narrow }) => narrow),
    `${typical(({ rounds }) => rounds)}`,
    hasInterval ? `±${formatPercent(typical(({ low, high }) => Math.log(high / low) / 2))}` : "–",
    hasInterval ? count(holdsTruth) : "–",
    formatPercent(typical(({ steady, spent }) => steady / spent)),
    tellsWarmUp ? formatPercent(typical(({ warmUp, spent }) => (warmUp ?? 0) / spent)) : "–",
    formatPercent(typical(({ steady, warmUp, spent }) => 1 - (steady + (warmUp ?? 0)) / spent)),
  ];
}
