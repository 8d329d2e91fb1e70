/** Words for findings: what was seen, what it means for the number, what to do. The one place that words them. */
import type { Finding, FindingCode } from "../model/finding.js";
import {
  formatBytes,
  formatCallRate,
  formatCount,
  formatDuration,
  formatInterval,
  formatPercent,
  formatRatio,
} from "../model/units.js";

export interface FindingWords {
  readonly sentence: string;
  readonly meaning: string;
  readonly advice: string;
}

export function findingWords(finding: Finding): FindingWords {
  const [sentence, meaning, advice] = WORDS[finding.code](figuresOf(finding));
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
  /** As `against`; null where the finding has none. */
  readonly other: string | null;
  /** The detail of that name in readable units, or null where it is not there. */
  readonly time: (name: string) => string | null;
  readonly share: (name: string) => string | null;
  /** As an option takes it, rounded up: `12s`. */
  readonly seconds: (name: string) => string | null;
  readonly bytes: (name: string) => string | null;
  /** `1 fork`, `6 forks`. */
  readonly counted: (name: string, noun: string) => string | null;
  readonly ratio: (name: string) => string | null;
  /** Calls per second. */
  readonly rate: (name: string) => string | null;
  readonly plain: (name: string) => string | null;
  /** `0.896 to 1.14×`, of two details. */
  readonly range: (low: string, high: string, format: (value: number) => string) => string | null;
}

type Words = readonly [sentence: string, meaning: string, advice: string];

