/** The engine as seen by magics: measures, evaluates and profiles variants in forks. */

import type { Comparison, Speedup, Verdict } from "../comparison.js";
import type { Finding } from "../finding.js";
import type { LatencyRatios, Load } from "../load.js";
import type { Round, TimeEstimate } from "../measurement.js";
import type { CellError, Progress } from "../output.js";
import type { Profile } from "../profile.js";
import type { Check, Tolerance } from "../verification.js";
import type { Parameters } from "../workload.js";
import type { SessionSamples } from "./session.js";

/** A variant as the engine runs it: a bundle on disk and the flags of its process. */
export interface Side {
  readonly name: string;
  /** Absolute path of `bundles/<hash>.mjs`; its map is `<path>.map`. */
  readonly bundle: string;
  readonly nodeFlags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Values of its own that it sees beside the workload's parameters: those that tuning chose. */
  readonly fixed?: Parameters;
  /** Its value is a request handler, served by the fork (`--serve`): calls are requests, values are responses. */
  readonly serve?: boolean;
}

export interface Watch {
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
}

/** How long and how often: `--rounds`, `--margin`, `--budget`, `--timeout`, `--quick`, `--seed`. */
export interface MeasureOptions {
  /** Fixed number of rounds, or null to look at 6, 12, 24, 48. */
  readonly rounds: number | null;
  readonly margin: number;
  /** ns per comparison and sweep value. */
  readonly budget: number;
  /** ns per call. */
  readonly timeout: number;
  /** Three rounds and short samples: for trying out, never `faster` or `slower`. */
  readonly quick: boolean;
  /** Seed of the order within rounds. */
  readonly seed: number;
}

export interface MeasureRequest {
  /** In the order: variant measured, its parent, the baseline where that is another. One side for a lone baseline. */
  readonly sides: readonly Side[];
  /** Ratios to form from the same rounds, by names of sides. The first one's interval stops the measurement. */
  readonly pairs: readonly { readonly variant: string; readonly against: string }[];
  readonly parameters: Parameters;
  readonly options: MeasureOptions;
  /** How calls are put to the sides; absent: one after the other, in batches. */
  readonly load?: Load;
  /**
   * Calls per sample that the record holds for a side's very code at these parameters, by names of sides; the finding
   * `batch-changed` compares with them.
   */
  readonly recordedBatches?: Readonly<Record<string, number>>;
}

export interface MeasureOutcome {
  readonly rounds: readonly Round[];
  /** By name of side. */
  readonly times: Readonly<Record<string, TimeEstimate>>;
  readonly ratios: readonly Ratio[];
  readonly findings: readonly Omit<Finding, "recorded">[];
  readonly stopped: "width" | "budget" | "rounds" | "interrupted" | "looks";
  /** A fork that did not finish; the rounds before it are kept. */
  readonly failure: ForkFailure | null;
  /** Wall time of the whole measurement, ns. */
  readonly spent: number;
}

export interface Ratio {
  readonly variant: string;
  readonly against: string;
  readonly speedup: Speedup;
  readonly bootstrap: Comparison["bootstrap"];
  readonly latency?: LatencyRatios;
  readonly verdict: Verdict;
  readonly margin: number;
  readonly roundsNeeded: number | null;
}

/** How a fork ended that gave no result. */
export interface ForkFailure {
  readonly variant: string;
  readonly kind: "threw" | "timeout" | "out-of-memory" | "exited" | "signal" | "interrupted" | "pending";
  /** One sentence with what to do next. */
  readonly message: string;
  /** For `threw`: the error in the cell's own lines. */
  readonly error: CellError | null;
  readonly parameters: Parameters;
}

export interface CheckRequest {
  readonly variant: Side;
  /** The side whose value is expected; it runs once per set of parameters and is reused within a session. */
  readonly reference: Side;
  readonly checks: readonly {
    readonly kind: Check["kind"];
    readonly parameters: Parameters;
  }[];
  readonly tolerance: Tolerance;
  /** JavaScript of a property `(expected, actual) => boolean`, or null to compare values. */
  readonly property: string | null;
  readonly timeout: number;
}

export interface ProfileRequest {
  readonly side: Side;
  readonly parameters: Parameters;
  /** ns. */
  readonly duration: number;
  readonly interval: number;
  readonly timeout: number;
  /** ns of steady calls in a fork of their own, before, under V8's log of compilations; absent: none. */
  readonly trace?: number;
  /** ns of calls in a fork of their own that clocks awaits; absent: none. */
  readonly waiting?: number;
}

export interface HeapRequest extends Omit<ProfileRequest, "trace" | "interval"> {
  /** Bytes between samples, on average; null finds what suits. */
  readonly interval: number | null;
}

export type ProfileOutcome =
  | { readonly kind: "profiled"; readonly profile: Profile; readonly raw: string }
  | { readonly kind: "failed"; readonly failure: ForkFailure };

export interface EvaluateRequest {
  readonly side: Side;
  readonly parameters: Parameters;
  /** ns. */
  readonly timeout: number;
}

export type EvaluateOutcome =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "failed"; readonly failure: ForkFailure };

export interface Engine {
  /** Never rejects for what a variant does: that is in `failure`. */
  measure(request: MeasureRequest, watch: Watch): Promise<MeasureOutcome>;
  /** One fork per value, first call of a fresh process. A check that could not run has the verdict `failed`. */
  check(
    request: CheckRequest,
    watch: Watch,
  ): Promise<{ readonly checks: readonly Check[]; readonly failure: ForkFailure | null }>;
  profile(request: ProfileRequest, watch: Watch): Promise<ProfileOutcome>;
  /** Who allocates: a profile of kind `heap`. */
  heap(request: HeapRequest, watch: Watch): Promise<ProfileOutcome>;
  /** The expression's value as plain data, from one fork; the same question is answered once per engine. */
  evaluate(request: EvaluateRequest, watch: Pick<Watch, "signal">): Promise<EvaluateOutcome>;
  /** What was sampled in the session, in the cell's own lines. `interval` was asked for, ns. */
  sessionProfile(samples: SessionSamples, interval: number): Profile;
  close(): Promise<void>;
}
