/** How a variant's time grows over a sweep, in words: the law with its interval, and where it breaks. */
import type { Case, Variant } from "../model/case.js";
import type { Measurement } from "../model/measurement.js";
import { formatBytes, formatCount } from "../model/units.js";
import { type Exponent, fitGrowth, type Growth, type Knee, type SizedForks } from "../stats/growth.js";
import { isRefuted, marksOf } from "./marks.js";

export interface SweptGrowth {
  /** Name of the swept parameter. */
  readonly parameter: string;
  readonly growth: Growth;
}

/** Parameters that a sweep gives several numbers, in the order written. */
export function sweptParameters(record: Case): readonly string[] {
  return Object.entries(record.workload.sweep)
    .filter(([, values]) => values.length > 1 && values.every((value) => typeof value === "number"))
    .map(([name]) => name);
}

/** What is not stale of a variant over one parameter, ascending; all other parameters are the workload's own. */
export function measurementsOver(
  record: Case,
  variant: Variant,
  parameter: string,
): readonly { readonly size: number; readonly measurement: Measurement }[] {
  const others = Object.entries(record.workload.parameters).filter(([name]) => name !== parameter);
  return variant.measurements
    .filter((one) => !one.stale && others.every(([name, value]) => one.parameters[name] === value))
    .flatMap((measurement) => {
      const size = measurement.parameters[parameter];
      return typeof size === "number" ? [{ size, measurement }] : [];
    })
    .sort((a, b) => a.size - b.size);
}

/** A law for each swept parameter with three sizes or more; none for what computes something else. */
export function growthsOf(record: Case, variant: Variant): readonly SweptGrowth[] {
  if (isRefuted(marksOf(record, variant))) return [];
  return sweptParameters(record).flatMap((parameter) => {
    const sized = measurementsOver(record, variant, parameter).map(
      ({ size, measurement }): SizedForks => ({
        size,
        estimates: measurement.forks.map((fork) => fork.estimate),
      }),
    );
    const growth = fitGrowth(sized);
    return growth === null ? [] : [{ parameter, growth }];
  });
}

/** "The time of naive grows as n^2.97 (95 % CI 2.94 to 3.01) over n = 64 to 512." */
export function growthSentences(record: Case, variant: Variant): readonly string[] {
  return growthsOf(record, variant).map((swept) => {
    const { parameter, growth } = swept;
    const { from, to, knee, strays } = growth;
    const over = (last: number) => `over ${parameter} = ${formatCount(from)} to ${formatCount(last)}`;
    // The sizes of an n log n stray from the power law by its very bend.
    const wide =
      strays && growth.model === "power"
        ? " The sizes stray from the law by more than their forks differ, and the interval allows for it."
        : "";
    if (knee === null) return `The time of ${variant.name} grows as ${lawText(swept)} ${over(to)}.${wide}`;
    const place = `${parameter} = ${formatCount(knee.at)}`;
    const first = `${parameter}^${exponentText(knee.below)}`;
    const then = `${parameter}^${exponentText(knee.above)}`;
    return `The time of ${variant.name} grows as ${first} ${over(knee.at)}; above ${place} it grows as ${then}${cacheWords(record, variant, swept, knee)}.`;
  });
}

/** `n^2.97`, `n log n`, `n^2.00, above 384 n^3.60`: for a legend. */
export function lawLabel({ parameter, growth: { model, exponent, knee } }: SweptGrowth): string {
  if (knee !== null)
    return `${parameter}^${decimals(knee.below)}, above ${formatCount(knee.at)} ${parameter}^${decimals(knee.above)}`;
  return model === "n-log-n" ? `${parameter} log ${parameter}` : `${parameter}^${decimals(exponent)}`;
}

function lawText({ parameter, growth: { model, exponent } }: SweptGrowth): string {
  if (model === "power") return `${parameter}^${exponentText(exponent)}`;
  const [, interval = ""] = /\((.*)\)/.exec(exponentText(exponent)) ?? [];
  return `${parameter} log ${parameter} (as a power law ${parameter}^${decimals(exponent)}, ${interval})`;
}

/** `2.97 (95 % CI 2.94 to 3.01)`. */
function exponentText(exponent: Exponent): string {
  const digits = digitsOf(exponent);
  const [low, high] = [exponent.low.toFixed(digits), exponent.high.toFixed(digits)];
  return `${decimals(exponent)} (95 % CI ${low} to ${high})`;
}

function decimals(exponent: Exponent): string {
  return exponent.estimate.toFixed(digitsOf(exponent));
}

/** No more digits than the interval allows. */
function digitsOf({ low, high }: Exponent): number {
  const width = high - low;
  return width >= 1 ? 1 : width >= 0.02 ? 2 : 3;
}

/**
 * A cache is named only where the bytes that a call is stated to move pass its size between the sizes beside the
 * break, and the time grows faster from there on; else the break is a fact without a cause.
 */
function cacheWords(
  record: Case,
  variant: Variant,
  { parameter }: SweptGrowth,
  { at, below, above }: Knee,
): string {
  const moved = measurementsOver(record, variant, parameter).map(({ size, measurement }) => ({
    size,
    bytes: ((measurement.rates.bytes ?? Number.NaN) * measurement.time.estimate) / 1e9,
  }));
  const place = moved.findIndex(({ size }) => size === at);
  const [before, here, after] = [moved[place - 1], moved[place], moved[place + 1]];
  if (above.estimate <= below.estimate || !before || !here || !after) return "";
  const passed = Object.entries(record.environment.cpu.caches).find(
    ([level, size]) => /^L(1d|2|3|4)$/i.test(level) && before.bytes <= size && size <= after.bytes,
  );
  if (passed === undefined) return "";
  const [level, size] = passed;
  return `; the working set may leave the ${level} cache (${formatBytes(size)}), as a call is stated to move ${formatBytes(here.bytes)} there`;
}
