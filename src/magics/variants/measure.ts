/** Measures sides in rounds at one point of the sweep, and takes the outcome into the record. */

import type { Case, Variant } from "../../model/case.js";
import type { Comparison } from "../../model/comparison.js";
import { machineKey } from "../../model/environment.js";
import type { Finding } from "../../model/finding.js";
import type { Load } from "../../model/load.js";
import type { ForkRecord, Measurement } from "../../model/measurement.js";
import type { MeasureOptions, MeasureOutcome, Ratio, Watch } from "../../model/ports/engine.js";
import {
  findVariant,
  sameParameters,
  withComparison,
  withDoubt,
  withFindings,
  withMeasurement,
} from "../../model/record.js";
import type { Parameters } from "../../model/workload.js";
import { forksOf, gcShare } from "../../stats/forks.js";
import { summarizeLatency } from "../../stats/latency.js";
import { quantile } from "../../stats/quantile.js";
import { ratioMoved } from "../../stats/ratio-moved.js";
import { estimateOf } from "../../stats/summary.js";
import type { MagicContext } from "../magic.js";
import type { Costs } from "./costs.js";
import { ratesOf } from "./rates.js";
import { recordedBatches } from "./recorded-batches.js";
import { lockfileFindings, requireUnchanged } from "./revision.js";
import { commandOf } from "./shell-figures.js";
import { sideOf } from "./sides.js";

export interface MeasureStep {
  /** The variant whose measurement is recorded, first; then what it is compared with. */
  readonly variants: readonly Variant[];
  readonly parameters: Parameters;
  readonly options: MeasureOptions;
  /**
   * `measurement`: the first variant's, with its comparisons. `comparison`: of `%compare`, the first variant's
   * measurement stays. `direct`: as that, by `%report`, of the baseline and the final variant.
   */
  readonly keeps: "measurement" | "comparison" | "direct";
  /** At these parameters; empty where no cost is stated. */
  readonly costs: Costs;
}

/** Rounds of the variants next to each other; the record keeps what was measured even where a fork failed. */
export async function measureStep(
  step: MeasureStep,
  context: MagicContext,
  watch: Watch,
): Promise<MeasureOutcome> {
  const { variants, parameters, options } = step;
  const [subject, ...others] = variants;
  if (subject === undefined) throw new Error("measureStep: no variants");
  await requireUnchanged(variants, context);
  const { load } = context.state.require().workload;
  context.language.pause();
  let outcome: MeasureOutcome;
  try {
    outcome = await context.engine.measure(
      {
        sides: variants.map((variant) => sideOf(context, variant)),
        pairs: others.map((other) => ({ variant: subject.name, against: other.name })),
        parameters,
        options,
        ...(load ? { load } : {}),
        recordedBatches: recordedBatches(context.state.require(), subject, parameters),
      },
      watch,
    );
  } finally {
    context.language.resume();
  }
  if (outcome.rounds.length > 0) await keep(step, outcome, context);
  return outcome;
}

/** By the user; a fork that failed by itself stops a measurement too. */
export function wasInterrupted({ stopped, failure }: MeasureOutcome): boolean {
  return stopped === "interrupted" && (failure === null || failure.kind === "interrupted");
}

async function keep(step: MeasureStep, outcome: MeasureOutcome, context: MagicContext): Promise<void> {
  const { state, store } = context;
  const samples = await store.saveSamples(state.require().id, outcome.rounds);
  const recorded = state.now();
  await state.change((record) => {
    const stamp: Stamp = { recorded, session: state.session, machine: machineKey(record.environment) };
    const [subject] = step.variants;
    let next = record;
    if (subject !== undefined && step.keeps === "measurement") {
      const measurement = measurementOf({
        ...{ step, outcome, samples, stamp, variant: subject },
        load: record.workload.load,
      });
      if (measurement !== null) next = withMeasurement(next, subject.name, measurement);
    }
    for (const ratio of outcome.ratios) {
      const comparison = comparisonFrom({ record: next, ratio, step, outcome, samples, stamp });
      if (comparison.direct) next = withMoved(next, comparison);
      next = withComparison(next, comparison);
    }
    if (subject === undefined || step.keeps !== "measurement") return next;
    return withFindings(next, { variant: subject.name, parameters: step.parameters }, [
      ...stamped(outcome, recorded),
      ...lockfileFindings(subject, step.parameters, recorded),
    ]);
  });
}