const WORDS: Readonly<Record<FindingCode, (figures: Figures) => Words>> = {
  "timer-limited": ({ variant, time }) => [
    `What is clocked of ${variant} is short${given`: ${time("time")} by a clock that steps by ${time("resolution")}`}.`,
    "The time holds only to within a few steps of the clock.",
    "Give the call more work, or drop --per-call so that calls can be batched.",
  ],
  "optimised-away": ({ variant, time }) => [
    `${variant} costs no more than an empty loop${given`: ${time("time")} remain, and a clock cycle takes ${time("cycle")}`}.`,
    "The compiler has removed the work: the number is not the time of the code.",
    "Let the measured expression's value depend on all of the work.",
  ],
  "no-steady-state": ({ variant, plain }) => [
    `${given`${plain("without")} of ${plain("forks")}` || "Some"} forks of ${variant} did not reach a steady state.`,
    "Their times still moved when sampling ended, so an average may mislead.",
    "Measure longer (--budget), and look for work that grows with each call.",
  ],
  drift: ({ variant, share }) => [
    `${variant} changed speed from round to round${given`: its time by ${signed(share("change"))} from the first to the last`}.`,
    "The machine changed during the measurement; ratios from common rounds bear it, absolute times less so.",
    "Close other programs and measure again with --fresh.",
  ],
  noisy: ({ variant, against, range, share }) => [
    `Equal forks of ${against} differ while ${variant} is measured${given`: their ratio is ${range("low", "high", formatRatio)}, the margin ±${share("margin")}`}.`,
    "The machine is too noisy to call two variants indistinguishable.",
    "Use a quieter machine, or more rounds (--rounds 24).",
  ],
  "tail-differs": ({ variant, against, plain, ratio }) => [
    `By the ${plain("other") ?? "mean or median"}, ${variant} against ${against} would get another verdict${given`: ${plain("otherVerdict")} (${ratio("otherRatio")}) in place of ${plain("verdict")} (${ratio("ratio")})`}.`,
    "Most calls and the slowest calls do not tell the same story.",
    "Look at the distribution of samples before you claim either.",
  ],
  multimodal: ({ variant, range, plain }) => [
    `The forks of ${variant} fall into two groups of speed${given`, around ${range("low", "high", formatDuration)}; ${plain("slower")} of ${plain("forks")} are in the slower one`}.`,
    "The process ends up in one of several compiled states or memory layouts.",
    "Report the groups, and look for the cause with %profile --deopt.",
  ],
  "gc-bound": ({ variant, share }) => [
    `${variant} spends ${share("gcShare") ?? "a notable share"} of its time collecting garbage.`,
    "The mean is shown in place of the 10th percentile, since a low quantile hides collections.",
    "Allocate less within the call, or reuse buffers.",
  ],
  throttled: ({ variant, against, share, plain }) => [
    `${variant} and ${against} slowed down together${given`, by ${share("change")} over ${plain("rounds")} rounds`}.`,
    "The machine itself became slower, by heat or by a limit of CPU time: ratios from common rounds bear it, the absolute times are too high.",
    "Let the machine cool down or raise the limit, and measure again with --fresh.",
  ],
  "busy-machine": ({ variant, share, plain }) => [
    `Other work used the machine while ${variant} was measured${given`: forks ran for ${share("cpuShare")} of their steady time, with ${plain("switches")} interruptions a second`}${given`; the hypervisor took ${share("steal")} of the processors' time`}.`,
    "Times are higher and more scattered than on an idle machine, the mean more so than the 10th percentile.",
    "Stop other programs and run the cell again, that of a variant with --fresh.",
  ],
  "memory-grows": ({ variant, bytes }) => [
    `Calls of ${variant} leave memory behind${given`: ${bytes("each")} each, ${bytes("total")} in a fork's steady calls, after a full collection`}.`,
    "Later calls work in a larger heap, with more to collect: the time grows with the number of calls before it.",
    "Release what a call no longer needs, or restore the state in %%setup --per-call.",
  ],
  "too-few-samples": ({ variant, seconds, counted }) => [
    `There is little to judge ${variant} by${given`: ${counted("forks", "fork")} with ${counted("samples", "steady sample")} each`}.`,
    "The figure is a rough estimate, and fewer than six forks have no interval to rest a verdict on.",
    `${given`Six rounds need --budget ${seconds("budget")}` || "Raise --budget"}, or fix the number with --rounds 6.`,
  ],
  "result-changes": ({ variant, plain }) => [
    `The first and the last call of ${variant} returned different values${given` in ${plain("changed")} of ${plain("forks")} forks`}.`,
    "The calls do not all do the same work: state is carried from one to the next.",
    "Make the expression independent of earlier calls, or restore its input in %%setup --per-call.",
  ],
  "work-moved": ({ variant, time }) => [
    `The statements before the measured expression of ${variant} take ${time("prepare") ?? "long"}${given`, and one call of the baseline ${time("call")}`}.`,
    "Work may have moved out of what is timed: the speed-up holds only if that preparation is done once.",
    "Put the preparation into the measured expression, or say why it does not count.",
  ],
  "different-environment": ({ variant, other, plain }) => [
    other === null
      ? `${variant} was measured on another machine or Node than the case has now${given`: on ${plain("machine")}, not on ${plain("here")}`}.`
      : `${variant} and ${other} were recorded on different machines or versions of Node.`,
    other === null ? "Its times do not compare with those taken here." : "Their times do not compare.",
    other === null ? "Run its cell again here." : "Measure both again here with --fresh.",
  ],
  "batch-changed": ({ variant, other, plain }) => [
    `${variant} was measured in other batches than ${other ?? "in the record"}${given`: ${plain("batch")} calls to a sample, not ${plain("otherBatch")}`}.`,
    "Short calls can cost less in longer batches, where caches and branch predictors stay warm.",
    other === null
      ? "Compare only times from the same measurement."
      : "Take the ratio's last digits with care, or choose an input size at which both calls take longer.",
  ],
  "ratio-moved": ({ variant, against, ratio, range }) => [
    `The ratio of ${variant} to ${against} is not what it was${given`: ${ratio("ratio")} (${range("low", "high", formatRatio)}) measured directly at the end, and ${ratio("before")} (${range("beforeLow", "beforeHigh", formatRatio)}) before`}.`,
    "Other work, or the processor's speed, changed in between and did not slow both sides alike: no interval holds for both times.",
    "Make the machine quiet, and measure again: the cell with --fresh, then %report.",
  ],
  "lockfile-differs": ({ variant, plain }) => [
    `${plain("lockfile") ?? "The lockfile"} at the revision of ${variant} is not that of the working tree${given` (${plain("revision")})`}.`,
    "Packages come from the working tree's node_modules for both, so the older code may have been measured with packages that it was not written for.",
    "Where packages matter, check that revision out beside this one, install there, and measure in it too.",
  ],
  "degenerate-result": ({ variant }) => [
    `The result of ${variant} is empty or all NaN.`,
    "It agrees with anything that is empty or NaN too: verifying it proves nothing.",
    "Return the computed values, or name them with --result; a command names its file with --result-file.",
  ],
  "not-deterministic": ({ variant, plain }) => [
    `Two runs of ${variant} gave different values${given`, first at ${plain("path")}`}.`,
    "The workload is not deterministic, so no variant can be verified against it.",
    "Derive all randomness from seeded(seed) in %%setup.",
  ],
  overloaded: ({ variant, rate }) => [
    `${variant} is overloaded${given`: ${rate("achieved")} of the intended ${rate("intended")}`}.`,
    "Calls start faster than they are answered, so they pile up: latencies grow with the time measured and say nothing about a steady state.",
    "Lower --rate until it keeps up, or find the rate it can bear with --concurrency.",
  ],
  "failed-calls": ({ variant, plain, share }) => [
    `Calls of ${variant} FAILED under the load${given`: ${plain("failed")} (${share("share")})`}${given`, the first with ${plain("error")}`}.`,
    "A failed call has no latency and is not counted as completed: the figures are those of the others.",
    "Mend what fails, or lower the load until nothing does.",
  ],
  "too-few-calls": ({ variant, plain }) => [
    `There are too few calls of ${variant} for ${plain("percentile") ?? "p99"}${given`: ${plain("calls")} steady calls per fork, and it takes ${plain("needed")}`}.`,
    "A high percentile of few calls is one of the slowest few, and varies from fork to fork.",
    "Make the call shorter or the load higher, so that more calls fall into a fork's two seconds.",
  ],
  "load-limited": ({ variant, time }) => [
    `The load itself takes much of what is measured of ${variant}${given`: an empty call under the same load takes ${time("control")}, and a call of ${variant} ${time("time")}`}.`,
    "Differences between variants are larger than they look, as each figure has the same cost in it.",
    "Give the call more work, or measure it without a load.",
  ],
  interrupted: ({ variant }) => [
    `The measurement of ${variant} was interrupted.`,
    "What was recorded until then is kept and marked.",
    "Run the cell again to complete it.",
  ],
};

