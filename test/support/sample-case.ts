/**
 * A rich and realistic case: naive 55 ms → ikj 3.4× → blocked 6.2× kept, one slower attempt rejected, one with a wrong
 * result, one unverified, a reference, and a sweep over two sizes.
 */
import type { Case, Decision, Role, Target, Variant } from "../../src/model/case.js";
import type { Comparison, Verdict } from "../../src/model/comparison.js";
import { type Environment, machineKey } from "../../src/model/environment.js";
import type { Finding } from "../../src/model/finding.js";
import type { Measurement } from "../../src/model/measurement.js";
import type { ProfileRecord } from "../../src/model/profile.js";
import type { Check, Verification, VerificationVerdict } from "../../src/model/verification.js";
import type { Parameters } from "../../src/model/workload.js";
import { SETUP, SOURCES } from "./sample-sources.js";

export const SAMPLE_ENVIRONMENT: Environment = {
  cpu: { model: "AMD EPYC", cores: 2, mhz: 2445, caches: { L1d: 32768, L2: 524288, L3: 16777216 } },
  memory: 8 * 2 ** 30,
  os: "Debian GNU/Linux 12",
  arch: "x64",
  governor: null,
  load: 0.31,
  steal: 0.004,
  limits: { cpus: 2, memory: null },
  node: "20.20.2",
  v8: "11.3.244.8",
  benchbook: "0.1.0",
  packages: { esbuild: "0.28.2", tinybench: "6.2.3", mathjs: "15.2.0" },
  git: { revision: "5f2d391c0ffee5f2d391c0ffee5f2d391c0ffee0", dirty: false },
};

const SESSION = "session-1";
const SMALL: Parameters = { n: 128, seed: 1 };
const LARGE: Parameters = { n: 256, seed: 1 };
const MACHINE = machineKey(SAMPLE_ENVIRONMENT);
const at = (minute: number) => `2026-11-23T14:${String(minute).padStart(2, "0")}:00.000Z`;

export function sampleCase(): Case {
  return {
    format: "benchbook-case",
    version: 1,
    id: "matmul",
    title: "Matrix multiplication",
    notebook: "matmul.ipynb",
    created: at(0),
    updated: at(31),
    environment: SAMPLE_ENVIRONMENT,
    workload: {
      parameters: LARGE,
      sweep: { n: [128, 256], seed: [1] },
      setups: [
        {
          name: "setup",
          source: SETUP,
          parameters: { n: [128, 256], seed: [1] },
          perCall: false,
          cellId: "c-setup",
        },
      ],
      teardown: null,
      cost: { flops: "2 n^3", bytes: "12 n^2" },
      inputs: 1,
    },
    targets: TARGETS,
    variants: VARIANTS,
    comparisons: COMPARISONS,
    profiles: PROFILES,
    verifications: VERIFICATIONS,
    findings: FINDINGS,
    decisions: DECISIONS,
  };
}

/** The case after a change of its setup: all that was measured is of something else now. */
export function staleCase(): Case {
  const record = sampleCase();
  return {
    ...record,
    targets: record.targets.map((target) => ({ ...target, verdict: "undecided", actual: null })),
    variants: record.variants.map((variant) => ({
      ...variant,
      verification: { verdict: variant.role === "baseline" ? "reference" : "unverified" },
      measurements: variant.measurements.map((one) => ({ ...one, stale: true })),
    })),
    comparisons: record.comparisons.map((one) => ({ ...one, stale: true })),
    profiles: record.profiles.map((one) => ({ ...one, stale: true })),
    verifications: record.verifications.map((one) => ({ ...one, stale: true })),
  };
}

const TARGETS: readonly Target[] = [
  {
    expression: "time <= 10 ms",
    quantity: "time",
    relation: "<=",
    bound: 10e6,
    verdict: "met",
    actual: { variant: "blocked", value: 8.91e6, low: 8.91e6 * 0.988, high: 8.91e6 * 1.013, unit: "ns" },
  },
  {
    expression: "speedup >= 10",
    quantity: "speedup",
    relation: ">=",
    bound: 10,
    verdict: "missed",
    actual: { variant: "blocked", value: 6.21, low: 6.21 * 0.968, high: 6.21 * 1.038, unit: "ratio" },
  },
];

interface Sketch {
  readonly name: keyof typeof SOURCES;
  readonly role: Role;
  readonly parent: string | null;
  readonly expect: number | null;
  readonly verdict: VerificationVerdict;
  readonly decision: Variant["decision"];
  /** ns at n=256, and at n=128 where it was swept. */
  readonly time: number;
  readonly small: number | null;
  readonly minute: number;
}

