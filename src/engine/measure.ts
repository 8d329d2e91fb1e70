/** One measurement: pilots, rounds, looks, outcome. */
import type { Finding } from "../model/finding.js";
import type { ForkRecord, Round, TimeEstimate } from "../model/measurement.js";
import type {
  ForkFailure,
  MeasureOutcome,
  MeasureRequest,
  Ratio,
  Side,
  Watch,
} from "../model/ports/engine.js";
import { findFindings } from "../stats/findings.js";
import { chooseEstimator, forksOf } from "../stats/forks.js";
import { budgetForFirstLook, FEWEST_ROUNDS } from "../stats/looks.js";
import { compareRounds } from "../stats/ratio.js";
import { estimateTime } from "../stats/time-estimate.js";
import type { Executor } from "./executor.js";
import type { MeasureReport, SamplingPlan } from "./fork/tasks.js";
import { forkRecord } from "./fork-record.js";
import { fitPlan, forkTime, type RanPilot } from "./fork-time.js";
import { PILOT, planOf } from "./plans.js";
import { createReporter, type Reporter } from "./reporter.js";
import {
  batchSizes,
  decide,
  fixedRounds,
  isLook,
  type Layout,
  layout,
  NO_SHIFT,
  type Pilot,
  roundOrder,
} from "./schedule.js";

export interface MeasureParts {
  readonly executor: Executor;
  /** ns, monotonic. */
  readonly now: () => number;
  readonly cpuMhz: number | null;
}

export async function measureSides(
  request: MeasureRequest,
  watch: Watch,
  parts: MeasureParts,
): Promise<MeasureOutcome> {
  const run = createRun(request, watch, parts);
  const prepared = await runPilots(run);
  const stopped = prepared ? await runRounds(run, prepared) : "interrupted";
  return summarizeRun(run, stopped);
}

interface Run {
  readonly request: MeasureRequest;
  readonly watch: Watch;
  readonly parts: MeasureParts;
  readonly reporter: Reporter;
  readonly started: number;
  readonly rounds: Round[];
  failure: ForkFailure | null;
  perCall: boolean;
  /** ns, of a typical round; 0 before the first. */
  roundTime: number;
}

function createRun(request: MeasureRequest, watch: Watch, parts: MeasureParts): Run {
  return {
    request,
    watch,
    parts,
    reporter: createReporter(request, watch),
    started: parts.now(),
    rounds: [],
    failure: null,
    perCall: false,
    roundTime: 0,
  };
}

interface Prepared {
  /** Calls per sample, by side. */
  readonly batches: readonly number[];
  readonly plan: SamplingPlan;
}

/** One fork of each side: how many calls make a sample, and how long a fork takes. Null where one failed. */
async function runPilots(run: Run): Promise<Prepared | null> {
  const { sides, options } = run.request;
  const full = planOf(options);
  const pilots: (Pilot & RanPilot)[] = [];
  for (const side of sides) {
    run.reporter.pilot(side);
    const begun = run.parts.now();
    const fork = await runFork(run, side, { batch: null, plan: PILOT, layout: NO_SHIFT });
    if (!fork) return null;
    const { report } = fork;
    const time = report.samples.at(-1) ?? report.firstCall;
    const pilot = { batch: report.batch, time, report, spent: run.parts.now() - begun };
    pilots.push(pilot);
    run.reporter.estimate(forkTime(pilot, full));
  }
  const plan = fixedRounds(options) === null ? fitPlan(full, pilots, options.budget) : full;
  run.reporter.planned(pilots.map((pilot) => forkTime(pilot, plan)));
  return { batches: batchSizes(pilots), plan };
}

async function runRounds(run: Run, prepared: Prepared): Promise<MeasureOutcome["stopped"]> {
  const { options, sides, pairs } = run.request;
  const begun = run.parts.now();
  for (;;) {
    const whole = await runRound(run, prepared);
    if (!whole) return "interrupted";
    const rounds = run.rounds.length;
    const now = run.parts.now();
    const [pair] = pairs;
    const ratio = pair && isLook(rounds, options) ? ratioOf(run, pair) : null;
    const roundTime = (now - begun) / rounds;
    run.roundTime = roundTime;
    if (ratio) run.reporter.look(ratio);
    const decision = decide({ rounds, spent: now - run.started, roundTime, options, ratio });
    if (decision.kind === "stop") return decision.reason;
    run.reporter.round(rounds, roundTime / sides.length);
  }
}

