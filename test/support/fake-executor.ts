/** Forks in virtual time: a variant described as `55 ms ± 2 %` gives reports, and the clock moves as a fork would take. */
import type { Executor, ForkOutcome, ForkRequest } from "../../src/engine/executor.js";
import { SLOW, SLOW_SAMPLES, VERY_SLOW, VERY_SLOW_SAMPLES } from "../../src/engine/fork/slow.js";
import type {
  CompareReport,
  MeasureReport,
  MeasureTask,
  TaskKind,
  TaskMap,
  ValueReport,
} from "../../src/engine/fork/tasks.js";
import type { ForkFailure } from "../../src/model/ports/engine.js";
import { createRandom } from "../../src/stats/random.js";

export type FakeVariant =
  /** `55 ms ± 2 %`: the time of a call, and how much forks differ (standard deviation). */
  | string
  | {
      readonly time?: string;
      /** How its forks end; from this fork of the variant on (0 is the pilot). */
      readonly fails?: ForkFailure["kind"];
      readonly failsFrom?: number;
      readonly value?: unknown;
      readonly garbage?: number;
    };

export interface FakeExecutor extends Executor {
  /** ns of virtual time. */
  readonly now: () => number;
  /** Every fork run, in order: `ikj measure`. */
  readonly log: string[];
  readonly requests: ForkRequest[];
}

/** ns that starting a process takes. */
const START = 50e6;

export function createFakeExecutor(variants: Readonly<Record<string, FakeVariant>>, seed = 1): FakeExecutor {
  const random = createRandom(seed);
  const log: string[] = [];
  const requests: ForkRequest[] = [];
  let clock = 0;
  let running = 0;

  async function run<K extends TaskKind>(
    request: ForkRequest<K>,
    signal: AbortSignal,
  ): Promise<ForkOutcome<K>> {
    if (++running > 1) throw new Error("Two forks ran at once.");
    const earlier = requests.filter(({ side }) => side.name === request.side.name).length;
    requests.push(request as unknown as ForkRequest);
    log.push(`${request.side.name} ${request.kind}`);
    await Promise.resolve();
    clock += START;
    running--;
    const variant = describe(variants, request.side.name);
    const kind = signal.aborted
      ? "interrupted"
      : earlier >= (variant.failsFrom ?? 0)
        ? variant.fails
        : undefined;
    if (kind) return { kind: "failed", failure: failureOf(kind, request) };
    return { kind: "finished", report: reportOf(request, variant) as TaskMap[K]["report"] };
  }

  function reportOf(request: ForkRequest, variant: Described): TaskMap[TaskKind]["report"] {
    if (request.kind === "measure") {
      const time = variant.time * Math.exp(variant.spread * normal(random));
      const report = measureReport(request.task as MeasureTask, time, variant.garbage);
      // A slow call's first sample is its first call.
      if (variant.time <= SLOW) clock += report.firstCall;
      clock += report.samples.reduce((sum, sample) => sum + sample * report.batch, 0);
      return report;
    }
    clock += variant.time;
    return valueReport(request, variant);
  }

  return { run, log, requests, now: () => clock };
}

interface Described {
  readonly time: number;
  readonly spread: number;
  readonly garbage: number;
  readonly value: unknown;
  readonly fails: ForkFailure["kind"] | undefined;
  readonly failsFrom: number | undefined;
}

const UNITS: Readonly<Record<string, number>> = { ns: 1, µs: 1e3, ms: 1e6, s: 1e9 };

function describe(variants: Readonly<Record<string, FakeVariant>>, name: string): Described {
  const given = variants[name] ?? "1 ms";
  const options = typeof given === "string" ? { time: given } : given;
  const match = /^([\d.]+) (ns|µs|ms|s)(?: ± ([\d.]+) %)?$/.exec(options.time ?? "1 ms");
  if (!match) throw new Error(`Write a time as "55 ms ± 2 %", not as "${options.time}".`);
  return {
    time: Number(match[1]) * (UNITS[match[2] ?? "ns"] ?? 1),
    spread: Number(match[3] ?? 0) / 100,
    garbage: options.garbage ?? 0,
    value: options.value ?? 1,
    fails: options.fails,
    failsFrom: options.failsFrom,
  };
}

/** A fork of perfectly steady samples. */
function measureReport(task: MeasureTask, time: number, garbage: number): MeasureReport {
  const { plan } = task;
  const batch = task.batch ?? Math.max(1, Math.ceil(plan.sample / time));
  const sample = batch * time;
  const slow = time > SLOW;
  const warmFrom = slow ? 1 : Math.min(60, Math.ceil(plan.warmUp / sample));
  const steady = slow ? slowSamples(task, time) : Math.max(plan.fewest, Math.ceil(plan.steady / sample));
  return {
    batch,
    samples: Array.from({ length: warmFrom + steady }, () => time),
    warmFrom,
    firstCall: time,
    setup: 1e6,
    prepare: 1000,
    control: 0.5,
    gc: { time: garbage * steady * sample, count: garbage > 0 ? 1 : 0 },
    steadyTime: steady * sample,
    course: (warmFrom + steady) * sample,
    allocated: 0,
    peakMemory: 50e6,
    cpu: steady * sample,
    sameResult: true,
    clockResolution: 40,
    perCall: false,
  };
}

function slowSamples({ batch }: MeasureTask, time: number): number {
  if (batch === null) return time > VERY_SLOW ? 0 : 1;
  return time > VERY_SLOW ? VERY_SLOW_SAMPLES : SLOW_SAMPLES;
}

/** Values are equal where they are written alike. */
function valueReport(request: ForkRequest, { value }: Described): ValueReport | CompareReport {
  const unverifiable = value === undefined ? "the result is undefined" : null;
  const report: ValueReport = { described: typeof value, unverifiable, degenerate: null };
  if (request.kind === "value") return report;
  return { ...report, verdict: "same", mismatch: null, note: null };
}

function failureOf(kind: ForkFailure["kind"], { side, parameters }: ForkRequest): ForkFailure {
  return { variant: side.name, kind, message: `${side.name}: ${kind}`, error: null, parameters };
}

/** Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
