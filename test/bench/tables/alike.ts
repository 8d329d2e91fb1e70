/** (a) A/A: one function as baseline and as variant. Whoever claims a difference is wrong. */

import { formatDuration, formatPercent, formatRatio } from "../../../src/model/units.js";
import { median } from "../../../src/stats/quantile.js";
import { upperBound } from "../clopper-pearson.js";
import type { PeerTime } from "../peers/peer.js";
import { type Bench, runExperiments, type Table, type Tool } from "../table.js";
import { ALIKE, type Work } from "../works.js";

/** A way to read a tool's figures: what it says of two functions that are one. */
interface Reading {
  readonly rule: string;
  readonly claims: boolean;
  /** Of the two figures, at least 1; null where the rule is about none. */
  readonly apart: number | null;
  readonly indistinguishable: boolean | null;
}

interface Experiment {
  readonly work: string;
  /** ns. */
  readonly spent: number;
  readonly readings: readonly Reading[];
}

/** Our default margin, given to all. */
const MARGIN = 0.02;

export const alike: Table = {
  key: "a",
  title: "A/A: one function as baseline and as variant",
  async run(bench) {
    const results = await runExperiments(bench, {
      key: "a",
      count: bench.options.experiments,
      tools: [ours(bench), ...bench.peers.map((peer) => peerTool(bench, peer))],
    });
    return {
      columns: [
        "tool, and what it is read by",
        ...ALIKE.map((work) => work(1).name),
        "claims",
        "upper 95 % bound",
        "indistinguishable",
        "furthest apart",
        "time each",
      ],
      rows: [...results].flatMap(([tool, experiments]) => rowsOf(tool, experiments)),
      notes: [
        "Every claim is false. Half of the experiments are a plain loop, half a loop in a helper that both versions call.",
        `“Over 2 %”: the two figures that the tool prints differ by more; our margin, which ${bench.peers.map(({ name }) => name).join(" and ")} never promised. “Intervals”: the tool's own, apart.`,
        "The bound is Clopper and Pearson's, exact and one-sided. The others ran with their defaults, which take less time: table e gives all the same width.",
      ],
      experiments: Object.fromEntries(results),
    };
  },
};

function ours(bench: Bench): Tool<Experiment> {
  return {
    name: "benchbook",
    async perform(experiment) {
      const work = workOf(experiment);
      const { ratios, spent } = await bench.ours.measure(work, { seed: bench.options.seed + experiment });
      const [ratio] = ratios;
      if (!ratio) throw new Error("a measurement of two sides gave no ratio");
      const apart = farApart(ratio.speedup.estimate);
      const claims = ratio.verdict === "faster" || ratio.verdict === "slower";
      const readings = [
        { rule: "verdict", claims, apart: null, indistinguishable: ratio.verdict === "indistinguishable" },
        { rule: "estimate over 2 %", claims: apart > 1 + MARGIN, apart, indistinguishable: null },
      ];
      return { work: work.name, spent, readings };
    },
  };
}

function peerTool(bench: Bench, peer: Bench["peers"][number]): Tool<Experiment> {
  return {
    name: peer.name,
    async perform(experiment) {
      const work = workOf(experiment);
      const { times, spent } = await bench.runPeer(peer, work);
      const [one, other] = [...times.values()];
      if (!one || !other) throw new Error(`${peer.name} did not give two times`);
      const byFigure = (["mean", "median"] as const).map((figure) => {
        const apart = farApart(one[figure] / other[figure]);
        return { rule: `${figure} over 2 %`, claims: apart > 1 + MARGIN, apart, indistinguishable: null };
      });
      return { work: work.name, spent, readings: [...byFigure, ...byInterval(one, other)] };
    },
  };
}

function byInterval(one: PeerTime, other: PeerTime): Reading[] {
  if (one.error === null || other.error === null) return [];
  const claims = Math.abs(one.mean - other.mean) > one.error + other.error;
  return [{ rule: "intervals", claims, apart: null, indistinguishable: null }];
}

function rowsOf(tool: string, experiments: readonly Experiment[]): string[][] {
  const rules = experiments[0]?.readings.map(({ rule }) => rule) ?? [];
  return rules.map((rule) => {
    const read = experiments.map(({ work, readings }) => ({
      work,
      ...(readings.find((reading) => reading.rule === rule) as Reading),
    }));
    const claims = read.filter((reading) => reading.claims).length;
    const equal = read.filter((reading) => reading.indistinguishable);
    const distances = read.flatMap(({ apart }) => apart ?? []);
    return [
      `${tool}, ${rule}`,
      ...ALIKE.map((alikeWork) => {
        const own = read.filter(({ work }) => work === alikeWork(1).name);
        return `${own.filter((reading) => reading.claims).length} of ${own.length}`;
      }),
      `${claims} of ${read.length}`,
      formatPercent(upperBound(claims, read.length)),
      read[0]?.indistinguishable === null ? "–" : `${equal.length} of ${read.length}`,
      distances.length > 0 ? formatRatio(Math.max(...distances)) : "–",
      formatDuration(median(experiments.map(({ spent }) => spent))),
    ];
  });
}

function workOf(experiment: number): Work {
  const work = ALIKE[experiment % ALIKE.length] as (typeof ALIKE)[number];
  return work(2);
}

function farApart(ratio: number): number {
  return Math.max(ratio, 1 / ratio);
}