/** What stands in the tables and what is measured at the end are one ratio: a reader would divide, and wonder. */
function withMoved(record: Case, comparison: Comparison): Case {
  const { variant, against, parameters, recorded } = comparison;
  const before = record.comparisons.find(
    (one) =>
      one.variant === variant &&
      one.against === against &&
      !one.direct &&
      !one.stale &&
      sameParameters(one.parameters, parameters),
  );
  const about = { code: "ratio-moved" as const, variant, against, parameters };
  const details = before === undefined ? null : ratioMoved(comparison, before);
  return withDoubt(record, about, details === null ? null : { ...about, details, recorded });
}

interface Stamp {
  readonly recorded: string;
  readonly session: string;
  readonly machine: string;
}

function measurementOf(given: {
  readonly step: MeasureStep;
  readonly outcome: MeasureOutcome;
  readonly samples: string;
  readonly stamp: Stamp;
  readonly variant: Variant;
  readonly load: Load | undefined;
}): Measurement | null {
  const { step, outcome, samples, stamp, variant, load } = given;
  const time = outcome.times[variant.name];
  if (time === undefined) return null;
  const forks = forksOf(outcome.rounds, variant.name);
  const latency = latencyOf(forks, load);
  const median = (figure: (fork: ForkRecord) => number) => quantile(forks.map(figure), 0.5);
  return {
    parameters: step.parameters,
    hash: variant.hash,
    stale: false,
    ...stamp,
    time,
    rates: ratesOf(step.costs, { time, ...latency }),
    allocated: { estimate: median((fork) => fork.allocated), unit: "byte" },
    peakMemory: { estimate: median((fork) => fork.peakMemory), unit: "byte" },
    ...commandOf(forks),
    ...latency,
    gcShare: gcShare(forks),
    ...threadsOf(forks),
    prepare: median((fork) => fork.prepare),
    forks: forks.map((fork) => ({
      estimate: estimateOf(fork, time.estimator),
      prepare: fork.prepare,
      batch: fork.batch,
      samples: fork.samples.length,
      steady: fork.steady,
    })),
    samples,
    interrupted: wasInterrupted(outcome),
  };
}

function threadsOf(forks: readonly ForkRecord[]): Pick<Measurement, "threads"> {
  const shares = forks
    .filter(({ steadyTime }) => steadyTime > 0)
    .map(({ cpu, steadyTime }) => cpu / steadyTime);
  if (shares.length === 0) return {};
  const busy = quantile(shares, 0.5);
  const pool = Math.max(...forks.map(({ threads = 1 }) => threads));
  // Native code starts threads that nobody tells of. Half a processor more is beyond what V8's own threads take.
  const count = pool > 1 || !(busy >= 1.5) ? pool : Math.round(busy);
  return count > 1 ? { threads: { count, busy } } : {};
}

function latencyOf(forks: readonly ForkRecord[], load: Load | undefined): Pick<Measurement, "latency"> {
  const latency = load && summarizeLatency(forks, load);
  return latency ? { latency } : {};
}

function comparisonFrom(given: {
  readonly record: Case;
  readonly ratio: Ratio;
  readonly step: MeasureStep;
  readonly outcome: MeasureOutcome;
  readonly samples: string;
  readonly stamp: Stamp;
}): Comparison {
  const { record, ratio, step, outcome, samples, stamp } = given;
  const hashOf = (name: string) => findVariant(record, name)?.hash ?? "";
  return {
    ...ratio,
    parameters: step.parameters,
    stale: false,
    hashes: { variant: hashOf(ratio.variant), against: hashOf(ratio.against) },
    ...stamp,
    interrupted: wasInterrupted(outcome),
    direct: step.keeps === "direct",
    samples,
  };
}

function stamped(outcome: MeasureOutcome, recorded: string): readonly Finding[] {
  return outcome.findings.map((finding) => ({ ...finding, recorded }));
}
