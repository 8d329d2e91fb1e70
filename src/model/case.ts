/** The case: one optimization study as plain data. This is also the shape of `case.json` (design, section 5). */
import type { Comparison } from "./comparison.js";
import type { FunctionComplexity } from "./complexity.js";
import type { Environment } from "./environment.js";
import type { Finding } from "./finding.js";
import type { Measurement } from "./measurement.js";
import type { CompiledModule } from "./module.js";
import type { ProfileRecord } from "./profile.js";
import type { ModuleFile, Revision } from "./revision.js";
import type { Roofline } from "./roofline.js";
import type { Tuning } from "./tuning.js";
import type { Verification, VerificationVerdict } from "./verification.js";
import type { Parameters, Workload } from "./workload.js";

export const CASE_FORMAT = "benchbook-case";
export const CASE_VERSION = 1;

export interface Case {
  readonly format: typeof CASE_FORMAT;
  readonly version: typeof CASE_VERSION;
  /** Slug; the name of the folder `.benchbook/<id>/`. */
  readonly id: string;
  readonly title: string;
  /** File name of the notebook, where it is known (a kernel does not know its notebook). */
  readonly notebook: string | null;
  /** ISO 8601 instants. */
  readonly created: string;
  readonly updated: string;
  readonly environment: Environment;
  readonly workload: Workload;
  readonly targets: readonly Target[];
  readonly variants: readonly Variant[];
  readonly comparisons: readonly Comparison[];
  readonly profiles: readonly ProfileRecord[];
  readonly verifications: readonly Verification[];
  readonly findings: readonly Finding[];
  readonly decisions: readonly Decision[];
  /** What the machine can do at most, once `%roofline` has run. */
  readonly roofline?: Roofline;
  /** What `%%wasm` and `%%native` have compiled; absent where nothing was. */
  readonly modules?: readonly CompiledModule[];
}

export type Role = "baseline" | "optimization" | "control" | "reference";

/** One implementation: the baseline, an optimization with a hypothesis, a control, or a reference line. */
export interface Variant {
  readonly name: string;
  readonly role: Role;
  /** `shell`: `--shell`; its source is a command line, and its value what it prints. */
  readonly language: "typescript" | "shell";
  /** The cell's body without its magic line. */
  readonly source: string;
  /** Identity: setup, source, frozen bundle, modules, flags and Node (see `magics/identity.ts`). */
  readonly hash: string;
  /** `--why`, or the cell's leading comment; null for roles that need none. */
  readonly hypothesis: string | null;
  /** Predicted speed-up over the parent as a ratio (3 for `3x`), or null. */
  readonly expect: number | null;
  readonly parent: string | null;
  /** Why an optimization went without a profile of its parent (`--no-profile`), or null. */
  readonly noProfile: string | null;
  readonly nodeFlags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** `--result NAME`: what is verified instead of the measured expression's value. */
  readonly result: string | null;
  /** Text of the measured expression, and its first line in `source` (1-based). */
  readonly expression: { readonly text: string; readonly line: number; readonly asynchronous: boolean };
  /** Hash of the frozen bundle: `bundles/<hash>.mjs` with its map beside it. */
  readonly bundle: string;
  /** Hash of the setup cells it was bundled with; the variant is stale where the workload has another one now. */
  readonly workload: string;
  readonly cellId: string | null;
  readonly recorded: string;
  /** Id of the kernel session that recorded it. */
  readonly session: string;
  /** Machine and Node that its cell ran on last: see `machineKey` in environment.ts. */
  readonly machine: string;
  readonly measurements: readonly Measurement[];
  readonly verification: { readonly verdict: VerificationVerdict };
  readonly decision: "kept" | "rejected" | null;
  /** Of an `%%optimize` with tuning parameters. */
  readonly tuning?: Tuning;
  /** Of a variant with `--rev`. */
  readonly revision?: Revision;
  /** `--build` */
  readonly build?: string;
  /** Local files that its bundle is made of; absent where it imports none. */
  readonly files?: readonly ModuleFile[];
  /** Counts of its functions, those of local files included; absent where nobody has asked. */
  readonly complexity?: readonly FunctionComplexity[];
  /** `--line`: what the parent's profile says of the line that it speeds up. */
  readonly ceiling?: Ceiling;
}

/** The bound that Amdahl's law sets to an optimization of one line; see `stats/ceiling.ts`. */
export interface Ceiling {
  /** 1-based, in the cell of the parent, whose name is `of`. */
  readonly line: number;
  readonly of: string;
  readonly text: string;
  /** Share of the parent's time in the line and what it calls, waiting included, 0 to 1. */
  readonly share: number;
  /** Of that, suspended in an `await`; absent where nothing waits. */
  readonly waiting?: number;
  /** How many samples the share rests on. */
  readonly samples: number;
  /** When the parent was profiled, ISO 8601. */
  readonly profiled: string;
}

/** What a target may speak of; `<=` for costs, `>=` for gains, both are allowed. */
export type TargetQuantity =
  | "time"
  | "speedup"
  | "flops"
  | "bandwidth"
  | "throughput"
  | "p99"
  | "allocated"
  | "memory";

export interface Target {
  /** As the user wrote it: `time <= 50 ms`. */
  readonly expression: string;
  readonly quantity: TargetQuantity;
  readonly relation: "<=" | ">=";
  /** In base units: ns, ratio, 1/s, byte. */
  readonly bound: number;
  readonly verdict: "met" | "missed" | "undecided";
  /** The final variant's figure that was judged, or null before there is one. */
  readonly actual: {
    readonly variant: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly unit: "ns" | "ratio" | "1/s" | "byte";
  } | null;
}

export interface Decision {
  readonly variant: string;
  readonly decision: "kept" | "rejected";
  readonly reason: string;
  /** Who decided: the user by %keep and %reject. */
  readonly recorded: string;
  /** Parameters of the workload at that time. */
  readonly parameters: Parameters;
}
