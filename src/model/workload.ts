/** The workload: the inputs that every variant works on, and what one call costs. */

import type { Load } from "./load.js";

export type ParameterValue = number | string;
export type Parameters = Readonly<Record<string, ParameterValue>>;

export interface Workload {
  /** The values that targets, tuning and the session use: the last of each sweep. */
  readonly parameters: Parameters;
  /** Every value of every parameter, in the order written: `{ n: [256, 512], seed: [1] }`. */
  readonly sweep: Readonly<Record<string, readonly ParameterValue[]>>;
  readonly setups: readonly Setup[];
  /** Body of `%%teardown`, or null. */
  readonly teardown: string | null;
  readonly cost: Cost;
  /** How many inputs are made from derived seeds and rotated between calls (`--inputs`), 1 by default. */
  readonly inputs: number;
  /** How calls are put to asynchronous work (`--concurrency`, `--rate`, `--serve` of the baseline). */
  readonly load?: Load;
}

/** One `%%setup` cell. */
export interface Setup {
  readonly name: string;
  readonly source: string;
  /** Parameters that this setup declares. */
  readonly parameters: Readonly<Record<string, readonly ParameterValue[]>>;
  /** Runs before every timed call, untimed (`--per-call`). */
  readonly perCall: boolean;
  /** Its `--inputs`; the workload's is the largest of all. */
  readonly inputs?: number;
  readonly cellId: string | null;
}

/** Cost per call as expressions in the setup's names: `2 n^3`. */
export interface Cost {
  readonly flops?: string;
  readonly bytes?: string;
  readonly items?: string;
}

export const NO_WORKLOAD: Workload = {
  parameters: {},
  sweep: {},
  setups: [],
  teardown: null,
  cost: {},
  inputs: 1,
};
