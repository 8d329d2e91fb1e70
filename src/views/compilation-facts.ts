/** What a compilation says of a profile's time: hot functions by tier, deoptimisations that matter, collections. */
import type { Compilation, CompiledFunction, Deopt } from "../model/compilation.js";
import type { FrameTier, Profile } from "../model/profile.js";
import { formatBytes, formatCount, formatDuration } from "../model/units.js";
import { deoptWords } from "./deopt-words.js";
import { linePlace } from "./profile-lines.js";
import { percent } from "./shares.js";

export interface HotFunction extends CompiledFunction {
  /** Share of the profile's time, 0 to 1. */
  readonly self: number;
}

/** Share of the time from which a function is hot. */
const HOT = 0.01;
/** Share from which never having been optimised is worth telling. */
const SLOW = 0.05;

/** By self time. */
export function hotFunctions(profile: Profile): readonly HotFunction[] {
  const whole = profile.nodes.reduce((sum, { self }) => sum + self, 0) || 1;
  const shares = new Map<string, number>();
  for (const { frame, self } of profile.nodes) {
    const known = profile.frames[frame];
    if (known) shares.set(keyOf(known), (shares.get(keyOf(known)) ?? 0) + self / whole);
  }
  return (profile.compilation?.functions ?? [])
    .map((one) => ({ ...one, self: shares.get(keyOf(one)) ?? 0 }))
    .filter(({ self }) => self >= HOT)
    .sort((a, b) => b.self - a.self);
}

function keyOf(one: Pick<CompiledFunction, "name" | "file" | "line" | "column">): string {
  return [one.name, one.file, one.line, one.column].join("\n");
}

export const TIER_WORDS: Readonly<Record<FrameTier, string>> = {
  interpreter: "interpreted (Ignition)",
  baseline: "baseline (Sparkplug)",
  maglev: "Maglev",
  turbofan: "TurboFan",
};

/** `TurboFan`, `baseline (Sparkplug), inlined into main`. */
export function tierText({ tier, inlinedInto }: CompiledFunction): string {
  const copies = inlinedInto.slice(0, 2).join(" and ");
  return copies === "" ? TIER_WORDS[tier] : `${TIER_WORDS[tier]}, inlined into ${copies}`;
}

/** Hot, and neither compiled by an optimising compiler nor copied into a function that is. */
export function neverOptimised(profile: Profile): readonly HotFunction[] {
  return hotFunctions(profile).filter(
    ({ name, self, tier, optimised, inlinedInto }) =>
      self >= SLOW &&
      // It only calls, once a call: what is charged to it is spent in what it calls.
      name !== "measured" &&
      optimised === 0 &&
      inlinedInto.length === 0 &&
      (tier === "interpreter" || tier === "baseline"),
  );
}

/** Those that something can be done about, and loops, whatever they are. */
export function notableDeopts({ deopts }: Compilation): readonly Deopt[] {
  return deopts.filter((one) => one.loop || !deoptWords(one).harmless);
}

/** Those of one place and reason together, whatever function held the place as a copy. */
export function deoptGroups(deopts: readonly Deopt[]): readonly (readonly [Deopt, ...Deopt[]])[] {
  const groups = new Map<string, [Deopt, ...Deopt[]]>();
  for (const one of deopts) {
    const key = [one.file, one.line, one.column, one.kind, one.reason].join("\n");
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** `4 times, 3 of them after the warm-up: a deoptimisation loop`. */
export function countText({ count, steady, loop }: Deopt): string {
  const times = count === 1 ? "once" : count === 2 ? "twice" : `${formatCount(count)} times`;
  if (steady === 0) return `${times}, in the warm-up`;
  const after = steady === count ? "after the warm-up" : `${formatCount(steady)} of them after the warm-up`;
  return `${times}, ${after}${loop ? ": a deoptimisation loop" : ""}`;
}

/** `matmul, line 12:9`; `dot in matmul, …` where it was inlined. */
export function deoptPlace(deopt: Deopt, variant: string): string {
  const { name, host, file, line, column } = deopt;
  const who = name === host ? name : `${name} (inlined into ${host})`;
  return `${who}, ${linePlace(file, line, variant)}, column ${column}`;
}

/** `1.2 MB allocated per call, 340 MB/s; collections 4.1 % of the time (490 young: 3.9 %, 2 full: 0.2 %)`. */
export function memoryText({ memory, calls, duration }: Compilation): string {
  const rate = duration > 0 ? (memory.allocated * calls * 1e9) / duration : 0;
  const whole = memory.collections.reduce((sum, { time }) => sum + time, 0);
  const kinds = memory.collections
    .map(
      ({ kind, count, time }) => `${formatCount(count)} ${collectionWord(kind)}: ${percent(time / duration)}`,
    )
    .join(", ");
  const allocated =
    memory.allocated < 1
      ? "nothing allocated per call"
      : `${formatBytes(memory.allocated)} allocated per call, ${formatBytes(rate)}/s`;
  return whole === 0
    ? `${allocated}; no collections in ${formatDuration(duration)}`
    : `${allocated}; collections ${percent(whole / duration)} of the time (${kinds})`;
}

/** V8's names of collections: https://v8.dev/blog/trash-talk. */
function collectionWord(kind: string): string {
  if (/^(Scavenge|MinorMark)/.test(kind)) return "young";
  if (/^MarkSweepCompact|^MarkCompact/.test(kind)) return "full";
  if (/^Incremental/.test(kind)) return "incremental marking";
  return kind;
}