const SKETCHES: readonly Sketch[] = [
  {
    name: "naive",
    role: "baseline",
    parent: null,
    expect: null,
    verdict: "reference",
    decision: null,
    time: 55.3e6,
    small: 2.61e6,
    minute: 2,
  },
  {
    name: "ikj",
    role: "optimization",
    parent: "naive",
    expect: 3,
    verdict: "verified",
    decision: "kept",
    time: 16.2e6,
    small: 2.05e6,
    minute: 7,
  },
  {
    name: "transposed",
    role: "optimization",
    parent: "ikj",
    expect: 1.5,
    verdict: "verified",
    decision: "rejected",
    time: 19.8e6,
    small: 2.44e6,
    minute: 12,
  },
  {
    name: "shortcut",
    role: "optimization",
    parent: "ikj",
    expect: 1.1,
    verdict: "failed",
    decision: null,
    time: 15.7e6,
    small: null,
    minute: 16,
  },
  {
    name: "blocked",
    role: "optimization",
    parent: "ikj",
    expect: 2,
    verdict: "verified",
    decision: "kept",
    time: 8.91e6,
    small: 1.13e6,
    minute: 21,
  },
  {
    name: "unrolled",
    role: "optimization",
    parent: "blocked",
    expect: 1.2,
    verdict: "unverified",
    decision: null,
    time: 8.72e6,
    small: null,
    minute: 26,
  },
  {
    name: "mathjs",
    role: "reference",
    parent: null,
    expect: null,
    verdict: "verified",
    decision: null,
    time: 412e6,
    small: null,
    minute: 28,
  },
];

const VARIANTS: readonly Variant[] = SKETCHES.map((sketch) => {
  const source = SOURCES[sketch.name];
  const lines = source.split("\n");
  return {
    name: sketch.name,
    role: sketch.role,
    language: "typescript",
    source,
    hash: hashOf(sketch.name),
    hypothesis: sketch.role === "optimization" ? (lines[0] ?? "").replace(/^\/\/ /, "") : null,
    expect: sketch.expect,
    parent: sketch.parent,
    noProfile: sketch.name === "shortcut" ? "the profile is the one of ikj; this only skips work" : null,
    nodeFlags: [],
    env: {},
    result: null,
    expression: { text: lines.at(-1) ?? "", line: lines.length, asynchronous: false },
    bundle: hashOf(`bundle ${sketch.name}`),
    workload: hashOf("workload"),
    cellId: `c-${sketch.name}`,
    recorded: at(sketch.minute),
    session: SESSION,
    machine: MACHINE,
    measurements: [
      ...(sketch.small === null ? [] : [measurement(sketch, SMALL, sketch.small)]),
      measurement(sketch, LARGE, sketch.time),
    ],
    verification: { verdict: sketch.verdict },
    decision: sketch.decision,
  };
});

function measurement(sketch: Sketch, parameters: Parameters, estimate: number): Measurement {
  const n = Number(parameters.n);
  const prepare = sketch.name === "mathjs" ? 48e6 : 2100;
  return {
    parameters,
    hash: hashOf(sketch.name),
    stale: false,
    recorded: at(sketch.minute),
    session: SESSION,
    machine: MACHINE,
    time: {
      estimate,
      low: estimate * 0.988,
      high: estimate * 1.013,
      estimator: "p10",
      median: estimate * 1.02,
      mean: estimate * 1.031,
      min: estimate * 0.982,
      unit: "ns",
    },
    rates: { flops: (2 * n ** 3 * 1e9) / estimate, bytes: (12 * n ** 2 * 1e9) / estimate },
    allocated: { estimate: 4 * n * n, unit: "byte" },
    peakMemory: { estimate: 62 * 2 ** 20, unit: "byte" },
    gcShare: 0.0004,
    prepare,
    forks: Array.from({ length: 12 }, (_, fork) => ({
      estimate: estimate * (1 + 0.01 * Math.sin(fork * 2.3)),
      prepare,
      batch: 1,
      samples: 40,
      steady: fork === 7 ? "warm-up" : "flat",
    })),
    samples: hashOf(`samples ${sketch.name} ${n}`),
    interrupted: false,
  };
}

const COMPARISONS: readonly Comparison[] = [
  compared({ variant: "ikj", against: "naive", ratio: 3.42, verdict: "faster" }),
  compared({ variant: "ikj", against: "naive", ratio: 1.27, verdict: "faster", parameters: SMALL }),
  compared({ variant: "transposed", against: "ikj", ratio: 0.818, verdict: "slower" }),
  compared({ variant: "transposed", against: "naive", ratio: 2.79, verdict: "faster" }),
  compared({ variant: "shortcut", against: "ikj", ratio: 1.03, verdict: "unresolved" }),
  compared({ variant: "shortcut", against: "naive", ratio: 3.52, verdict: "faster" }),
  compared({ variant: "blocked", against: "ikj", ratio: 1.82, verdict: "faster" }),
  compared({ variant: "blocked", against: "naive", ratio: 6.21, verdict: "faster" }),
  compared({ variant: "blocked", against: "ikj", ratio: 1.81, verdict: "faster", parameters: SMALL }),
  compared({ variant: "blocked", against: "naive", ratio: 2.31, verdict: "faster", parameters: SMALL }),
  compared({ variant: "blocked", against: "naive", ratio: 6.21, verdict: "faster", direct: true }),
  compared({ variant: "unrolled", against: "blocked", ratio: 1.02, verdict: "unresolved" }),
  compared({ variant: "unrolled", against: "naive", ratio: 6.34, verdict: "faster" }),
  compared({ variant: "mathjs", against: "naive", ratio: 0.134, verdict: "slower" }),
];

