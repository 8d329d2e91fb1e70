/** What is measured, and what the measuring process is asked and says. */
import type { Bandwidth, Peak, PeakKind } from "../../model/roofline.js";

/**
 * Independent recurrences. A fused x = x · m + a takes 4 cycles and two start per cycle, so 8 hide the latency. Where they are
 * two instructions, half of the chains multiply and half add, so that no addition waits for its multiplication: 3 or 4
 * cycles each, up to two of both kinds start per cycle. With two factors they fill fourteen of sixteen registers.
 */
export const CHAINS = 12;

/** The instruction mix of a peak. */
export interface Mix {
  readonly kind: PeakKind;
  readonly lanes: number;
  /** Multiplication and addition are one instruction. */
  readonly fused: boolean;
  readonly mix: string;
}

export interface NativeKernels {
  /** Absolute path of the shared library. */
  readonly file: string;
  /** `cc 12.2.0`. */
  readonly compiler: string;
}

export interface RooflineOrder {
  readonly cores: number;
  /** Best of so many, each about so many ns. */
  readonly repetitions: number;
  readonly stretch: number;
  readonly caches: Readonly<Record<string, number>>;
  /** Bytes of memory that the arrays may take at most. */
  readonly room: number;
  readonly native: NativeKernels | null;
}

export type RooflineMessage =
  | { readonly kind: "progress"; readonly done: number; readonly total: number; readonly note: string }
  | {
      readonly kind: "finished";
      readonly peaks: readonly Peak[];
      readonly bandwidths: readonly Bandwidth[];
      readonly left: readonly string[];
    }
  | { readonly kind: "threw"; readonly message: string };

export type KernelKind = PeakKind | "wasm-triad" | "native-triad";
