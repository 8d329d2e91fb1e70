/**
 * The schedule, pure: batch sizes from pilots, the order within rounds, and after each round whether to go on.
 *
 *     pilots │ round 0: b a │ round 1: a b │ … │ look at 6 │ … │ look at 12 │ 24 │ 48
 */
import type { MeasureOptions, MeasureOutcome, Ratio } from "../model/ports/engine.js";
import { affordableLook, FEWEST_ROUNDS, LOOKS, narrowEnough, nextLook } from "../stats/looks.js";
import { createRandom, shuffle } from "../stats/random.js";
import { isWithheld } from "../stats/verdict.js";

/** What a pilot fork found out about its side. */
export interface Pilot {
  readonly batch: number;
  /** ns per call. */
  readonly time: number;
}

/** ns. A sample may last this long for the sake of one batch size on all sides. */
const LONGEST_SAMPLE = 5e6;

/** One size for all sides where no sample gets too long by it, else each its own. */
export function batchSizes(pilots: readonly Pilot[]): number[] {
  const common = Math.max(...pilots.map(({ batch }) => batch));
  return pilots.map(({ batch, time }) => (common * time <= LONGEST_SAMPLE ? common : batch));
}

/** Indices of sides in the order they run in a round, by the seed. */
export function roundOrder(sides: number, seed: number, round: number): number[] {
  const indices = Array.from({ length: sides }, (_, index) => index);
  return shuffle(indices, createRandom(`${seed}/${round}`));
}

/** A page: beyond it, layouts repeat. */
const PAGE = 4096;
/** Of malloc: smaller steps change nothing. */
const ALIGNMENT = 16;

export interface Layout {
  /** Bytes of environment, which shift the stack. */
  readonly padding: number;
  /** Bytes allocated before the bundle is loaded, which shift buffers. */
  readonly offset: number;
}

/** Another layout of memory for each fork, by the seed. */
export function layout(seed: number, round: number, position: number): Layout {
  const draw = (what: string) => createRandom(`${seed}/${round}/${position}/${what}`)();
  return {
    padding: Math.floor(draw("padding") * PAGE),
    offset: Math.floor((draw("offset") * PAGE) / ALIGNMENT) * ALIGNMENT,
  };
}

/** A trial run's. */
export const NO_SHIFT: Layout = { padding: 0, offset: 0 };

export interface Progressed {
  readonly rounds: number;
  /** ns since the start, pilots included. */
  readonly spent: number;
  /** ns, of a typical round. */
  readonly roundTime: number;
  readonly options: MeasureOptions;
  /** The first pair's ratio, where there is one and this is a look. */
  readonly ratio: Ratio | null;
}

export type Decision =
  | { readonly kind: "go on" }
  | { readonly kind: "stop"; readonly reason: MeasureOutcome["stopped"] };

const QUICK_ROUNDS = 3;

/** After each round. */
export function decide({ rounds, spent, roundTime, options, ratio }: Progressed): Decision {
  const fixed = fixedRounds(options);
  if (fixed !== null) return rounds >= fixed ? stop("rounds") : GO_ON;
  // Six rounds would take four budgets: the budget alone counts.
  if (affordableLook(roundTime, options.budget) === null)
    return spent >= options.budget ? stop("budget") : GO_ON;
  if (!LOOKS.includes(rounds)) return GO_ON;
  if (ratio === null) return stop("looks");
  // More rounds can still show that the machine was not that noisy.
  if (narrowEnough(ratio.speedup, options.margin) && !isWithheld(ratio)) return stop("width");
  const next = nextLook(rounds);
  if (next === null) return stop("looks");
  return spent + (next - rounds) * roundTime <= options.budget ? GO_ON : stop("budget");
}

/** Rounds that will have been run at the next decision, where the measurement goes on. */
export function roundsAhead({ rounds, roundTime, options }: Omit<Progressed, "ratio" | "spent">): number {
  const fixed = fixedRounds(options);
  if (fixed !== null) return fixed;
  if (affordableLook(roundTime, options.budget) === null) {
    return Math.max(1, Math.min(FEWEST_ROUNDS, Math.ceil(options.budget / roundTime)));
  }
  return nextLook(rounds) ?? rounds;
}

export function isLook(rounds: number, options: MeasureOptions): boolean {
  return fixedRounds(options) === null && LOOKS.includes(rounds);
}

/** Where neither width nor budget is asked; else null. */
export function fixedRounds({ rounds, quick }: MeasureOptions): number | null {
  return rounds ?? (quick ? QUICK_ROUNDS : null);
}

const GO_ON: Decision = { kind: "go on" };

function stop(reason: MeasureOutcome["stopped"]): Decision {
  return { kind: "stop", reason };
}