function compared(sketch: {
  readonly variant: string;
  readonly against: string;
  readonly ratio: number;
  readonly verdict: Verdict;
  readonly parameters?: Parameters;
  readonly direct?: boolean;
}): Comparison {
  const { variant, against, ratio, verdict, parameters = LARGE, direct = false } = sketch;
  return {
    variant,
    against,
    parameters,
    speedup: { estimate: ratio, low: ratio * 0.968, high: ratio * 1.038, confidence: 0.961, rounds: 12 },
    bootstrap: { low: ratio * 0.972, high: ratio * 1.035 },
    verdict,
    margin: 0.02,
    roundsNeeded: verdict === "unresolved" ? 48 : null,
    stale: false,
    hashes: { variant: hashOf(variant), against: hashOf(against) },
    recorded: at(direct ? 30 : 22),
    session: SESSION,
    machine: MACHINE,
    interrupted: false,
    direct,
  };
}

const PROFILES: readonly ProfileRecord[] = ["naive", "ikj", "blocked"].map((variant, index) => ({
  variant,
  kind: "cpu",
  hash: hashOf(variant),
  stale: false,
  parameters: LARGE,
  file: `${variant}.json`,
  recorded: at(4 + index * 6),
  session: SESSION,
  duration: 2.01e9,
  sampleCount: 5662,
  interval: { asked: 200_000, achieved: 355_000 },
  top: [{ name: "matmul", file: `cell:${variant}`, line: 1, share: 0.982 }],
  hotLines: [{ file: `cell:${variant}`, line: 6, share: 0.971, text: "sum += a[i * n + k] * b[k * n + j]" }],
}));

const SAME = (kind: Check["kind"], parameters: Parameters): Check => ({
  kind,
  parameters,
  verdict: "same",
  mismatch: null,
  note: null,
  described: `Float32Array(${Number(parameters.n) ** 2})`,
});

const GOOD_CHECKS: readonly Check[] = [
  SAME("inputs", LARGE),
  SAME("seed", { n: 256, seed: 2 }),
  SAME("seed", { n: 256, seed: 3 }),
  SAME("size", { n: 1, seed: 1 }),
  SAME("size", { n: 7, seed: 1 }),
  SAME("size", { n: 33, seed: 1 }),
];

const VERIFICATIONS: readonly Verification[] = [
  verified("ikj", "verified", GOOD_CHECKS),
  verified("transposed", "verified", [SAME("inputs", LARGE)]),
  verified("shortcut", "failed", [
    {
      kind: "inputs",
      parameters: LARGE,
      verdict: "different",
      mismatch: {
        path: "[252, 0]",
        expected: "63.51218",
        actual: "0",
        maxAbsolute: 74.92,
        maxRelative: 1,
        differing: 1024,
        compared: 65536,
      },
      note: null,
      described: "Float32Array(65536)",
    },
  ]),
  verified("blocked", "verified", GOOD_CHECKS),
  verified("mathjs", "verified", [SAME("inputs", LARGE)]),
];

function verified(variant: string, verdict: VerificationVerdict, checks: readonly Check[]): Verification {
  return {
    variant,
    against: "naive",
    hash: hashOf(variant),
    againstHash: hashOf("naive"),
    verdict,
    checks,
    tolerance: { rtol: null, atol: null, shape: ["n", "n"] },
    stale: false,
    recorded: at(24),
    session: SESSION,
  };
}

const FINDINGS: readonly Finding[] = [
  {
    code: "work-moved",
    variant: "mathjs",
    against: "naive",
    parameters: LARGE,
    details: { prepare: 48e6, baseline: 55.3e6 },
    recorded: at(28),
  },
  {
    code: "noisy",
    variant: "unrolled",
    against: "blocked",
    parameters: LARGE,
    details: { low: 0.98, high: 1.031 },
    recorded: at(26),
  },
];

const DECISIONS: readonly Decision[] = [
  {
    variant: "ikj",
    decision: "kept",
    reason: "the row walk is what the profile asked for",
    recorded: at(9),
    parameters: LARGE,
  },
  {
    variant: "transposed",
    decision: "rejected",
    reason: "the copy costs more than the row walk saves",
    recorded: at(14),
    parameters: LARGE,
  },
  {
    variant: "blocked",
    decision: "kept",
    reason: "meets the time target on every size tried",
    recorded: at(25),
    parameters: LARGE,
  },
];

/** Not a real hash, but as long as one and always the same for a name. */
function hashOf(name: string): string {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 0xffffffff;
  return hash.toString(16).padStart(8, "0").repeat(2);
}
