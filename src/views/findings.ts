/** Words for findings: what was seen, what it means for the number, what to do. The one place that words them. */
import type { Finding, FindingCode } from "../model/finding.js";
import { formatBytes, formatDuration, formatPercent, formatRatio } from "../model/units.js";

export interface FindingWords {
  readonly sentence: string;
  readonly meaning: string;
  readonly advice: string;
}

export function findingWords(finding: Finding): FindingWords {
  const { variant, against, details } = finding;
  const [sentence, meaning, advice] = WORDS[finding.code]({
    variant,
    against: against ?? "the other side",
    time: (name) => formatted(details[name], formatDuration),
    share: (name) => formatted(details[name], formatPercent),
    ratio: (name) => formatted(details[name], formatRatio),
    bytes: (name) => formatted(details[name], formatBytes),
    has: (name) => details[name] !== undefined,
    plain: (name) => formatted(details[name], String),
  });
  return { sentence, meaning, advice };
}

/** All three in one line of text. */
export function findingLine(finding: Finding): string {
  const words = findingWords(finding);
  return `${finding.code}: ${words.sentence} ${words.meaning} ${words.advice}`;
}

interface Figures {
  readonly variant: string;
  readonly against: string;
  readonly time: (name: string) => string;
  readonly share: (name: string) => string;
  readonly ratio: (name: string) => string;
  readonly bytes: (name: string) => string;
  readonly has: (name: string) => boolean;
  readonly plain: (name: string) => string;
}

type Words = readonly [sentence: string, meaning: string, advice: string];

const WORDS: Readonly<Record<FindingCode, (figures: Figures) => Words>> = {
  "timer-limited": ({ variant }) => [
    `One call of ${variant} is short against the clock's resolution.`,
    "The time holds only to within a few steps of the clock.",
    "Give the call more work, or drop --per-call so that calls can be batched.",
  ],
  "optimised-away": ({ variant }) => [
    `${variant} costs no more than an empty loop.`,
    "The compiler has removed the work: the number is not the time of the code.",
    "Let the measured expression's value depend on all of the work.",
  ],
  "no-steady-state": ({ variant }) => [
    `Some forks of ${variant} did not reach a steady state.`,
    "Their times still moved when sampling ended, so an average may mislead.",
    "Measure longer (--budget), and look for work that grows with each call.",
  ],
  drift: ({ variant }) => [
    `${variant} became slower or faster from round to round.`,
    "The machine changed during the measurement; ratios from common rounds bear it, absolute times less so.",
    "Close other programs and measure again with --fresh.",
  ],
  noisy: ({ variant, against }) => [
    `Equal forks of ${against} differ by more than the margin while ${variant} was measured.`,
    "The machine is too noisy to call two variants indistinguishable.",
    "Use a quieter machine, or more rounds (--rounds 24).",
  ],
  "tail-differs": ({ variant, against }) => [
    `The mean or median of ${variant} against ${against} would give another verdict than the 10th percentile.`,
    "Most calls and the slowest calls do not tell the same story.",
    "Look at the distribution of samples before you claim either.",
  ],
  multimodal: ({ variant }) => [
    `The forks of ${variant} fall into separate groups of speed.`,
    "The process ends up in one of several compiled states or memory layouts.",
    "Report the groups, and look for the cause with %profile --deopt.",
  ],
  "gc-bound": ({ variant, share, has }) => [
    `${variant} spends ${has("gcShare") ? share("gcShare") : "a notable share"} of its time collecting garbage.`,
    "The mean is shown in place of the 10th percentile, since a low quantile hides collections.",
    "Allocate less within the call, or reuse buffers.",
  ],
  throttled: ({ variant }) => [
    `The machine's speed was limited while ${variant} was measured.`,
    "A control group or the heat took time away.",
    "Raise the limit of CPU time, or let the machine cool down.",
  ],
  "busy-machine": ({ variant }) => [
    `Other work used the machine while ${variant} was measured.`,
    "Times are higher and more scattered than on an idle machine.",
    "Stop other programs and measure again with --fresh.",
  ],
  "too-few-samples": ({ variant }) => [
    `There are too few rounds of ${variant} for an interval.`,
    "The figure is a rough estimate; no verdict rests on it.",
    "Raise --budget, or fix the number with --rounds 6.",
  ],
  "result-changes": ({ variant }) => [
    `The first and the last call of ${variant} returned different values.`,
    "The calls do not all do the same work: state is carried from one to the next.",
    "Make the expression independent of earlier calls, or restore its input in %%setup --per-call.",
  ],
  "work-moved": ({ variant, time, has }) => [
    `The statements before the measured expression of ${variant} take ${has("prepare") ? time("prepare") : "longer than one call of the baseline"}.`,
    "Work may have moved out of what is timed: the speed-up holds only if that preparation is done once.",
    "Put the preparation into the measured expression, or say why it does not count.",
  ],
  "different-environment": ({ variant, against }) => [
    `${variant} and ${against} were recorded on different machines or versions of Node.`,
    "Their times do not compare.",
    "Measure both again here with --fresh.",
  ],
  "batch-changed": ({ variant }) => [
    `${variant} was measured with another batch size than before.`,
    "Short calls can cost differently in longer batches.",
    "Compare only figures from the same measurement.",
  ],
  "degenerate-result": ({ variant }) => [
    `The result of ${variant} is empty or all NaN.`,
    "It agrees with anything that is empty or NaN too: verifying it proves nothing.",
    "Return the computed values, or name them with --result.",
  ],
  "not-deterministic": ({ against }) => [
    `Two runs of ${against} gave different values.`,
    "The workload is not deterministic, so no variant can be verified against it.",
    "Derive all randomness from seeded(seed) in %%setup.",
  ],
  interrupted: ({ variant }) => [
    `The measurement of ${variant} was interrupted.`,
    "What was recorded until then is kept and marked.",
    "Run the cell again to complete it.",
  ],
};

function formatted(value: number | string | undefined, format: (value: number) => string): string {
  if (value === undefined) return "–";
  return typeof value === "number" ? format(value) : value;
}
