/** How it was measured, in sentences that the data of this case bear out. Sources are named where the method has them. */
import type { Case } from "../../model/case.js";
import type { ForkSummary, SteadyState } from "../../model/measurement.js";
import { sweepGrid } from "../../model/stale.js";
import { formatCount, formatPercent } from "../../model/units.js";
import { flopConvention } from "../facts.js";
import { growthsOf } from "../growth.js";
import { loadMethod } from "./latency.js";

const NO_OUTLIER = "No outlier was deleted.";

export function methodSentences(record: Case): readonly string[] {
  const measurements = record.variants.flatMap((variant) => variant.measurements);
  const forks = measurements.flatMap((measurement) => measurement.forks);
  const comparisons = record.comparisons;
  if (forks.length === 0) return ["Nothing has been measured yet."];
  const samples = forks.reduce((sum, fork) => sum + fork.samples, 0);
  const means = measurements.filter((one) => one.time.estimator === "mean").length;
  const flops = flopConvention(record.workload);
  return [
    `Every figure comes from fresh Node processes ("forks"); the times rest on ${formatCount(forks.length)} of them with ${formatCount(samples)} samples, the ratios on rounds of more. No two variants ever shared a process, so none could spoil the other's compiled code. Samples within a fork are not independent, so the fork is the unit of inference (Georges et al. 2007; Kalibera and Jones 2013).`,
    ...roundSentences(record),
    ...loadMethod(record),
    ...(record.workload.load
      ? [NO_OUTLIER]
      : [
          `A fork counts with the 10th percentile of its samples after warm-up, since neighbours on a machine only ever add time${means > 0 ? `; ${means} of ${measurements.length} measurements use the mean, as garbage collection takes 1 % or more of their time` : ""}. No outlier was deleted.`,
        ]),
    ...(comparisons.length === 0
      ? []
      : [
          `A speed-up is the median ratio over rounds, with the exact interval of order statistics (sign test) at 95 % or more. A difference counts only where the whole interval lies beyond a margin of ${margins(record)}, fixed beforehand.`,
        ]),
    `Of the forks ${steadyText(forks)} (labels after Barrett et al. 2017); none was left out for it.`,
    ...(sweepGrid(record.workload).length > 1
      ? [
          `The workload was swept over ${sweepGrid(record.workload).length} sets of parameters; targets and headlines speak of the last one.`,
        ]
      : []),
    ...growthMethod(record),
    ...(flops === null ? [] : [flops]),
    "Profiles and checks of results ran in forks of their own, never in timed ones.",
    ...sessionSentence(record),
  ];
}

/** Only where a law is stated. */
function growthMethod(record: Case): readonly string[] {
  if (record.variants.every((variant) => growthsOf(record, variant).length === 0)) return [];
  return [
    "How a time grows is fitted by least squares on logarithms of each size's median over forks. The exponent's interval comes from drawing the forks of each size again (bootstrap), or from the residuals (Student's t) where the sizes stray from the law by more than that. A break is claimed only where two laws that meet at one of the sizes fit better than all but 1 % of simulated unbroken laws would, and their exponents differ by 0.2 or more.",
  ];
}

/** "121 were steady throughout, 11 warmed up first". */
function steadyText(forks: readonly ForkSummary[]): string {
  return Object.entries(STEADY_WORDS)
    .map(([label, words]) => ({ count: forks.filter((fork) => fork.steady === label).length, words }))
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${formatCount(count)} ${words}`)
    .join(", ");
}

const STEADY_WORDS: Readonly<Record<SteadyState, string>> = {
  flat: "were steady throughout",
  "warm-up": "warmed up first",
  slowdown: "slowed down",
  "no-steady-state": "reached no steady state",
};

function roundSentences(record: Case): readonly string[] {
  const rounds = record.comparisons.map((one) => one.speedup.rounds);
  if (rounds.length === 0) return [];
  const [least, most] = [Math.min(...rounds), Math.max(...rounds)];
  const count = least === most ? `${least} rounds` : `${least} to ${most} rounds`;
  const direct = record.comparisons.find((one) => one.direct && !one.stale);
  return [
    `Variants were compared in ${count}. A round is one fork of each side, next to each other in time and in seeded random order, so that a change of the machine's speed meets all sides alike.`,
    ...(direct
      ? [`For this report, ${direct.variant} was measured against ${direct.against} once more, directly.`]
      : []),
  ];
}

function margins(record: Case): string {
  const distinct = [...new Set(record.comparisons.map((one) => one.margin))];
  return distinct.map(formatPercent).join(" or ");
}

function sessionSentence(record: Case): readonly string[] {
  const sessions = new Set(
    record.variants.flatMap((variant) => variant.measurements.map((one) => one.session)),
  ).size;
  const machines = new Set(
    record.variants.flatMap((variant) => variant.measurements.map((one) => one.machine)),
  );
  if (machines.size > 1)
    return [
      `Measurements come from ${machines.size} machines or versions of Node (${[...machines].join("; ")}): times across them do not compare.`,
    ];
  return sessions > 1 ? [`Measurements come from ${sessions} sessions on one machine.`] : [];
}
