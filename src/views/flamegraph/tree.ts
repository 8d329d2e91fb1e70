/** The tree of stacks as the widget works on it: columns of numbers by node, parents before their children. */

export interface FlameFrame {
  readonly name: string;
  /** A category of frames, or `small` for what stands for several that are too thin to see. */
  readonly category: string;
  /** `cell:naive:5`; empty where unknown. */
  readonly place: string;
  /** Empty where unknown. */
  readonly tier: string;
}

export interface FlameTree {
  readonly frames: readonly FlameFrame[];
  readonly size: number;
  readonly frame: Int32Array;
  /** -1 for a root. */
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** In the profile's unit; of a differential one per call. */
  readonly self: Float64Array;
  readonly total: Float64Array;
  readonly samples: Float64Array;
  readonly totalSamples: Float64Array;
  /** The other profile's self and total per call; null without another. */
  readonly before: Float64Array | null;
  readonly totalBefore: Float64Array | null;
  /** Increases and decreases of self times below, each as an amount; null without another. */
  readonly more: Float64Array | null;
  readonly less: Float64Array | null;
  readonly whole: number;
  readonly wholeBefore: number;
}
