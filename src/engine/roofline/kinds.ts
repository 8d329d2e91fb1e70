/** What is measured, and what the measuring process is asked and says. */
import type { Bandwidth, Peak, PeakKind } from "../../model/roofline.js";

/** Independent recurrences: a multiply and an add take 4 cycles each and two start per cycle, so 8 hide the latency. */
export const CHAINS = 12;

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