/** Every doubt that there is. */
export const FINDING_CODES = Object.keys(WORDS) as readonly FindingCode[];

function figuresOf({ variant, against, details }: Finding): Figures {
  const shown = (format: (value: number) => string) => (name: string) => {
    const value = details[name];
    if (value === undefined || value === "") return null;
    return typeof value === "number" ? format(value) : value;
  };
  return {
    variant,
    against: against ?? "the other side",
    other: against,
    time: shown(formatDuration),
    share: shown(formatPercent),
    seconds: shown((ns) => `${Math.ceil(ns / 1e9)}s`),
    bytes: shown(formatBytes),
    counted: (name, noun) => {
      const count = details[name];
      return typeof count === "number" ? `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}` : null;
    },
    ratio: shown(formatRatio),
    rate: shown(formatCallRate),
    plain: shown((value) => String(Math.round(value * 100) / 100)),
    range: (low, high, format) => {
      const [from, to] = [details[low], details[high]];
      return typeof from === "number" && typeof to === "number" ? formatInterval(from, to, format) : null;
    },
  };
}

/** `+3.1 %`, `−5.35 %`: with the sign of mathematics. */
function signed(figure: string | null): string | null {
  if (figure === null) return null;
  return figure.startsWith("-") ? `−${figure.slice(1)}` : `+${figure}`;
}

/** The text, or nothing where one of its figures is not there: older records may lack it. */
function given(strings: TemplateStringsArray, ...figures: readonly (string | null)[]): string {
  return figures.includes(null) ? "" : String.raw({ raw: strings }, ...figures);
}
