/** "% of peak": a rate against the best that this machine was seen to do, once its roofline is known. */
import type { Case } from "../model/case.js";
import type { Measurement } from "../model/measurement.js";
import { bestPeak, type Element, type Peak, type PeakKind } from "../model/roofline.js";
import { formatPercent, formatRate } from "../model/units.js";
import type { Workload } from "../model/workload.js";

export const PEAK_WORDS: Readonly<Record<PeakKind, string>> = {
  "js-f64": "JavaScript, double",
  "wasm-f32": "WebAssembly SIMD f32",
  "wasm-f64": "WebAssembly SIMD f64",
  "wasm-relaxed-f32": "WebAssembly relaxed multiply-add f32",
  "native-f32": "native f32",
  "native-f64": "native f64",
};

/** The same in short, for a chart. */
export const PEAK_NAMES: Readonly<Record<PeakKind, string>> = {
  "js-f64": "JavaScript f64",
  "wasm-f32": "wasm f32",
  "wasm-f64": "wasm f64",
  "wasm-relaxed-f32": "wasm relaxed f32",
  "native-f32": "native f32",
  "native-f64": "native f64",
};

/** Single precision where the setup makes such arrays: all other numbers of JavaScript are doubles. */
export function elementOf({ setups }: Pick<Workload, "setups">): Element {
  return setups.some(({ source }) => /\bFloat32Array\b|\bfloat32\b/.test(source)) ? "f32" : "f64";
}

/** The best measured peak of the case's element type on the threads used; null where the roofline is of another machine. */
export function peakOf(record: Case, measurement: Measurement): Peak | null {
  const { roofline, workload } = record;
  if (roofline === undefined || roofline.machine !== measurement.machine) return null;
  // How many threads a command uses, nobody tells.
  if (measurement.command !== undefined) return null;
  return bestPeak(roofline, { element: elementOf(workload), threads: measurement.threads?.count ?? 1 });
}

/** `, 43 % of peak`; empty where nothing is known. */
export function peakShare(record: Case, measurement: Measurement | null): string {
  const flops = measurement?.rates.flops;
  if (measurement === null || flops === undefined) return "";
  const peak = peakOf(record, measurement);
  return peak === null ? "" : `, ${shareWords(flops, peak)}`;
}

/** No share is above the whole: a peak that is passed was measured too low. */
function shareWords(flops: number, peak: Peak): string {
  return isPassed(flops, peak) ? "above the measured peak" : `${formatPercent(flops / peak.flops)} of peak`;
}

function isPassed(flops: number, peak: Peak): boolean {
  return flops > PASSED * peak.flops;
}

/** What two measurements of the same may differ by. */
const PASSED = 1.02;

/** Which peaks the shares are of. */
export function peakCaption(record: Case): string | null {
  const peaks = record.variants.flatMap(({ measurements }) =>
    measurements.map((one) => (one.rates.flops === undefined ? null : peakOf(record, one))),
  );
  const known = [...new Set(peaks.filter((peak) => peak !== null))];
  if (known.length === 0) return null;
  return `Peaks by %roofline: ${known.map((peak) => `${formatRate(peak.flops, "FLOPS")} on ${threadWords(peak.threads)} (${PEAK_WORDS[peak.kind]}: ${peak.method})`).join("; ")}.`;
}

export function threadWords(threads: number): string {
  return threads === 1 ? "one thread" : `${threads} threads`;
}

/** `43 % of peak: 233 GFLOPS on one thread (native f32: …).` */
export function peakSentence(record: Case, measurement: Measurement): string | null {
  const peak = peakOf(record, measurement);
  const { flops } = measurement.rates;
  if (peak === null || flops === undefined) return null;
  const again = isPassed(flops, peak)
    ? " That peak was measured while other work kept the cores busy; run %roofline --again."
    : "";
  return `${sentenceCase(shareWords(flops, peak))}: ${formatRate(peak.flops, "FLOPS")} on ${threadWords(peak.threads)} (${PEAK_WORDS[peak.kind]}: ${peak.method}).${again}`;
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
