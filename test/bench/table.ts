/** What a table of the bench is, and the experiments that fill it. */
import { createRandom, shuffle } from "../../src/stats/random.js";
import type { BenchOptions, TableKey } from "./options.js";
import type { Ours } from "./ours.js";
import type { Peer, PeerResult } from "./peers/peer.js";
import type { TextTable } from "./table-text.js";
import type { Work } from "./works.js";

export interface Bench {
  readonly options: BenchOptions;
  readonly ours: Ours;
  readonly peers: readonly Peer[];
  runPeer(peer: Peer, work: Work, batch?: number): Promise<PeerResult>;
  readonly signal: AbortSignal;
  progress(line: string): void;
}

export interface TableResult extends TextTable {
  /** What the figures mean, sentence by sentence. */
  readonly notes: readonly string[];
  /** Every experiment, for the JSON. */
  readonly experiments: unknown;
}

export interface Table {
  readonly key: TableKey;
  readonly title: string;
  run(bench: Bench): Promise<TableResult>;
}

/** `perform` does one experiment of one tool; its number counts from 0. */
export interface Tool<T> {
  readonly name: string;
  perform(experiment: number): Promise<T>;
}

/**
 * Tools take turns within each experiment, in seeded random order: what happens to the machine happens to all alike. An
 * interrupt keeps the experiments that are whole.
 */
export async function runExperiments<T>(
  bench: Bench,
  {
    key,
    count,
    tools,
  }: { readonly key: TableKey; readonly count: number; readonly tools: readonly Tool<T>[] },
): Promise<ReadonlyMap<string, readonly T[]>> {
  const results = new Map<string, T[]>(tools.map(({ name }) => [name, []]));
  for (let experiment = 0; experiment < count; experiment++) {
    for (const tool of shuffle(tools, createRandom(`${bench.options.seed}/${key}/${experiment}`))) {
      if (bench.signal.aborted) return results;
      bench.progress(`${key}: ${experiment + 1} of ${count}, ${tool.name}`);
      const result = await tool.perform(experiment).catch((error: unknown) => {
        if (bench.signal.aborted) return null;
        throw error;
      });
      if (result === null || bench.signal.aborted) return results;
      results.get(tool.name)?.push(result);
    }
  }
  return results;
}

/** A share of the experiments of table a, at least one. */
export function shareOf(bench: Bench, share: number): number {
  return Math.max(1, Math.round(bench.options.experiments * share));
}
