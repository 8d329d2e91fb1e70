/**
 * Where a fork's samples become steady, and how they went: flat, warm-up, slowdown or no steady state (Barrett et al.,
 * "Virtual machine warmup blows hot and cold", OOPSLA 2017). Their change-point analysis needs quiet machines; here
 * the 10th percentile of successive blocks of 20 samples takes its place, as neighbours only ever add time.
 *
 *     samples  ▇▇▇▇▆▅▃▃▂▂▂▂▂▃▂▂▂▂▂▂▂▂
 *     blocks   └─7─┘└─3─┘└─2─┘└─2─┘└─2─┘      three that agree within 2 %: steady from the first of them
 */
import type { SteadyState } from "../model/measurement.js";
import { median, quantile, sorted, sortedQuantile } from "./quantile.js";
import { LOW_SHARE } from "./summary.js";

export interface Steadiness {
  /** Index of the first steady sample. */
  readonly steadyFrom: number;
  readonly steady: SteadyState;
}

const BLOCK = 20;
const AGREEING = 3;
const TOLERANCE = 0.02;
/** Samples that much above the steady level are still warm-up at the head of the first steady block. */
const HEAD = 0.1;

/** Fewest samples that can show a steady state; with fewer, `classify` only sets the first one aside. */
export const FEWEST_FOR_STEADY = BLOCK * AGREEING;
/** With fewer blocks two disturbed ones leave no three in a row: that there is no steady state cannot be told then. */
const FEWEST_TO_DENY = 10;

/**
 * Judges the ordered samples of one fork, warm-up included. Steady samples start at `from` at the earliest (where the
 * fork ended its warm-up).
 *
 * A level that three blocks agree on holds until three blocks agree on another one: a single disturbed block changes
 * nothing. The last level is the steady one. Below 60 samples (slow calls) nothing of this can be seen: the first
 * sample is warm-up, the others count, and the label tells only whether the first was slower than all of them.
 */
export function classify(samples: ArrayLike<number>, from = 0): Steadiness {
  if (samples.length < FEWEST_FOR_STEADY) return classifyFew(samples, from);
  const blocks = blockLevels(samples);
  const last = lastLevel(blocks);
  if (!last) {
    if (blocks.length < FEWEST_TO_DENY) return undisturbed(samples, blocks, from);
    return { steadyFrom: Math.max(from, samples.length - FEWEST_FOR_STEADY), steady: "no-steady-state" };
  }
  const start = Math.max(from, firstSteadySample(samples, last.start * BLOCK, last.level));
  return { steadyFrom: Math.min(start, samples.length - 1), steady: label(blocks, last) };
}

/** Online, in a fork: whether the last three whole blocks agree. Ask after every block; it is false in between too. */
export function warm(samples: ArrayLike<number>): boolean {
  const whole = Math.floor(samples.length / BLOCK);
  if (whole < AGREEING) return false;
  const blocks = blockLevels(samples, whole - AGREEING);
  return agree(blocks, 0);
}

interface Level {
  /** First block at this level. */
  readonly start: number;
  /** ns. */
  readonly level: number;
}

function lastLevel(blocks: readonly number[]): Level | null {
  let current: Level | null = null;
  for (let index = 0; index + AGREEING <= blocks.length; index++) {
    if (!agree(blocks, index)) continue;
    const level = median(blocks.slice(index, index + AGREEING));
    if (!current) current = { start: firstAt(blocks, index, level), level };
    else if (!near(level, current.level)) current = { start: index, level };
  }
  return current;
}

/** Walks back over blocks that were only disturbed (slower), to the first block at the same level. */
function firstAt(blocks: readonly number[], found: number, level: number): number {
  let first = found;
  for (let index = found - 1; index >= 0; index--) {
    const block = blocks[index] as number;
    if (block < level / (1 + TOLERANCE)) break;
    if (near(block, level)) first = index;
  }
  return first;
}

function firstSteadySample(samples: ArrayLike<number>, start: number, level: number): number {
  let index = start;
  while (index < start + BLOCK - 1 && (samples[index] as number) > level * (1 + HEAD)) index++;
  return index;
}

/**
 * Few blocks, of which no three in a row agree. Neighbours only ever add time, so the lower of the first two and the
 * lower of the last two blocks speak for the level before and after.
 */
function undisturbed(samples: ArrayLike<number>, blocks: readonly number[], from: number): Steadiness {
  const [before, after] = [Math.min(...blocks.slice(0, 2)), Math.min(...blocks.slice(-2))];
  const steady = near(before, after) ? "flat" : before > after ? "warm-up" : "slowdown";
  const start = steady === "flat" ? 0 : (blocks.length - 2) * BLOCK;
  return { steadyFrom: Math.min(Math.max(from, start), samples.length - 1), steady };
}

function label(blocks: readonly number[], last: Level): SteadyState {
  if (last.start === 0) return "flat";
  const before = blocks.slice(0, last.start);
  return before.some((block) => block < last.level / (1 + TOLERANCE)) ? "slowdown" : "warm-up";
}

function classifyFew(samples: ArrayLike<number>, from: number): Steadiness {
  const steadyFrom = Math.min(Math.max(from, 1), Math.max(0, samples.length - 1));
  const rest = sorted(Array.from(samples).slice(1));
  const slowest = rest[rest.length - 1];
  const first = samples[0];
  const warmedUp = first !== undefined && slowest !== undefined && first > slowest * (1 + TOLERANCE);
  return { steadyFrom, steady: warmedUp ? "warm-up" : "flat" };
}

/** The 10th percentile of every whole block; the remainder joins none. */
function blockLevels(samples: ArrayLike<number>, firstBlock = 0): number[] {
  const levels: number[] = [];
  for (let block = firstBlock; (block + 1) * BLOCK <= samples.length; block++) {
    const part = Array.from({ length: BLOCK }, (_, index) => samples[block * BLOCK + index] as number);
    levels.push(quantile(part, LOW_SHARE));
  }
  return levels;
}

function agree(blocks: readonly number[], index: number): boolean {
  const part = sorted(blocks.slice(index, index + AGREEING));
  return near(sortedQuantile(part, 1), sortedQuantile(part, 0));
}

function near(one: number, other: number): boolean {
  return Math.max(one, other) <= Math.min(one, other) * (1 + TOLERANCE);
}