/** False where a fork did not finish; the round then holds what did. */
async function runRound(run: Run, { batches, plan }: Prepared): Promise<boolean> {
  const { sides, options } = run.request;
  const index = run.rounds.length;
  const forks: ForkRecord[] = [];
  let whole = true;
  for (const [position, at] of roundOrder(sides.length, options.seed, index).entries()) {
    const side = sides[at] as Side;
    run.reporter.fork(side, run.rounds.length);
    const place = layout(options.seed, index, position);
    const fork = await runFork(run, side, { batch: batches[at] as number, plan, layout: place });
    if (!fork) {
      whole = false;
      break;
    }
    const { offset } = place;
    const steal = fork.steal === null ? {} : { steal: fork.steal };
    forks.push(forkRecord(fork.report, { variant: side.name, round: index, position, offset, ...steal }));
  }
  if (forks.length > 0) run.rounds.push({ index, forks });
  return whole;
}

interface RanFork {
  readonly report: MeasureReport;
  readonly steal: number | null;
}

async function runFork(
  run: Run,
  side: Side,
  { layout: place, ...sampling }: { batch: number | null; plan: typeof PILOT; layout: Layout },
): Promise<RanFork | null> {
  const { parameters, options, load } = run.request;
  // The sides of a round get the same arrivals.
  const task = load ? { ...sampling, load, seed: `${options.seed}/${run.rounds.length}` } : sampling;
  const { signal } = run.watch;
  const outcome = await run.parts.executor.run(
    { side, parameters, kind: "measure", task, timeout: options.timeout, ...place },
    signal,
  );
  if (outcome.kind === "finished") {
    run.perCall ||= outcome.report.perCall;
    return { report: outcome.report, steal: outcome.steal ?? null };
  }
  // An interrupt is no failure of the variant: what is there is kept.
  if (outcome.failure.kind !== "interrupted" || !signal.aborted) run.failure = outcome.failure;
  return null;
}

function ratioOf(run: Run, pair: { readonly variant: string; readonly against: string }): Ratio {
  const { margin, seed } = run.request.options;
  return compareRounds({ rounds: run.rounds, ...pair, margin, seed });
}

function summarizeRun(run: Run, stopped: MeasureOutcome["stopped"]): MeasureOutcome {
  const { sides, pairs } = run.request;
  const measured = sides.filter((side) => forksOf(run.rounds, side.name).length > 0);
  const names = new Set(measured.map((side) => side.name));
  const comparable = pairs.filter((pair) => names.has(pair.variant) && names.has(pair.against));
  return {
    rounds: run.rounds,
    times: Object.fromEntries(measured.map(({ name }) => [name, timeOf(run, name, comparable)])),
    ratios: comparable.map((pair) => ratioOf(run, pair)),
    findings: findingsOf(run, comparable, stopped),
    stopped,
    failure: run.failure,
    spent: run.parts.now() - run.started,
  };
}

/** By the estimator of the first ratio that the side is in, so that times and ratio reduce forks alike. */
function timeOf({ rounds }: Run, name: string, pairs: MeasureRequest["pairs"]): TimeEstimate {
  const pair = pairs.find(({ variant, against }) => variant === name || against === name);
  const sides = pair ? [pair.variant, pair.against] : [name];
  return estimateTime(forksOf(rounds, name), chooseEstimator(...sides.map((side) => forksOf(rounds, side))));
}

function findingsOf(
  run: Run,
  pairs: MeasureRequest["pairs"],
  stopped: MeasureOutcome["stopped"],
): Omit<Finding, "recorded">[] {
  const { sides, parameters, options, recordedBatches = {} } = run.request;
  const found = findFindings({
    rounds: run.rounds,
    pairs,
    // The last side is the baseline, or the parent where that is the baseline.
    baseline: sides.length > 1 ? (sides.at(-1)?.name ?? null) : null,
    parameters,
    margin: options.margin,
    cpuMhz: run.parts.cpuMhz,
    perCall: run.perCall,
    recordedBatches,
    budgetForSix:
      stopped === "budget" && run.rounds.length < FEWEST_ROUNDS ? budgetForFirstLook(run.roundTime) : null,
  });
  const [first] = sides;
  if (stopped !== "interrupted" || run.failure || !first || run.rounds.length === 0) return found;
  const against = pairs[0]?.against ?? null;
  const details = { rounds: run.rounds.length };
  return [...found, { code: "interrupted", variant: first.name, against, parameters, details }];
}
