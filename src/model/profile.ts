/** Profiles: where the time of one variant goes. Times are nanoseconds. */
import type { Compilation } from "./compilation.js";
import type { Parameters } from "./workload.js";

export type FrameCategory =
  | "cell"
  | "setup"
  | "module"
  | "package"
  | "node"
  | "wasm"
  | "gc"
  | "program"
  | "native";

/** How V8 ran a function: its interpreter (Ignition), or one of its compilers (Sparkplug, Maglev, TurboFan). */
export type FrameTier = "interpreter" | "baseline" | "maglev" | "turbofan";

export interface Frame {
  readonly name: string;
  readonly category: FrameCategory;
  /** `cell:naive`, `setup`, a relative path, a package path, `node:fs`; null for V8's own. */
  readonly file: string | null;
  /** 1-based, in the cell's own lines; null where unknown. */
  readonly line: number | null;
  readonly column: number | null;
  /** Highest tier seen; absent where it was not asked for. */
  readonly tier?: FrameTier;
}

/**
 * A tree of stacks. Parents stand before their children; `parent` is -1 for a root.
 *
 *     nodes[0] parent -1  measured
 *     nodes[1] parent  0   └ matmul
 */
export interface StackNode {
  readonly frame: number;
  readonly parent: number;
  /** ns of samples that ended here. */
  readonly self: number;
  /** Samples that ended here. */
  readonly samples: number;
}

/** Cost of one line of a cell. Inlined callees count where they were inlined. */
export interface LineCost {
  readonly file: string;
  readonly line: number;
  readonly self: number;
  readonly total: number;
  readonly samples: number;
}

/** Of `self` and all sums. Samples: of a tool that counted them and named no time. */
export type ProfileUnit = "ns" | "bytes" | "samples";

/** A heap profile has bytes allocated where a CPU profile has ns. */
export interface Profile {
  readonly kind: "cpu" | "heap";
  readonly unit: ProfileUnit;
  readonly frames: readonly Frame[];
  readonly nodes: readonly StackNode[];
  readonly lines: readonly LineCost[];
  /** Samples in time order: the node each ended in, and the ns it stands for. */
  readonly timeline: { readonly nodes: readonly number[]; readonly durations: readonly number[] };
  /** Sampled time without idle, ns. */
  readonly duration: number;
  /** Idle time of the profiled stretch, ns. */
  readonly idle: number;
  /** Where worker threads are in it too: how many in all, and ns by the clock, as `duration` is the sum of theirs. */
  readonly threads?: { readonly count: number; readonly clock: number };
  /** Of an asynchronous variant. */
  readonly waiting?: Waiting;
  /** Asked for, and achieved (median gap between samples), ns. */
  readonly interval: { readonly asked: number; readonly achieved: number };
  readonly sampleCount: number;
  /** Calls of the measured expression within the profile. */
  readonly calls: number;
  /** Sources by frame file, for the hot-line table: `cell:naive` → the cell's body. */
  readonly sources: Readonly<Record<string, string>>;
  /** What V8's compilers made of it, from a fork of its own; absent where that was not asked for. */
  readonly compilation?: Compilation;
  /** Of a heap profile. */
  readonly allocation?: AllocationFacts;
}

/** Per call of the measured expression. */
export interface AllocationFacts {
  /** On V8's heap, from the sampled stretch. */
  readonly bytes: number;
  /** Counted one by one in a few calls; null where one call makes too many. */
  readonly objects: number | null;
  /** By frame, as `Profile.frames` has them: who allocates, most bytes first. */
  readonly sites: readonly {
    readonly frame: number;
    readonly bytes: number;
    readonly objects: number | null;
  }[];
  /** Backing stores of array buffers: outside the heap, of no function that V8 could name. */
  readonly external: number;
}

/** How long an asynchronous cell's awaits were suspended, in a fork of its own. */
export interface Waiting {
  /** Calls of the measured expression that were clocked. */
  readonly calls: number;
  /** ns that they took; absent in older records. */
  readonly duration?: number;
  /** `suspended` in ns, from await to continuation; concurrent ones add up. */
  readonly lines: readonly {
    readonly line: number;
    readonly awaits: number;
    readonly suspended: number;
  }[];
}

/** What `case.json` keeps of a profile; the profile itself is `profiles/<file>`. */
export interface ProfileRecord {
  readonly variant: string;
  readonly kind: Profile["kind"];
  /** The variant's hash when it was profiled. */
  readonly hash: string;
  readonly stale: boolean;
  readonly parameters: Parameters;
  readonly file: string;
  readonly recorded: string;
  readonly session: string;
  readonly duration: number;
  /** ns beside `duration` in which nothing ran. */
  readonly idle?: number;
  readonly sampleCount: number;
  readonly interval: { readonly asked: number; readonly achieved: number };
  /** ns per call in the profiled run, and in the timed forks when it was taken. */
  readonly perCall?: number;
  readonly timed?: number;
  /** Share of the time outside the user's code: Node, V8, the collector. */
  readonly outside?: number;
  /** Absent: a process of its own. */
  readonly place?: "session";
  /** Absent: one. */
  readonly threads?: number;
  /** The variant whose profile it was compared with, by `--against`. */
  readonly against?: string;
  /** Heaviest functions by self time, at most five. */
  readonly top: readonly {
    readonly name: string;
    readonly file: string | null;
    readonly line: number | null;
    readonly share: number;
  }[];
  /** Heaviest lines of the variant's cell, the setups and the files that they import, by self time, at most five. */
  readonly hotLines: readonly {
    readonly file: string;
    readonly line: number;
    readonly share: number;
    readonly text: string;
  }[];
}
