/** What V8's compilers made of a variant: tiers, deoptimisations, megamorphic accesses; and what collections cost. */
import type { Frame, FrameTier } from "./profile.js";

export interface Compilation {
  /** Of the user's own functions and packages, as they stood at the end. */
  readonly functions: readonly CompiledFunction[];
  /** Most often first. */
  readonly deopts: readonly Deopt[];
  readonly accesses: readonly PolymorphicAccess[];
  readonly memory: MemoryUse;
  /** Calls of the traced steady stretch, and its length in ns (V8's log slows it). */
  readonly calls: number;
  readonly duration: number;
}

export interface CompiledFunction extends Pick<Frame, "name" | "category" | "file" | "line" | "column"> {
  readonly tier: FrameTier;
  /** Times that Maglev or TurboFan compiled it, for on-stack replacement too. */
  readonly optimised: number;
  /** Times that its optimised code was thrown away. */
  readonly deoptimised: number;
  /** Names of functions whose optimised code holds a copy of it. */
  readonly inlinedInto: readonly string[];
}

/** One place and reason where optimised code gave up. */
export interface Deopt {
  /** The function that the place stands in. */
  readonly name: string;
  /** The optimised function that gave up; another one where the place was inlined. */
  readonly host: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** V8's own words: `not a Smi`. */
  readonly reason: string;
  readonly kind: "eager" | "lazy" | "soft" | "dependency";
  readonly count: number;
  /** Of these, after the warm-up: each one costs a fall to slower code and a compilation. */
  readonly steady: number;
  /** It gives up, is compiled, and gives up again. */
  readonly loop: boolean;
}

/** A property access that has met objects of several shapes. */
export interface PolymorphicAccess {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly operation: "read" | "write";
  /** Null for elements, `a[i]`. */
  readonly property: string | null;
  /** Distinct hidden classes met; V8 stops to tell some of them apart once it is megamorphic. */
  readonly shapes: number;
  readonly megamorphic: boolean;
}

export interface MemoryUse {
  /** Bytes per call, backing stores of array buffers included. */
  readonly allocated: number;
  /** By V8's name of the kind: `Scavenge`. Time in ns within the traced stretch. */
  readonly collections: readonly { readonly kind: string; readonly count: number; readonly time: number }[];
}
