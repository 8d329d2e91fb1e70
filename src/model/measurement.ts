/** Measurements: what forks observed, and what they reduce to. Times are nanoseconds per call, rates per second. */
import type { ForkLatency, Latency } from "./load.js";
import type { Parameters } from "./workload.js";

/** How a fork's samples went (Barrett et al., OOPSLA 2017). */
export type SteadyState = "flat" | "warm-up" | "slowdown" | "no-steady-state";

/**
 * How a fork's steady samples reduce to one number: the 10th percentile, or the mean where collections matter. Under a
 * load: `throughput`, elapsed time over completed calls, for a closed loop; `p50`, the median latency, for an open one.
 */
export type Estimator = "p10" | "mean" | "throughput" | "p50";

/** What a command and all that it started and waited for used, mean per call. Null: the system does not tell. */
export interface CommandFigures {
  /** ns. */
  readonly user: number | null;
  readonly system: number | null;
  /** Bytes: the largest resident set of any of its processes, in one call. */
  readonly peakMemory: number | null;
  /** ns that starting a process takes, a shell with an empty script: part of each call's time. */
  readonly start: number;
  /** The time is what the command measured itself (`--time-file`), not that of its process. */
  readonly timesItself?: true;
}

/** One fresh process that measured one variant once; the unit of inference. */
export interface ForkRecord {
  readonly variant: string;
  /** Number of the round, from 0. */
  readonly round: number;
  /** Position within its round, from 0. */
  readonly position: number;
  /** Calls per sample. */
  readonly batch: number;
  /** Nanoseconds per call of every sample, in the order taken, warm-up included. */
  readonly samples: readonly number[];
  /** Index of the first steady sample. */
  readonly steadyFrom: number;
  readonly steady: SteadyState;
  /** Of the steady samples, ns per call. */
  readonly p10: number;
  readonly median: number;
  readonly mean: number;
  readonly min: number;
  /** The first call in the fresh process, ns. */
  readonly firstCall: number;
  /** Setup cells, ns. */
  readonly setup: number;
  /** The variant's statements before the measured expression, ns. */
  readonly prepare: number;
  /** Empty loop of the same batch, ns per call. */
  readonly control: number;
  /** Garbage collection in the stretch of `steadyTime`. */
  readonly gc: { readonly time: number; readonly count: number };
  /**
   * Wall time of the steady stretch, ns: from the end of the fork's warm-up to its last sample, with the inputs that
   * `--per-call` makes in between. `gc`, `cpu` and `switches` are of the same stretch, so their shares of it hold.
   * `steadyFrom` may lie later, where the samples show that the warm-up ended too early.
   */
  readonly steadyTime: number;
  /** Heap and external bytes allocated per call in the steady samples. */
  readonly allocated: number;
  /** Peak resident set of the process, bytes. */
  readonly peakMemory: number;
  /** Bytes of heap and external memory that the calls of the steady stretch left in use, after a full collection. */
  readonly retained?: number;
  /** User and system time of all the process's threads in the stretch of `steadyTime`, ns. */
  readonly cpu: number;
  /** Threads of the largest pool that `workers(n, …)` made, the main thread among them; absent without a pool. */
  readonly threads?: number;
  /**
   * How often, in the stretch of `steadyTime`, the system took the processor away for others (`involuntary`), and the
   * process gave it up to wait for something (`voluntary`). Absent in older records, as are the three below.
   */
  readonly switches?: { readonly involuntary: number; readonly voluntary: number };
  /** Share of the time that work wanted a processor and the hypervisor gave none, while the fork ran; 0 to 1. */
  readonly steal?: number;
  /** Bytes allocated before the bundle was loaded, so that buffers start elsewhere in each fork. */
  readonly offset?: number;
  /** The measured expression has an `await`: it may wait without using the processor. */
  readonly asynchronous?: boolean;
  /** Whether the first call's value and the last call's are equal; null where values are not comparable. */
  readonly sameResult: boolean | null;
  /** Under a load (`--concurrency`, `--rate`). */
  readonly latency?: ForkLatency;
  /** Of the processes that a `--shell` variant ran. */
  readonly command?: CommandFigures;
  /** Smallest step of the clock seen in the fork, ns. */
  readonly clockResolution: number;
}

/** One fork of each side of a comparison, next to each other in time. */
export interface Round {
  readonly index: number;
  readonly forks: readonly ForkRecord[];
}

/** A fork as it stands in `case.json`; its ordered samples are in `samples/<hash>.json`. */
export interface ForkSummary {
  readonly estimate: number;
  readonly prepare: number;
  readonly batch: number;
  readonly samples: number;
  readonly steady: SteadyState;
}

export interface TimeEstimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly estimator: Estimator;
  readonly median: number;
  readonly mean: number;
  readonly min: number;
  readonly unit: "ns";
}

/** Fewer forks have no interval of 95 % (the exact sign interval of five covers 94 %): `low` and `high` are their range. */
const FEWEST_FOR_INTERVAL = 6;

export function hasInterval({ forks }: { readonly forks: readonly unknown[] }): boolean {
  return forks.length >= FEWEST_FOR_INTERVAL;
}

/** One variant measured at one set of parameters. */
export interface Measurement {
  readonly parameters: Parameters;
  /** The variant's hash when it was measured; stale where the variant has another one now. */
  readonly hash: string;
  readonly stale: boolean;
  readonly recorded: string;
  readonly session: string;
  /** Identity of machine and Node: see `machineKey` in environment.ts. */
  readonly machine: string;
  readonly time: TimeEstimate;
  /** Per second, from the workload's cost model. */
  readonly rates: { readonly flops?: number; readonly bytes?: number; readonly items?: number };
  readonly allocated: { readonly estimate: number; readonly unit: "byte" };
  readonly peakMemory: { readonly estimate: number; readonly unit: "byte" };
  /** Share of the steady time spent in garbage collection, 0 to 1. */
  readonly gcShare: number;
  /** With a pool of threads, or where native code keeps several processors busy: how many, and how many processors were busy at the mean (CPU time over wall time). */
  readonly threads?: { readonly count: number; readonly busy: number };
  /** Median over forks, ns. */
  readonly prepare: number;
  readonly forks: readonly ForkSummary[];
  /** Hash of the file with every ordered sample: `samples/<hash>.json`. */
  readonly samples: string;
  /** Under a load. */
  readonly latency?: Latency;
  /** Of a `--shell` variant: medians over forks. `peakMemory` above is then the processes' too, 0 where unknown. */
  readonly command?: CommandFigures;
  /** Stopped by the user before it was complete. */
  readonly interrupted: boolean;
}
