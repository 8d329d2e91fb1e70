/** What a fork can be asked for, and what it reports. Plain data that crosses the process boundary; times are ns. */
import type { MemoryUse } from "../../model/compilation.js";
import type { ForkLatency, Load } from "../../model/load.js";
import type { CommandFigures } from "../../model/measurement.js";
import type { Mismatch, Tolerance } from "../../model/verification.js";

export interface TaskMap {
  readonly measure: { readonly task: MeasureTask; readonly report: MeasureReport };
  readonly value: { readonly task: ValueTask; readonly report: ValueReport };
  readonly compare: { readonly task: CompareTask; readonly report: CompareReport };
  readonly profile: { readonly task: ProfileTask; readonly report: ProfileReport };
  readonly trace: { readonly task: TraceTask; readonly report: TraceReport };
  readonly waiting: { readonly task: WaitingTask; readonly report: WaitingReport };
  readonly heap: { readonly task: HeapTask; readonly report: HeapReport };
}

export type TaskKind = keyof TaskMap;

/** How long a fork warms up and samples. */
export interface SamplingPlan {
  /** A sample lasts at least this, and at least 1000 steps of the clock. */
  readonly sample: number;
  /** Warm-up ends here even without evidence. */
  readonly warmUp: number;
  /** Steady samples take at least this; where starting and warming up took long, more, up to `longest`. */
  readonly steady: number;
  readonly longest: number;
  /** Steady samples taken even where they need longer. */
  readonly fewest: number;
}

export interface MeasureTask {
  /** Calls per sample; null lets the fork find it (the pilot). */
  readonly batch: number | null;
  readonly plan: SamplingPlan;
  /** How calls are put; absent: one after the other. `seed` is of an open loop's arrivals. */
  readonly load?: Load;
  readonly seed?: string;
}

export interface MeasureReport {
  readonly batch: number;
  /** ns per call in the order taken, warm-up included. */
  readonly samples: readonly number[];
  /** Index of the first sample after the warm-up. */
  readonly warmFrom: number;
  readonly firstCall: number;
  readonly setup: number;
  readonly prepare: number;
  /** ns per call of the empty loop. */
  readonly control: number;
  readonly command?: CommandFigures;
  readonly gc: { readonly time: number; readonly count: number };
  readonly steadyTime: number;
  /** From the first call's end to the last sample, search for a batch size included: the rest of a fork's time is fixed. */
  readonly course?: number;
  readonly allocated: number;
  readonly peakMemory: number;
  readonly retained?: number;
  readonly cpu: number;
  readonly threads?: number;
  readonly switches?: { readonly involuntary: number; readonly voluntary: number };
  readonly asynchronous?: boolean;
  readonly sameResult: boolean | null;
  readonly latency?: ForkLatency;
  readonly clockResolution: number;
  /** Each call was clocked alone. */
  readonly perCall: boolean;
}

export interface ValueTask {
  /** Where the encoded value of the first call goes. */
  readonly file: string;
}

export interface ValueReport {
  readonly described: string;
  /** Why the value proves nothing, with the fix; null where it can be compared. */
  readonly unverifiable: string | null;
  /** All-NaN or empty, in words. */
  readonly degenerate: string | null;
}

export interface CompareTask {
  /** The encoded expected value. */
  readonly expected: string;
  readonly tolerance: {
    readonly rtol: Tolerance["rtol"];
    readonly atol: Tolerance["atol"];
    readonly shape: readonly number[] | null;
  };
  /** JavaScript of `(expected, actual) => boolean`; null compares values. */
  readonly property: string | null;
}

export interface CompareReport extends ValueReport {
  readonly verdict: "same" | "different" | "unverified";
  readonly mismatch: Mismatch | null;
  readonly note: string | null;
}

export interface ProfileTask {
  readonly duration: number;
  readonly interval: number;
  /** Where V8's profile goes. */
  readonly file: string;
}

export interface ProfileReport {
  readonly calls: number;
  /** Names of the bundle's own functions around the measured expression. */
  readonly wrappers: readonly string[];
}

/** Of a sampled stretch's length: calls before it, so that compiling is not what is seen. */
export const WARM_UP = 0.25;

/** Steady calls while V8 logs what its compilers do. */
export interface TraceTask {
  /** ns, both. */
  readonly warmUp: number;
  readonly duration: number;
}

export interface TraceReport extends ProfileReport {
  /** Of the steady stretch. */
  readonly duration: number;
  readonly memory: MemoryUse;
}

/** Steady calls of a bundle whose awaits clock themselves. */
export interface WaitingTask {
  readonly duration: number;
}

export interface WaitingReport {
  readonly calls: number;
  /** ns that they took. */
  readonly duration: number;
  /** By number of the site in the instrumented bundle. */
  readonly sites: readonly { readonly count: number; readonly suspended: number }[];
}

export interface HeapTask {
  readonly duration: number;
  /** Bytes between samples, on average; null lets the fork find what suits. */
  readonly interval: number | null;
  /** Where V8's profiles go. */
  readonly file: string;
}

export interface HeapReport extends ProfileReport {
  readonly interval: number;
  /** Calls whose objects were counted one by one. */
  readonly counted: number;
  /** Bytes per call, backing stores of array buffers included. */
  readonly allocated: number;
}
