/**
 * The roofline of a machine: what it can do at most (Williams, Waterman and Patterson, "Roofline: an insightful visual
 * performance model", CACM 2009). Flops and bytes are per second; a multiply-add counts as 2, and traffic is that of STREAM
 * (McCalpin 1995): what a triad reads and writes, without the line that a store may read first.
 */

export type Element = "f32" | "f64";

export type PeakKind = "js-f64" | "wasm-f32" | "wasm-f64" | "wasm-relaxed-f32" | "native-f32" | "native-f64";

export interface Peak {
  readonly kind: PeakKind;
  readonly element: Element;
  readonly threads: number;
  /** Per second, the best of the repetitions. */
  readonly flops: number;
  /** The instruction mix: `12 chains of f32x4.mul and f32x4.add`. */
  readonly method: string;
}

export type MemoryLevel = "L1" | "L2" | "L3" | "memory";

export interface Bandwidth {
  readonly level: MemoryLevel;
  readonly threads: number;
  /** Bytes per second, the best of the repetitions. */
  readonly rate: number;
  /** Bytes of the three arrays of all threads together. */
  readonly bytes: number;
  readonly method: string;
}

/** What peaks depend on besides the machine and its Node. */
export interface RooflineMeans {
  /** The C compiler that was found, `cc 12.2.0`; null for none. */
  readonly compiler: string | null;
  readonly cores: number;
}

export interface Roofline {
  /** See `machineKey` in environment.ts. */
  readonly machine: string;
  /** ISO 8601. */
  readonly recorded: string;
  /** What else it holds for; absent in older records. */
  readonly means?: RooflineMeans;
  /** Measured in less time, so that a peak may be missed. */
  readonly quick: boolean;
  /** Best of so many, each at least so many ns long. */
  readonly repetitions: number;
  readonly stretch: number;
  readonly peaks: readonly Peak[];
  readonly bandwidths: readonly Bandwidth[];
  /** What was not measured, a sentence each. */
  readonly left: readonly string[];
}

/** Why a kept roofline does not hold any longer, in words; null where it does. */
export function whyOutdated({ means }: Roofline, now: RooflineMeans): string | null {
  if (means === undefined) return "the kept one does not say which compiler it is of";
  if (means.compiler !== now.compiler)
    return `the C compiler was ${means.compiler ?? "missing"} and is ${now.compiler ?? "missing"} now`;
  if (means.cores !== now.cores) return `${means.cores} cores could be used and ${now.cores} can now`;
  return null;
}

/** The best peak for an element type on so many threads: one, or all that were measured. */
export function bestPeak(
  { peaks }: Roofline,
  { element, threads }: { readonly element: Element; readonly threads: number },
): Peak | null {
  const fitting = peaks.filter((peak) => peak.element === element && peak.threads > 1 === threads > 1);
  return fitting.reduce<Peak | null>(
    (best, peak) => (best === null || peak.flops > best.flops ? peak : best),
    null,
  );
}
